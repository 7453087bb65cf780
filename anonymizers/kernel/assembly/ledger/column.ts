/**
 * What is collected from a column, or from where a path into it ends, 32 bytes: is anything, the leaf, that
 * for values of few bare words or in a range of nobody, the form, how many words are few and (times 256) how
 * many bytes are telling, prefixes of nobody's numbers, is it text that may hold anything, are names turned
 * round.
 */
import { aboutOriginal, gatherOriginal, numberForm } from './collect.ts'
import { exactPrint } from './hash.ts'
import { seeValue } from './outside.ts'
import { beginsSo } from './prefixes.ts'

let constants: usize = 0
let constantCount: u32 = 0

/** Fingerprints of the texts that masks are made of whole. */
export function setConstants(at: usize, count: u32): void {
  constants = at
  constantCount = count
}

export function isCollected(spec: usize): bool {
  return load<u32>(spec) !== 0
}

function isConstant(at: usize, length: u32): bool {
  if (constantCount === 0) return false
  const print = exactPrint(at, length)
  for (let i: u32 = 0; i < constantCount; i++)
    if (load<u64>(constants + (i << 3)) === print) return true
  return false
}

export function addColumn(spec: usize, at: usize, length: u32): void {
  if (isConstant(at, length)) return
  const form = load<u32>(spec, 12)
  const prefixes: usize = load<u32>(spec, 20)
  const isAsked =
    (form === numberForm && prefixes !== 0 && beginsSo(prefixes, at, length)) ||
    (load<u32>(spec, 24) !== 0 && mayHoldMore(at, length))
  if (isAsked) return seeValue(load<u32>(spec, 4), at, length)
  const most: u32 = load<u32>(spec, 16) & 0xff
  const isBare = length < load<u32>(spec, 16) >> 8 || (most > 0 && hasFewWords(at, length, most))
  const leaf = isBare ? load<u32>(spec, 8) : load<u32>(spec, 4)
  const turned = !isBare && load<u32>(spec, 28) !== 0
  gatherOriginal(aboutOriginal(leaf, form, turned), at, length)
}

/** No digit, no address, and no more words than `most`. */
function hasFewWords(at: usize, length: u32, most: u32): bool {
  let words: u32 = 0
  let inside = false
  for (let i: u32 = 0; i < length; i++) {
    const code: u32 = load<u8>(at + i)
    if (code === 0x40 || code - 0x30 < 10) return false
    const letter = code >= 0x80 || (code | 0x20) - 0x61 < 26
    if (letter && !inside && ++words > most) return false
    inside = letter
  }
  return true
}

/** An address of mail, a longer number, or something that is made of parts. */
function mayHoldMore(at: usize, length: u32): bool {
  let first: u32 = 0x20
  let digits: u32 = 0
  for (let i: u32 = 0; i < length; i++) {
    const code: u32 = load<u8>(at + i)
    if (first <= 0x20) first = code
    if (code === 0x40) return true
    if (code - 0x30 < 10) {
      if (++digits > 7) return true
    }
  }
  if (first === 0x7b || first === 0x5b || first === 0x3c) return true
  return load<u8>(at, 1) === 0x3a && (first === 0x61 || first === 0x4f || first === 0x43)
}
