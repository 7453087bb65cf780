/** The twin of ../render.ts. Words of programs: see ../wasm-programs.ts. */
import {
  firstBits,
  firstWords,
  isOwn,
  knowsBits,
  knowsMask,
  nothing,
  text as noteText,
} from './ahead.ts'
import { startBits } from './bits.ts'
import { digest, hash } from './prf.ts'
import { canonicalize, canonicalLength } from './canonical.ts'
import { input, inputLength, start, startDrawing } from './drawing.ts'
import { characterStart, letterCase, toLower, toUpper } from './letters.ts'
import { remember } from './mask-cache.ts'
import { copy, moveTo, o } from './output.ts'
import { startPersona } from './persona.ts'
import { findPersona, subjectOf } from './person.ts'
import { pieces } from './pieces.ts'
import { spellPhone, takeOverSeparators } from './spelling.ts'

const subject: usize = memory.data(32, 16)
const name = 6
const mostAttempts: u32 = 100

let canonical: usize = 0
let folded: usize = 0

export function setRender(canonicalAt: usize, foldedAt: usize): void {
  canonical = canonicalAt
  folded = foldedAt
}

let who: usize = 0
let ofRow = false
/** The canonical form of the value, where it is its own subject. */
let ownText: usize = 0
let ownLength: u32 = 0

/** Writes the mask; false when JavaScript must do it. `note`: what ./ahead.ts knows, or 0. */
export function render(program: usize, value: usize, length: u32, note: usize): bool {
  const known: u32 = note === 0 ? nothing : load<u32>(note)
  if (known === knowsMask) {
    copy(note + noteText, load<u32>(note, 8))
    return true
  }
  startDrawing(value, length, o)
  if (known === nothing) {
    if (!findSubject(program, value, length)) return false
  } else {
    who = load<u32>(note, 12)
    ofRow = !isOwn(note)
    ownText = note + noteText
    ownLength = load<u32>(note, 8)
  }
  const hasFields = load<u32>(program, 20) !== 0
  let foldedAt = ownText
  let foldedLength = ownLength
  if (hasFields && (ofRow || load<u32>(program, 24) === 0)) {
    if (!canonicalize(name, value, length, folded)) return false
    foldedAt = folded
    foldedLength = canonicalLength
  }
  const first: usize = known === knowsBits ? note + firstBits : 0
  const words: usize = known === nothing ? 0 : note + firstWords
  for (let attempt: u32 = 0; attempt < mostAttempts; attempt++) {
    moveTo(start)
    startBits(load<u32>(program, 12), who, attempt, !ofRow, first)
    if (hasFields) startPersona(who, foldedAt, foldedLength, attempt, ofRow, words)
    if (!pieces(load<u32>(program, 32), load<u32>(program, 28))) continue
    if (!finish(program)) return false
    if (load<u32>(program, 68) === 0 && isInput()) continue
    const entry: usize = note === 0 || ofRow ? 0 : load<u32>(note, 16)
    if (entry !== 0) remember(entry, program, value, length, start, <u32>(o - start))
    return true
  }
  return false
}

function findSubject(program: usize, value: usize, length: u32): bool {
  const person: u32 = load<u32>(program, 16)
  ofRow = false
  if (person !== 0) {
    const found = findPersona(person)
    if (found < 0) return false
    if (found === 1) {
      ofRow = true
      who = subjectOf(person)
      return true
    }
  }
  who = subject
  if (!canonicalize(load<u32>(program, 4), value, length, canonical)) return false
  ownText = canonical
  ownLength = canonicalLength
  hash(load<u32>(program, 8), canonical, canonicalLength)
  v128.store(subject, v128.load(digest))
  v128.store(subject, v128.load(digest, 16), 16)
  return true
}

function isInput(): bool {
  if (<u32>(o - start) !== inputLength) return false
  return memory.compare(start, input, inputLength) === 0
}

function finish(program: usize): bool {
  if (load<u32>(program, 44) !== 0) {
    const found = letterCase(input, inputLength)
    if (found === 1) toUpper(start, o)
    else if (found === 2) toLower(start, o)
  }
  const spelling: u32 = load<u32>(program, 48)
  if (spelling === 1) takeOverSeparators()
  else if (spelling === 2) spellPhone()
  const most: u32 = load<u32>(program, 36)
  if (most === 0 || <u32>(o - start) <= most) return true
  const end = characterStart(start, o, most)
  if (end === o) return true
  if (load<u32>(program, 40) === 0) return false
  moveTo(end)
  while (o > start + 1 && load<u8>(o - 1) === 0x20) moveTo(o - 1)
  return true
}
