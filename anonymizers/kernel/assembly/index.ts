/** Masks rows over whole blocks. Laid out and called by ../wasm-kernel.ts; plain memory, no run time. */
import { enterRow, leafIn, lookAhead, noteOf, rowsTogether } from './ahead.ts'
import { leafOf } from './choices.ts'
import { copyOver } from './positions.ts'
import { encodeText, readFields, readLine } from './copy-text.ts'
import { fieldAt, fieldFrom, fieldLength, fieldTo, isMissing, setFields } from './fields.ts'
import { setJson } from './json.ts'
import { setLetters, setSigns } from './letters.ts'
import { encodeLiteral, nextTuple, readLiterals, readTuple } from './mysql.ts'
import { moveTo, o } from './output.ts'
import { nextRow, runOutside } from './outside.ts'
import { setPerson } from './person.ts'
import { setPersonas } from './persona.ts'
import { kept, left, missing, run } from './programs.ts'
import { setPrf } from './prf.ts'
import { setRender } from './render.ts'
import { emptyScratch, setScratch } from './scratch.ts'
import { configureText } from './text/index.ts'
import { indexed, indexLines, indexTuples, rowAt, window } from './separators.ts'

export { fieldAt, fieldLength, isMissing, configureText }

let valueAt: usize = 0
let longestValue: u32 = 0

export function heapBase(): usize {
  return __heap_base
}

export function configure(config: usize): void {
  setLetters(load<u32>(config), load<u32>(config, 4))
  setPersonas(load<u32>(config, 8))
  setSigns(load<u32>(config, 12), load<u32>(config, 16))
  setPerson(load<u32>(config, 20))
  setRender(load<u32>(config, 20), load<u32>(config, 24))
  valueAt = load<u32>(config, 28)
  longestValue = load<u32>(config, 32)
  setScratch(load<u32>(config, 36), load<u32>(config, 40))
  setFields(load<u32>(config, 44))
  setPrf(load<u32>(config, 48))
  setJson(load<u32>(config, 52), load<u32>(config, 56))
}

/** How far the rows were read, where the output ends, and how many rows came through. */
export let readTo: usize = 0
export let wroteTo: usize = 0
export let rows: u32 = 0

/**
 * Masks rows until the end, a row that JavaScript must do, or too little room. `lane`: is it VALUES,
 * columns, places by column, number of writers, writers (place and program), number of persons,
 * persons, most bytes that its masks add to a row, number of fields that are read, their columns.
 */
export function maskRows(lane: usize, from: usize, to: usize, out: usize, outEnd: usize): void {
  const isValues = load<u32>(lane) !== 0
  const columns: u32 = load<u32>(lane, 4)
  const writers: u32 = load<u32>(lane, 12)
  const count: u32 = load<u32>(lane, 32)
  const together = rowsTogether(writers, count)
  readTo = from
  wroteTo = out
  rows = 0
  while (readTo < to) {
    const ahead = min(readTo + window, to)
    if (isValues) indexTuples(readTo, ahead, columns)
    else indexLines(readTo, ahead, columns)
    const found = indexed
    for (let first: u32 = 0; first < found; first += together) {
      const wanted = min(together, found - first)
      const read = readRows(lane, first, wanted)
      lookAhead(lane, read)
      for (let row: u32 = 0; row < read; row++) {
        enterRow(row, writers, count)
        if (!writeRow(lane, isValues, endOf(first + row, columns), outEnd)) return
      }
      if (read < wanted) return
    }
    if (found > 0) continue
    const open = isValues ? nextTuple(readTo, to) : readTo
    if (open === to) break
    emptyScratch()
    enterRow(0, writers, count)
    const wanted: usize = load<u32>(lane, 8)
    const end = isValues
      ? readTuple(open, to, columns, wanted)
      : readLine(open, to, columns, wanted)
    if (end === 0) return
    lookAhead(lane, 1)
    if (!writeRow(lane, isValues, end, outEnd)) return
  }
  if (readTo < to) {
    memory.copy(wroteTo, readTo, to - readTo)
    wroteTo += to - readTo
    readTo = to
  }
}

/** Reads the fields of rows that were found, and tells how many of them are as usual. */
function readRows(lane: usize, first: u32, wanted: u32): u32 {
  const isValues = load<u32>(lane) !== 0
  const columns: u32 = load<u32>(lane, 4)
  const count: u32 = load<u32>(lane, 32)
  const reads: usize = load<u32>(lane, 36)
  emptyScratch()
  for (let row: u32 = 0; row < wanted; row++) {
    enterRow(row, load<u32>(lane, 12), count)
    const separators = rowAt(first + row, columns)
    const isRead = isValues
      ? readLiterals(separators, reads, count)
      : readFields(separators, reads, count)
    if (!isRead) return row
  }
  return wanted
}

function endOf(row: u32, columns: u32): usize {
  return <usize>load<u32>(rowAt(row, columns) + (columns << 2)) + 1
}

/** Masks the row that was entered, which goes from {@link readTo} to `end`; false when JavaScript must do it. */
function writeRow(lane: usize, isValues: bool, end: usize, outEnd: usize): bool {
  const writers: u32 = load<u32>(lane, 12)
  const writersAt: usize = load<u32>(lane, 16)
  const added: u32 = load<u32>(lane, 28)
  if (wroteTo + <u32>(end - readTo) * 3 + added > outEnd) return false
  nextRow()
  let copied = readTo
  let at = wroteTo
  for (let i: u32 = 0; i < writers; i++) {
    const place: u32 = load<u32>(writersAt + (i << 3))
    const isNull = isMissing(place)
    const length = fieldLength(place)
    if (length > longestValue) return false
    moveTo(valueAt)
    const note = noteOf(i)
    const whole: usize = load<u32>(writersAt + (i << 3), 4)
    const program = note ? leafIn(note) : leafOf(whole, fieldAt(place), length, isNull)
    let done = run(program, fieldAt(place), length, isNull, note)
    if (done === left) {
      moveTo(valueAt)
      done = runOutside(i)
    }
    if (done === left) return false
    if (done === kept || (done === missing && isNull)) continue
    const start = fieldFrom(place)
    copyOver(at, copied, start - copied)
    at += start - copied
    const masked = <u32>(o - valueAt)
    at = isValues
      ? encodeLiteral(place, valueAt, masked, done === missing, at)
      : encodeText(valueAt, masked, done === missing, at)
    copied = fieldTo(place)
  }
  copyOver(at, copied, end - copied)
  wroteTo = at + (end - copied)
  readTo = end
  rows++
  return true
}
