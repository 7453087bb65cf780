/**
 * All fields of a row, whatever they are: what is no plain value is taken as it stands. Of each: where its
 * value is, and its length; {@link missing} for NULL.
 */
import { contains, eitherIn } from '../positions.ts'
import { unescaped } from '../mysql-escapes.ts'

export const missing: u32 = 0xffffffff

let fields: usize = 0
/** For values whose escapes were undone. */
let scratch: usize = 0
let used: usize = 0

export function setFields(at: usize): void {
  fields = at
}

export function setScratch(at: usize): void {
  scratch = at
}

/** What was read so far is needed no more. */
export function forgetFields(): void {
  used = scratch
}

export function fieldAt(column: u32): usize {
  return load<u32>(fields + (column << 3))
}

export function fieldLength(column: u32): u32 {
  return load<u32>(fields + (column << 3), 4)
}

function setField(column: u32, at: usize, length: u32): void {
  store<u32>(fields + (column << 3), at)
  store<u32>(fields + (column << 3), length, 4)
}

/** A value says itself what its text is in. */
let introduced: bool = false

/** Reads the row whose separators are at `separators`; false when it takes more than this to read it. */
export function readRow(separators: usize, columns: u32, isValues: bool): bool {
  introduced = false
  let from: usize = load<u32>(separators) + 1
  for (let column: u32 = 0; column < columns; column++) {
    const to: usize = load<u32>(separators + ((column + 1) << 2))
    if (isValues) readLiteral(column, from, to)
    else readText(column, from, to)
    from = to + 1
  }
  return !introduced
}

function isSpace(code: u32): bool {
  return code === 0x20 || code - 9 < 5
}

function readLiteral(column: u32, start: usize, end: usize): void {
  let from = start
  let to = end
  while (from < to && isSpace(load<u8>(from))) from++
  while (from < to && isSpace(load<u8>(to - 1))) to--
  const length = <u32>(to - from)
  const first: u32 = load<u8>(from)
  if (first === 0x27 && length > 1) {
    if (contains(from + 1, to - 1, 0x5c, 0x27)) unescape(column, from + 1, to - 1)
    else setField(column, from + 1, length - 2)
  } else if (length === 4 && (load<u32>(from) | 0x20202020) === 0x6c6c756e)
    setField(column, from, missing)
  else if (first === 0x30 && length > 3 && load<u8>(from, 1) === 0x78) unpack(column, from + 2, to)
  // _binary'…'
  else if (first === 0x5f && length > 9 && load<u64>(from) === 0x27797261_6e69625f)
    unescape(column, from + 8, to - 1)
  else if (first === 0x5f && length > 10 && load<u64>(from) === 0x20797261_6e69625f)
    unescape(column, from + 9, to - 1)
  else {
    introduced = introduced || first === 0x5f
    setField(column, from, length)
  }
}

function unescape(column: u32, from: usize, to: usize): void {
  const begin = used
  let at = from
  while (at < to) {
    at = copyUntil(at, to, 0x5c, 0x27)
    if (at >= to) break
    const code: u32 = load<u8>(at++)
    if (code === 0x5c && at < to) {
      const letter: u32 = load<u8>(at++)
      if (letter === 0x25 || letter === 0x5f) store<u8>(used++, 0x5c)
      store<u8>(used++, unescaped(letter))
    } else {
      store<u8>(used++, code)
      if (code === 0x27 && at < to && load<u8>(at) === 0x27) at++
    }
  }
  setField(column, begin, <u32>(used - begin))
}

/** Copies to what is used up to the first of two bytes, and returns where that is; no further than `to`. */
function copyUntil(from: usize, to: usize, one: u8, other: u8): usize {
  let at = from
  while (at < to) {
    v128.store(used, v128.load(at))
    const plain = min(<usize>ctz(eitherIn(at, one, other) | 0x10000), to - at)
    at += plain
    used += plain
    if (plain < 16) break
  }
  return at
}

function hexadecimal(code: u32): u32 {
  return code < 0x3a ? code - 0x30 : (code | 0x20) - 0x57
}

function unpack(column: u32, from: usize, to: usize): void {
  const begin = used
  for (let at = from; at + 1 < to; at += 2)
    store<u8>(used++, (hexadecimal(load<u8>(at)) << 4) | hexadecimal(load<u8>(at, 1)))
  setField(column, begin, <u32>(used - begin))
}

function readText(column: u32, from: usize, to: usize): void {
  const length = <u32>(to - from)
  if (!contains(from, to, 0x5c, 0x5c)) return setField(column, from, length)
  if (length === 2 && load<u8>(from, 1) === 0x4e) return setField(column, from, missing)
  const begin = used
  let at = from
  while (at < to) {
    at = copyUntil(at, to, 0x5c, 0x5c)
    if (at >= to) break
    let code: u32 = load<u8>(at++)
    if (at < to) {
      code = load<u8>(at++)
      if (code === 0x62) code = 8
      else if (code === 0x74) code = 9
      else if (code === 0x6e) code = 10
      else if (code === 0x76) code = 11
      else if (code === 0x66) code = 12
      else if (code === 0x72) code = 13
    }
    store<u8>(used++, code)
  }
  setField(column, begin, <u32>(used - begin))
}
