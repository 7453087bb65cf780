/** Goes over blocks of rows as they stand in a dump. */
import { indexed, indexLines, indexTuples, rowAt, window } from '../separators.ts'
import { addColumn, isCollected } from './column.ts'
import { fieldAt, fieldLength, missing, readRow } from './fields.ts'
import { exactPrint } from './hash.ts'
import { seeRow } from './outside.ts'
import { pendingLeft } from './originals.ts'
import { addPairs } from './pairs.ts'
import { collectInside, isNested, lookInside } from './nested.ts'
import { lookAtMask, reaches } from './reach.ts'
import { chance, enterField, hitCount, searchText, shortest } from './search.ts'

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

/** Fields of which nothing is to be said, by their fingerprints: values come again and again. */
const plain: usize = memory.data(4096 * 8, 16)

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
  const isValues = load<u32>(lane) !== 0
  const columns: u32 = load<u32>(lane, 4)
  const outside = load<u32>(lane, 8) !== 0
  const pairs: usize = load<u32>(lane, 12)
  readTo = from
  rows = 0
  fieldCount = 0
  byteCount = 0
  for (let column: u32 = 0; column < columns; column++) store<f64>(chances + (column << 3), 0)
  while (readTo < to) {
    const ahead = min(readTo + window, to)
    if (isValues) indexTuples(readTo, ahead, columns)
    else indexLines(readTo, ahead, columns)
    const found = indexed
    if (found === 0) break
    for (let row: u32 = 0; row < found; row++) {
      if (rows === printRows || hitCount > mostHits || pendingLeft() < 65_536) return
      const separators = rowAt(row, columns)
      if (!readRow(separators, columns, isValues)) return
      for (let column: u32 = 0; column < columns; column++) see(lane, column, mode)
      if (pairs !== 0) addPairs(pairs)
      if (outside) seeRow()
      rows++
      readTo = <usize>load<u32>(separators + (columns << 2)) + 1
    }
  }
  if (isValues && readTo < to) {
    let at = readTo
    while (at < to && load<u8>(at) !== 0x28) at++
    if (at === to) readTo = to
  }
}

const collecting: u32 = 0
/** The second word of a column's 32 bytes says then that it is passed over. */
const searching: u32 = 1

function see(lane: usize, column: u32, mode: u32): void {
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
  if (mode === collecting) {
    if (!isCollected(spec)) return
    if (isNested(spec)) collectInside(spec, column, at, length)
    else addColumn(spec, at, length)
    return
  }
  if (reaches(spec)) {
    if (isNested(spec)) lookInside(spec, column, at, length)
    else lookAtMask(spec, at, length)
  }
  if (length < shortest) return
  const known = plain + ((<usize>(print >> 40) & 4095) << 3)
  if (load<u64>(known) === print) return
  const before = hitCount
  enterField(column)
  const isPlain = searchText(at, length)
  if (chance > 0) store<f64>(chances + (column << 3), load<f64>(chances + (column << 3)) + chance)
  else if (isPlain && hitCount === before) store<u64>(known, print)
}
