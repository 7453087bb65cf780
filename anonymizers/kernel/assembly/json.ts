/** The twin of ../walk-json.ts; what that refuses, or replaces that is no string or number, is left. */
import { leafOf } from './choices.ts'
import { decode, decodedLength, encode, isNumber, readStyle } from './json-text.ts'
import { isDigit } from './letters.ts'
import { copyLong, moveTo, o } from './output.ts'
import { kept, left, missing, run, written } from './programs.ts'

/** Deeper than that is left. */
const deepest: u32 = 200

let decodedAt: usize = 0
let maskAt: usize = 0

export function setJson(decoded: usize, mask: usize): void {
  decodedAt = decoded
  maskAt = mask
}

let text: usize = 0
let end: usize = 0
let at: usize = 0
let copied: usize = 0
let limit: usize = 0
let knowsStyle = false

/** Words of `program`: the state of the root, may unnamed values pass, most bytes that masks add. */
export function walkJson(program: usize, value: usize, length: u32): u32 {
  text = value
  end = value + length
  at = value
  copied = value
  knowsStyle = false
  limit = o + length + (length >> 1) + load<u32>(program, 12)
  if (!walk(load<u32>(program, 4), load<u32>(program, 8) !== 0, 0) || at !== end) return left
  if (copied === value) return kept
  return copyUpTo(end) ? written : left
}

function copyUpTo(to: usize): bool {
  const length = <u32>(to - copied)
  if (o + length > limit) return false
  copyLong(copied, length)
  return true
}

/**
 * States of paths, 0 where no path leads: the program of a value that a path ends at (0 for none),
 * 1: it keeps what is there, 1: paths lead on, how many members and where (name, length, state), the
 * state of other members, the state of elements.
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
  skipSpace()
  const code: u32 = at < end ? load<u8>(at) : 0
  let done: bool
  if (code === 0x7b || code === 0x5b) done = container(state, free, depth)
  else if (code === 0x22) done = string(state, free)
  else if (code === 0x2d || isDigit(code)) done = number(state, free)
  else done = word(state)
  skipSpace()
  return done
}

function container(state: usize, free: bool, depth: u32): bool {
  const program = programOf(state)
  if (program === 0) return inside(state, free, depth)
  if (keeps(state)) return inside(leadsOn(state) ? state : 0, true, depth)
  return leadsOn(state) && staysNull(program) && inside(state, free, depth)
}

/** Does the program leave alone what is no value? */
function staysNull(program: usize): bool {
  const op: u32 = load<u32>(leafOf(program, 0, 0, true))
  return op === 0 || op === 3 || op === 5 || op === 9
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
  const done = mask(program)
  if (done === kept) return true
  if (done === left) return false
  return replace(from, done === missing)
}

function number(state: usize, free: bool): bool {
  const from = at
  while (at < end && isOfNumber(load<u8>(at))) at++
  if (!isNumber(from, at)) return false
  const program = programOf(state)
  if (program === 0) return free && !leadsOn(state)
  stringAt = from
  stringLength = <u32>(at - from)
  const done = mask(program)
  if (done === kept) return true
  if (done === left) return false
  if (done === missing) return replace(from, true)
  if (!isNumber(maskAt, maskAt + maskLength) || !splice(from, maskLength)) return false
  copyLong(maskAt, maskLength)
  return true
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
  return letters === nullWord && staysNull(program)
}

let maskLength: u32 = 0

/** Masks the string that was read last. */
function mask(program: usize): u32 {
  const place = o
  moveTo(maskAt)
  const leaf = leafOf(program, stringAt, stringLength, false)
  const done = run(leaf, stringAt, stringLength, false, 0)
  maskLength = <u32>(o - maskAt)
  moveTo(place)
  return done
}

function replace(from: usize, byNull: bool): bool {
  if (byNull) {
    if (!splice(from, 4)) return false
    store<u32>(o, nullWord)
    moveTo(o + 4)
    return true
  }
  if (!splice(from, maskLength * 6 + 2)) return false
  if (!knowsStyle) readStyle(text, end)
  knowsStyle = true
  encode(maskAt, maskLength)
  return true
}

/** Copies what stands before `from`; false when there is no room for that and `more` bytes. */
function splice(from: usize, more: u32): bool {
  if (!copyUpTo(from) || o + more > limit) return false
  copied = at
  return true
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

function skipSpace(): void {
  while (at < end) {
    const code: u32 = load<u8>(at)
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
    at++
  }
}
