/** The twin of ../../free-text.ts, for texts whose words are replaced. What it does not know is left to that. */
import {
  beginLooking,
  endLooking,
  firstBits,
  knowsBits,
  knowsMask,
  leafIn,
  lookAt,
  noteSize,
  nothing,
  text as noteText,
} from '../ahead.ts'
import { startBits } from '../bits.ts'
import { canonicalize, canonicalLength } from '../canonical.ts'
import { characterStart } from '../letters.ts'
import { remember } from '../mask-cache.ts'
import { byte, copy, moveTo, o } from '../output.ts'
import { digest, hash } from '../prf.ts'
import { kept, left, run, written } from '../programs.ts'
import { emptyPool, findNames } from './find-names.ts'
import {
  enterText,
  findIdentifier,
  from,
  kind,
  lookAtSigns,
  mayHoldIdentifier,
  mayHoldName,
  to,
} from './identifiers.ts'
import { appendNeutral } from './neutral-text.ts'
import { addPart, forgetParts, ofRow, partAt, partCount } from './parts.ts'
import { nameCount, readRowNames } from './row-names.ts'

const mostAttempts: u32 = 100
/** A mask may be half as long again as its text, and so much longer: see ../../wasm-outside.ts. */
const mostAdded: u32 = 1024
const longestMask: usize = 1024

let lowered: usize = 0
let masks: usize = 0
let masksEnd: usize = 0

export function setFreeText(loweredAt: usize, masksAt: usize, size: u32): void {
  lowered = loweredAt
  masks = masksAt
  masksEnd = masksAt + size
}

const subject: usize = memory.data(32, 16)
/** Parts that are masked together. */
const together: u32 = 32
const notes: usize = memory.data(6720, 16)

/** The words of a program are those of ../../wasm-text.ts. */
export function freeText(program: usize, value: usize, length: u32, note: usize): u32 {
  const known: u32 = note === 0 ? nothing : load<u32>(note)
  if (known === knowsMask) {
    copy(note + noteText, load<u32>(note, 8))
    return written
  }
  if (!findParts(program, value, value + length) || !maskParts(program)) return left
  let who: usize = subject
  if (known === nothing) {
    if (!canonicalize(load<u32>(program, 4), value, length, lowered)) return left
    hash(load<u32>(program, 8), lowered, canonicalLength)
    v128.store(subject, v128.load(digest))
    v128.store(subject, v128.load(digest, 16), 16)
  } else who = load<u32>(note, 12)
  const bits: usize = known === knowsBits ? note + firstBits : 0
  const start = o
  const most: u32 = load<u32>(program, 36)
  for (let attempt: u32 = 0; attempt < mostAttempts; attempt++) {
    moveTo(start)
    startBits(load<u32>(program, 12), who, attempt, true, bits)
    if (!replaceWords(program, value, value + length)) return left
    if (most > 0) cut(start, most)
    const size = <u32>(o - start)
    if (size === length && memory.compare(start, value, length) === 0) continue
    const entry: usize = note === 0 ? 0 : load<u32>(note, 16)
    if (entry !== 0) remember(entry, program, value, length, start, size)
    return written
  }
  return left
}

function findParts(program: usize, start: usize, end: usize): bool {
  forgetParts()
  emptyPool()
  if (!readRowNames(load<u32>(program, 68), load<u32>(program, 48))) return false
  lookAtSigns(start, end)
  const words = mayHoldName || nameCount > 0
  let at = start
  if (mayHoldIdentifier) {
    enterText(start, end)
    while (findIdentifier(at)) {
      const place = from
      const behind = to
      if (words && !findNames(at, place, lowered)) return false
      if (!addPart(kind, place, behind, place, <u32>(behind - place))) return false
      at = behind
    }
  }
  return !words || findNames(at, end, lowered)
}

/** Puts into each part where its mask stands (12) and its length (16), with 1 added; 0: it stays. */
function maskParts(program: usize): bool {
  let to = masks
  for (let done: u32 = 0; done < partCount; done += together) {
    const count = min(together, partCount - done)
    beginLooking()
    for (let i: u32 = 0; i < count; i++) {
      const part = partAt(done + i)
      const number: u32 = load<u32>(part)
      const whole: usize =
        number === ofRow ? load<u32>(part, 20) : load<u32>(program + (number << 2), 72)
      lookAt(notes + i * noteSize, whole, load<u32>(part, 12), load<u32>(part, 16), false)
    }
    endLooking()
    for (let i: u32 = 0; i < count; i++) {
      to = maskPart(partAt(done + i), notes + i * noteSize, to)
      if (to === 0) return false
    }
  }
  return true
}

/** Writes the mask to `to`; returns where the next one goes, or 0 when JavaScript must do it. */
function maskPart(part: usize, note: usize, to: usize): usize {
  if (to + longestMask > masksEnd) return 0
  const place = o
  moveTo(to)
  const done = run(leafIn(note), load<u32>(part, 12), load<u32>(part, 16), false, note)
  const end = o
  moveTo(place)
  if (done === left) return 0
  store<u32>(part, <u32>to, 12)
  store<u32>(part, done === written ? <u32>(end - to) + 1 : 0, 16)
  return (end + 31) & ~15
}

function replaceWords(program: usize, value: usize, end: usize): bool {
  const start = o
  const length = end - value
  const limit = start + length + (length >> 1) + mostAdded
  const spelling: u32 = load<u32>(program, 40)
  const characters: usize = load<u32>(program, 44)
  let at = value
  for (let i: u32 = 0; i < partCount; i++) {
    const part = partAt(i)
    const size: u32 = load<u32>(part, 16)
    if (size === 0) continue
    separate(start)
    const before = <i32>charactersIn(at, load<u32>(part, 4)) - 1
    if (!appendNeutral(spelling, characters, before, limit)) return false
    separate(start)
    if (o + size + 16 > limit) return false
    copy(load<u32>(part, 12), size - 1)
    at = load<u32>(part, 8)
  }
  if (at < end) separate(start)
  if (!appendNeutral(spelling, characters, <i32>charactersIn(at, end), limit)) return false
  if (o === start) byte(0x2d)
  return true
}

function separate(start: usize): void {
  if (o > start && load<u8>(o - 1) !== 0x20) byte(0x20)
}

/** 15 bytes behind `end` must be readable. */
function charactersIn(from: usize, end: usize): u32 {
  let count: u32 = 0
  for (let at = from; at < end; at += 16) {
    const valid: u32 = (1 << (<u32>min<usize>(16, end - at))) - 1
    const begins = i8x16.gt_s(v128.load(at), i8x16.splat(-65))
    count += popcnt(<u32>i8x16.bitmask(begins) & valid)
  }
  return count
}

function cut(start: usize, most: u32): void {
  const end = characterStart(start, o, most)
  if (end < o) moveTo(end)
  while (o > start + 1 && load<u8>(o - 1) === 0x20) moveTo(o - 1)
}
