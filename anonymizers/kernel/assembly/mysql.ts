/** The twin of ../../dialects/mysql/row-codec.ts: what is not usual in a dump is left to it. */
import { contains, eitherIn } from './positions.ts'
import { fieldForm, missingForm, numberForm, setField, textForm } from './fields.ts'
import { isDigit, isSpace } from './letters.ts'
import { takeScratch } from './scratch.ts'
import { unescaped } from './mysql-escapes.ts'

/** The position of the closing quote, or 0. */
function closingQuote(open: usize, end: usize): usize {
  const quote: u32 = load<u8>(open)
  for (let at = open + 1; at < end; at++) {
    const code: u32 = load<u8>(at)
    if (code === quote) return at
    if (code === 0x5c) at++
  }
  return 0
}

/** The position of the comma or parenthesis behind the field, or 0. */
function passOver(from: usize, end: usize): usize {
  let depth = 0
  for (let at = from; at < end; at++) {
    const code: u32 = load<u8>(at)
    if (code > 0x60 || (code > 0x2c && code < 0x60)) continue
    if (code === 0x27 || code === 0x22) {
      at = closingQuote(at, end)
      if (at === 0) return 0
    } else if (code === 0x60) return 0
    else if (code === 0x28) depth++
    else if (code === 0x29) {
      if (depth-- === 0) return at
    } else if (code === 0x2c && depth === 0) return at
  }
  return 0
}

function isNumberByte(code: u32): bool {
  return isDigit(code) || code === 0x2e || code === 0x2d || code === 0x2b || (code | 0x20) === 0x65
}

function readLiteral(place: u32, start: usize, end: usize): usize {
  let from = start
  while (from < end && isSpace(load<u8>(from))) from++
  const code: u32 = load<u8>(from)
  let to: usize = 0
  if (code === 0x27 || code === 0x22) {
    to = readText(place, from, end)
    if (to === 0) return 0
  } else if ((isDigit(code) || code - 0x2d < 2 || code === 0x2b) && load<u8>(from, 1) !== 0x78) {
    to = from + 1
    while (to < end && isNumberByte(load<u8>(to))) to++
    setField(place, from, to, from, <u32>(to - from), numberForm)
  } else if ((load<u32>(from) | 0x20202020) === 0x6c6c756e) {
    to = from + 4
    setField(place, from, to, from, 0, missingForm)
  } else return 0
  while (to < end && isSpace(load<u8>(to))) to++
  const behind: u32 = to < end ? load<u8>(to) : 0
  return behind === 0x2c || behind === 0x29 ? to : 0
}

/** The position behind the text, or 0. */
function readText(place: u32, open: usize, end: usize): usize {
  const quote: u32 = load<u8>(open)
  let close = open + 1
  let escaped = false
  for (; ; close++) {
    if (close >= end) return 0
    const code: u32 = load<u8>(close)
    if (code === 0x5c) {
      escaped = true
      close++
    } else if (code === quote) {
      if (<u32>load<u8>(close, 1) !== quote) break
      escaped = true
      close++
    }
  }
  const from = open + 1
  const length = <u32>(close - from)
  if (!escaped) {
    setField(place, open, close + 1, from, length, textForm)
    return close + 1
  }
  return undoEscapes(place, open, close) ? close + 1 : 0
}

/** Reads the text between two quotes; false when it does not end at the second. */
function undoEscapes(place: u32, open: usize, close: usize): bool {
  const quote: u8 = load<u8>(open)
  const target = takeScratch(<u32>(close - open))
  if (target === 0) return false
  let at = target
  for (let i = open + 1; i < close;) {
    const count = <u32>min<usize>(16, close - i)
    let special = eitherIn(i, 0x5c, quote) & ((1 << count) - 1)
    v128.store(at, v128.load(i))
    let done: u32 = 0
    while (special !== 0) {
      const place = ctz(special)
      const here = i + place
      const code: u32 = load<u8>(here)
      const next: u32 = load<u8>(here, 1)
      if (here + 1 === close || (code === quote && next !== quote)) return false
      at += place - done
      if (code === 0x5c && (next === 0x25 || next === 0x5f)) store<u8>(at++, 0x5c)
      store<u8>(at++, code === 0x5c ? unescaped(next) : code)
      done = place + 2
      special &= ~((<u32>3) << place)
      v128.store(at, v128.load(i + done))
    }
    if (done < count) at += count - done
    i += max(count, done)
  }
  setField(place, open, close + 1, target, <u32>(at - target), textForm)
  return true
}

