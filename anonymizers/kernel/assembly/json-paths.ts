/** Walks JSON documents along paths: the twin of ../walk-json.ts, for whatever takes the values. */
import { decode, decodedLength, isNumber } from './json-text.ts'
import { isDigit } from './letters.ts'

/** Deeper than that is left. */
const deepest: u32 = 200

/**
 * Takes a value that a path ends at: its program, where it stands, what it means, and whether it is a
 * number. False when the document is left to JavaScript.
 */
export type TakeValue = (
  program: usize,
  from: usize,
  to: usize,
  meaning: usize,
  length: u32,
  isOfNumber: bool,
) => bool

/**
 * What becomes of an object, a list, `null`, `true` or `false` at the end of a path: the document is left,
 * NULL stays and paths lead on, or all of it is passed over.
 */
export type TakeOther = (program: usize) => u32
export const leftAlone: u32 = 0
export const staysNull: u32 = 1
export const passedOver: u32 = 2

let take: TakeValue = (_program, _from, _to, _meaning, _length, _isOfNumber): bool => false
let other: TakeOther = (_program): u32 => leftAlone

/** Told where an element of a list begins and ends that is a person of its own; false when the document is left. */
export type MeetElement = (element: usize, ends: bool) => bool

let meet: MeetElement = (_element, _ends): bool => false

/** Without it there must be no such elements. */
export function meetElements(by: MeetElement): void {
  meet = by
}

let decodedAt: usize = 0
let end: usize = 0
let at: usize = 0

/**
 * False when the document is malformed, or something in it is left alone. `state`: of the root; `free`: values that no path names may pass; `decoded`: room for
 * as many bytes as the document has, which holds what was taken until the next document.
 */
export function walkPaths(
  state: usize,
  free: bool,
  value: usize,
  length: u32,
  decoded: usize,
  takeValue: TakeValue,
  takeOther: TakeOther,
): bool {
  take = takeValue
  other = takeOther
  end = value + length
  at = value
  decodedAt = decoded
  return walk(state, free, 0) && at === end
}

/**
 * States of paths, 0 where no path leads: the program of a value that a path ends at (0 for none),
 * 1: it keeps what is there, 1: paths lead on, how many members and where (name, length, state), the
 * state of other members, the state of elements, what is told of an element that is a person (0: it is none).
 */
function programOf(state: usize): usize {
  return state === 0 ? 0 : <usize>load<u32>(state)
}

function keeps(state: usize): bool {
  return load<u32>(state, 4) !== 0
}

function leadsOn(state: usize): bool {
  return state !== 0 && load<u32>(state, 8) !== 0
}

/** Each of these is false when the document is left to JavaScript. */
function walk(state: usize, free: bool, depth: u32): bool {
  if (depth > deepest) return false
  const element: usize = state === 0 ? 0 : load<u32>(state, 28)
  if (element !== 0 && !meet(element, false)) return false
  skipSpace()
  const code: u32 = at < end ? load<u8>(at) : 0
  let done: bool
  if (code === 0x7b || code === 0x5b) done = container(state, free, depth)
  else if (code === 0x22) done = string(state, free)
  else if (code === 0x2d || isDigit(code)) done = number(state, free)
  else done = word(state)
  skipSpace()
  return done && (element === 0 || meet(element, true))
}

function container(state: usize, free: bool, depth: u32): bool {
  const program = programOf(state)
  if (program === 0) return inside(state, free, depth)
  if (keeps(state)) return inside(leadsOn(state) ? state : 0, true, depth)
  const done = other(program)
  if (done === passedOver) return inside(0, true, depth)
  return done === staysNull && leadsOn(state) && inside(state, free, depth)
}

function inside(state: usize, free: bool, depth: u32): bool {
  const isObject = load<u8>(at) === 0x7b
  const close: u32 = isObject ? 0x7d : 0x5d
  at++
  skipSpace()
  if (at < end && <u32>load<u8>(at) === close) {
    at++
    return true
  }
  const elements: usize = isObject || state === 0 ? 0 : load<u32>(state, 24)
  while (true) {
    if (isObject) {
      if (!member(state, free)) return false
      if (!walk(found, free, depth + 1)) return false
    } else if (!walk(elements, free, depth + 1)) return false
    if (at >= end) return false
    const next: u32 = load<u8>(at++)
    if (next === close) return true
    if (next !== 0x2c) return false
  }
}

