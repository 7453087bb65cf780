/** Goes over blocks of rows as they stand in a dump. */
import { indexed, indexLines, indexTuples, rowAt, window } from '../separators.ts'
import { addColumn, isCollected } from './column.ts'
import { addGathered } from './collect.ts'
import { fieldAt, fieldLength, forgetFields, missing, readRow } from './fields.ts'
import {
  aboutOf,
  atOf,
  copyNext,
  endOf,
  gather,
  hasRoom,
  isShort,
  lengthOf,
  readGathered,
  textCount,
} from './gathered.ts'
import { exactPrint } from './hash.ts'
import { seeRow } from './outside.ts'
import { pendingLeft } from './originals.ts'
import { addPairs } from './pairs.ts'
import { collectInside, isNested, lookInside } from './nested.ts'
import { lookAtMask, reaches } from './reach.ts'
import { hasPackedBefore, noteWords, passWords } from './noted.ts'
import { chance, enterField, hitCount, searchText, searchWords, shortest } from './search.ts'
import { compressed, escapes, folds, mailed, quoted } from './text.ts'

/** How far the rows were read, and how many. */
export let readTo: usize = 0
export let rows: u32 = 0
/** Of the last call: fields with a value, and their bytes. */
export let fieldCount: u32 = 0
export let byteCount: u64 = 0

/** By column and row: a fingerprint of the field, 0 for NULL. */
let prints: usize = 0
let printRows: u32 = 0
/** By column: numbers that would have been found if they meant nothing. */
let chances: usize = 0

export function setOutput(printsAt: usize, mostRows: u32, chancesAt: usize): void {
  prints = printsAt
  printRows = mostRows
  chances = chancesAt
}

/**
 * Fields of which nothing is to be said, by their fingerprints: values come again and again. While originals
 * are collected: those that were, see {@link isKnown}.
 */
const plain: usize = memory.data(262144, 16)

/** No more is found in the fields of a row than that. */
const mostHits: u32 = 60_000

export function exact(at: usize, length: u32): u32 {
  if (length === 0) return 0
  const print = exactPrint(at, length)
  const short = <u32>(print >> 32) ^ <u32>print
  return short === 0 ? 1 : short
}

/**
 * Shows all rows of `[from, to)` to `see`, up to one that is not usual or for which there is no room.
 * 128 bytes behind `to` must be readable. `lane`: is it VALUES, columns, does JavaScript see rows,
 * pairs of names (see pairs.ts) or 0, and for each column 32 bytes, see column.ts; `mode`: see {@link see}.
 */
export function readRows(lane: usize, from: usize, to: usize, mode: u32): void {
  const columns: u32 = load<u32>(lane, 4)
  readTo = from
  rows = 0
  fieldCount = 0
  byteCount = 0
  for (let column: u32 = 0; column < columns; column++) store<f64>(chances + (column << 3), 0)
  forgetFields()
  seeRows(lane, to, mode)
  if (mode === collecting) addGathered()
  else searchGathered()
  if (!isValues(lane) || readTo >= to) return
  let at = readTo
  while (at < to && load<u8>(at) !== 0x28) at++
  if (at === to) readTo = to
}

function isValues(lane: usize): bool {
  return load<u32>(lane) !== 0
}

function seeRows(lane: usize, to: usize, mode: u32): void {
  const columns: u32 = load<u32>(lane, 4)
  const outside = load<u32>(lane, 8) !== 0
  const pairs: usize = load<u32>(lane, 12)
  while (readTo < to) {
    const ahead = min(readTo + window, to)
    if (isValues(lane)) indexTuples(readTo, ahead, columns)
    else indexLines(readTo, ahead, columns)
    const found = indexed
    if (found === 0) break
    for (let row: u32 = 0; row < found; row++) {
      if (rows === printRows || hitCount > mostHits || pendingLeft() < 65_536) return
      const separators = rowAt(row, columns)
      if (!readRow(separators, columns, isValues(lane))) return
      for (let column: u32 = 0; column < columns; column++) enterPrint(lane, column, mode)
      for (let column: u32 = 0; column < columns; column++) see(lane, column, mode)
      if (pairs !== 0) addPairs(pairs)
      if (outside) seeRow()
      rows++
      readTo = <usize>load<u32>(separators + (columns << 2)) + 1
    }
  }
}