/** Reads the fields at the positions `reads` of the row whose separators are at `row`. */
export function readLiterals(row: usize, reads: usize, count: u32): bool {
  for (let place: u32 = 0; place < count; place++) {
    const separator = row + (load<u32>(reads + (place << 2)) << 2)
    const from: usize = load<u32>(separator) + 1
    const to: usize = load<u32>(separator, 4)
    const inner = to - from - 2
    if (<i32>inner >= 0 && load<u8>(from) === 0x27 && load<u8>(to - 1) === 0x27) {
      if (!contains(from + 1, to - 1, 0x5c, 0x27))
        setField(place, from, to, from + 1, <u32>inner, textForm)
      else if (!undoEscapes(place, from, to - 1)) return false
    } else if (readLiteral(place, from, to + 1) !== to) return false
  }
  return true
}

/** The position behind the row whose parenthesis is at `open`, or 0. */
export function readTuple(open: usize, end: usize, columns: u32, wanted: usize): usize {
  let at = open + 1
  for (let field: u32 = 0; field < columns; field++) {
    const place: u32 = load<u32>(wanted + (field << 2))
    at = place === 0 ? passOver(at, end) : readLiteral(place - 1, at, end)
    if (at === 0) return 0
    if (load<u8>(at) === 0x29) return field + 1 === columns ? at + 1 : 0
    at++
  }
  return 0
}

export function nextTuple(from: usize, to: usize): usize {
  let at = from
  while (at < to && load<u8>(at) !== 0x28) at++
  return at
}

function isNumber(from: usize, length: u32): bool {
  let digits = 0
  let dots = 0
  for (let i: u32 = length > 0 && load<u8>(from) === 0x2d ? 1 : 0; i < length; i++) {
    const code: u32 = load<u8>(from + i)
    if (isDigit(code)) digits++
    else if (code === 0x2e) dots++
    else return false
  }
  return digits > 0 && dots <= 1
}

/** Writes a value in the form that the field had, from `out` on; returns the position behind it. */
export function encodeLiteral(
  place: u32,
  value: usize,
  length: u32,
  isNull: bool,
  out: usize,
): usize {
  let at = out
  if (isNull) {
    store<u32>(at, 0x4c4c554e)
    return at + 4
  }
  if (fieldForm(place) === numberForm && isNumber(value, length)) {
    memory.copy(at, value, length)
    return at + length
  }
  store<u8>(at++, 0x27)
  for (let i: u32 = 0; i < length; i += 16) {
    const from = value + i
    const count = min(16, length - i)
    const bytes = v128.load(from)
    v128.store(at, bytes)
    let done: u32 = 0
    for (let left = mayEscape(bytes) & ((1 << count) - 1); left !== 0; left &= left - 1) {
      const place = ctz(left)
      const code: u32 = load<u8>(from + place)
      const letter = escapeOf(code)
      at += place - done
      if (letter !== 0) store<u8>(at++, 0x5c)
      store<u8>(at++, letter === 0 ? code : letter)
      done = place + 1
      v128.store(at, v128.load(from + done))
    }
    at += count - done
  }
  store<u8>(at++, 0x27)
  return at
}

/** Where backslashes, quotes and control characters stand. */
function mayEscape(bytes: v128): u32 {
  const quotes = v128.or(i8x16.eq(bytes, i8x16.splat(0x27)), i8x16.eq(bytes, i8x16.splat(0x22)))
  const others = v128.or(i8x16.eq(bytes, i8x16.splat(0x5c)), i8x16.lt_u(bytes, i8x16.splat(0x20)))
  return <u32>i8x16.bitmask(v128.or(quotes, others))
}

function escapeOf(code: u32): u32 {
  if (code > 0x5c) return 0
  if (code === 0x5c || code === 0x27 || code === 0x22) return code
  if (code > 0x1a) return 0
  if (code === 10) return 0x6e
  if (code === 13) return 0x72
  if (code === 0) return 0x30
  return code === 26 ? 0x5a : 0
}