/** The state that the last member leads to. */
let found: usize = 0

function member(state: usize, free: bool): bool {
  skipSpace()
  const from = at
  if (!skipString()) return false
  found = 0
  if (state !== 0 || !free) {
    if (!decodeString(from)) return false
    if (!isNamed(state)) {
      found = state === 0 ? 0 : load<u32>(state, 20)
      const decided = free ? found === 0 : false
      if (!decided && !(found !== 0 && keeps(found)) && mayBeValue()) return false
    }
  }
  skipSpace()
  return at < end && load<u8>(at++) === 0x3a
}

function isNamed(state: usize): bool {
  if (state === 0) return false
  let one: usize = load<u32>(state, 16)
  for (let i: u32 = load<u32>(state, 12); i > 0; i--, one += 12) {
    if (load<u32>(one, 4) !== stringLength || !isSame(load<u32>(one), stringAt, stringLength))
      continue
    found = load<u32>(one, 8)
    return true
  }
  return false
}

function isSame(one: usize, other: usize, length: u32): bool {
  for (let i: u32 = 0; i < length; i++) if (load<u8>(one + i) !== load<u8>(other + i)) return false
  return true
}

/** An address or a long number, or something like it: JavaScript decides. */
function mayBeValue(): bool {
  let digits: u32 = 0
  for (let i: u32 = 0; i < stringLength; i++) {
    const code: u32 = load<u8>(stringAt + i)
    if (code === 0x40) return true
    if (isDigit(code) && ++digits === 9) return true
  }
  return false
}

function string(state: usize, free: bool): bool {
  const from = at
  if (!skipString()) return false
  const program = programOf(state)
  if (program === 0) return at - from === 2 || (free && !leadsOn(state))
  if (!decodeString(from)) return false
  if (isEscaped) decodedAt += stringLength
  return take(program, from, at, stringAt, stringLength, false)
}

function number(state: usize, free: bool): bool {
  const from = at
  while (at < end && isOfNumber(load<u8>(at))) at++
  if (!isNumber(from, at)) return false
  const program = programOf(state)
  if (program === 0) return free && !leadsOn(state)
  return take(program, from, at, from, <u32>(at - from), true)
}

function isOfNumber(code: u32): bool {
  return isDigit(code) || code === 0x2d || code === 0x2b || code === 0x2e || (code | 0x20) === 0x65
}

const truth: u32 = 0x65757274
const nullWord: u32 = 0x6c6c756e

function word(state: usize): bool {
  if (at + 4 > end) return false
  const letters: u32 = load<u32>(at)
  if (letters === 0x736c6166 && at + 5 <= end && load<u8>(at, 4) === 0x65) at += 5
  else if (letters === truth || letters === nullWord) at += 4
  else return false
  const program = programOf(state)
  if (program === 0 || keeps(state)) return true
  const done = other(program)
  return done === passedOver || (done === staysNull && letters === nullWord)
}

/** What the last string means. */
let stringAt: usize = 0
let stringLength: u32 = 0
let isEscaped = false

/** Of the string from `from` to here, which was skipped last. */
function decodeString(from: usize): bool {
  stringAt = from + 1
  stringLength = <u32>(at - from - 2)
  if (!isEscaped) return true
  if (!decode(from + 1, at - 1, decodedAt)) return false
  stringAt = decodedAt
  stringLength = decodedLength
  return true
}

function skipString(): bool {
  if (at >= end || load<u8>(at++) !== 0x22) return false
  isEscaped = false
  while (at < end) {
    at += <usize>untilSpecial(at)
    if (at >= end) return false
    const code: u32 = load<u8>(at++)
    if (code === 0x22) return true
    if (code < 0x20) return false
    if (code === 0x5c) {
      isEscaped = true
      at++
    }
  }
  return false
}

/** How many of the next 16 bytes are nothing but text of a string, at least. */
function untilSpecial(at: usize): u32 {
  const bytes = v128.load(at)
  const quotes = v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c)))
  const special = v128.or(quotes, i8x16.lt_u(bytes, i8x16.splat(0x20)))
  return ctz(<u32>i8x16.bitmask(special) | 0x8000)
}

function skipSpace(): void {
  while (at < end) {
    const code: u32 = load<u8>(at)
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
    at++
  }
}