const collecting: u32 = 0
/** The second word of a column's 32 bytes says then that it is passed over. */
const searching: u32 = 1

/** The fingerprints of the fields of the row at hand. */
const rowPrints: usize = memory.data(32768, 16)
/** What was read ahead comes to, so that it is read. */
let touched: u64 = 0

/**
 * Fingerprints of all fields come first, and what is known of them is touched: so it comes out of memory for
 * several at once.
 */
function enterPrint(lane: usize, column: u32, mode: u32): void {
  const spec = lane + 16 + (column << 5)
  if (mode === searching && load<u32>(spec, 4) !== 0) return
  const at = fieldAt(column)
  const length = fieldLength(column)
  const slot = prints + ((column * printRows + rows) << 2)
  if (length === missing || length === 0) {
    store<u32>(slot, 0)
    return
  }
  const print = exactPrint(at, length)
  const short = <u32>(print >> 32) ^ <u32>print
  store<u32>(slot, short === 0 ? 1 : short)
  fieldCount++
  byteCount += length
  store<u64>(rowPrints + (column << 3), print)
  if (mode === searching && length >= shortest) touched += load<u64>(plainPlace(print))
}

function see(lane: usize, column: u32, mode: u32): void {
  const spec = lane + 16 + (column << 5)
  const length = fieldLength(column)
  if (length === missing || length === 0) return
  const at = fieldAt(column)
  if (mode === collecting) {
    if (!isCollected(spec)) return
    if (isNested(spec)) collectInside(spec, column, at, length)
    else if (!isKnown(spec, column)) addColumn(spec, at, length)
    return
  }
  if (load<u32>(spec, 4) !== 0) return
  if (reaches(spec)) {
    if (isNested(spec)) lookInside(spec, column, at, length)
    else lookAtMask(spec, at, length)
  }
  if (length < shortest) return
  const print = load<u64>(rowPrints + (column << 3))
  if (load<u64>(plainPlace(print)) === print) return
  if (!isShort(length)) return search(column, at, length, print)
  if (!hasRoom(length)) searchGathered()
  const looked = copyNext(at, length)
  // What is hidden in it is found with the field that it is in.
  if ((looked & (compressed | escapes | quoted | mailed | folds)) !== 0)
    return search(column, at, length, print)
  store<u64>(gatheredPrints + (textCount << 3), print)
  gather(column, at, length, looked)
}

/** The same bytes in the same column come again and again, and leave nothing behind that is not there. */
function isKnown(spec: usize, column: u32): bool {
  const key = load<u64>(rowPrints + (column << 3)) + <u64>spec * 0x9e3779b97f4a7c15
  const place = plainPlace(key)
  if (load<u64>(place) === key) return true
  store<u64>(place, key)
  return false
}

function plainPlace(print: u64): usize {
  return plain + ((<usize>(print >> 40) & 32_767) << 3)
}

/** Looks at a field by itself. */
function search(column: u32, at: usize, length: u32, print: u64): void {
  const before = hitCount
  enterField(column)
  searchText(at, length)
  enterChance(column, before, print)
}

/** What was found in a field: nothing, or it is looked at wherever it comes again. */
function enterChance(column: u32, before: u32, print: u64): void {
  const sum = chances + (column << 3)
  if (chance > 0) store<f64>(sum, load<f64>(sum) + chance)
  else if (hitCount === before) store<u64>(plainPlace(print), print)
}

/** The fingerprints of fields that were gathered. */
const gatheredPrints: usize = memory.data(8192, 16)
/** Those of them that must be looked at again by themselves, each as a number of 16 bits. */
const again: usize = memory.data(2048, 16)

function searchGathered(): void {
  const read = readGathered()
  noteWords(0)
  let packed = again
  for (let i: u32 = 0; i < read; i++) {
    const end = endOf(i)
    if (hasPackedBefore(end)) {
      passWords(end)
      store<u16>(packed, i)
      packed += 2
    } else {
      const before = hitCount
      enterField(aboutOf(i))
      searchWords(end, end)
      enterChance(aboutOf(i), before, load<u64>(gatheredPrints + (i << 3)))
    }
  }
  for (let one = again; one < packed; one += 2) {
    const i: u32 = load<u16>(one)
    search(aboutOf(i), atOf(i), lengthOf(i), load<u64>(gatheredPrints + (i << 3)))
  }
}
