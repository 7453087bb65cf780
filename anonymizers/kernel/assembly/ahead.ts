/**
 * What the masks of some rows derive from, found ahead for all their fields: four hashes side by side
 * cost little more than one, and words that are asked for at once come out of memory at once. What is not
 * found ahead is found when the field is rendered.
 */
import { canonicalize, canonicalLength } from './canonical.ts'
import { enterFields, fieldAt, fieldLength, isMissing } from './fields.ts'
import { entryOf, isRemembered, rememberedAt, rememberedLength } from './mask-cache.ts'
import { drawWords, forgetWords, wantWords } from './first-words.ts'
import { copyWide } from './output.ts'
import { enterPersons, findPersona, forgetPersons, subjectOf } from './person.ts'
import { digest, hash, hashCounter, hashFour, hashSubjects, longestOfFour } from './prf.ts'
import { leafOf } from './choices.ts'
import { beginPermuting, findImages, wantImage } from './permute.ts'
import { knowsImage } from './permute-note.ts'

/** What is known of a field: nothing, its subject, the first of its bits too, its mask, or its image. */
export const nothing: u32 = 0
export const knowsSubject: u32 = 1
export const knowsBits: u32 = 2
export const knowsMask: u32 = 3

/**
 * One for each writer of each row: what is known (0), the leaf of the program (4), the length of the
 * canonical form or of the mask (8), where the subject stands (12), where the mask will be remembered
 * (16), the digest whose first half is the subject of the value itself (32), the first block of bits (64),
 * the first words of its pieces (96), the canonical form or the mask (120).
 */
const mostNotes: u32 = 128
export const noteSize: u32 = 208
const notes: usize = memory.data(26688, 16)
export const ownSubject: usize = 32
export const firstBits: usize = 64
export const firstWords: usize = 96
export const text: usize = 120
/** So many words of bits come with the subject of the value itself. */
const wordsOfOwn: u32 = 4
/** As many rows have slots of persons. */
const mostRows: u32 = 16
/** Fields of all rows at hand: see ../wasm-kernel.ts. */
const mostFields: u32 = 4096
/** With a dialling code in front it is still one block. */
const longestValue: u32 = 62

const withoutSubject: usize = memory.data(512)
const withoutBits: usize = memory.data(512)
const withWords: usize = memory.data(512)
const keys: usize = memory.data(16)
const messages: usize = memory.data(16)
const lengths: usize = memory.data(16, 16)
const results: usize = memory.data(16)

/** The numbers of programs that look ahead. */
const render: u32 = 3
const permutation: u32 = 10
const freeText: u32 = 20

/** Notes of a column follow each other: so many. */
let together: u32 = 1

/** How many rows are looked at together, when so many fields of each are written and read. */
export function rowsTogether(writers: u32, fields: u32): u32 {
  together = max(1, min(mostRows, min(mostNotes / max(1, writers), mostFields / max(1, fields))))
  return together
}

let firstNote: u32 = 0

/** What is asked of fields, persons and notes from now on is about this one of the rows at hand. */
export function enterRow(row: u32, writers: u32, fields: u32): void {
  enterFields(row, fields)
  enterPersons(row)
  firstNote = row
}

/** The note of a writer in the row that was entered, or 0. */
export function noteOf(writer: u32): usize {
  const number = firstNote + writer * together
  return number < mostNotes ? notes + number * noteSize : 0
}

/** The program that a writer's field came to. */
export function leafIn(note: usize): usize {
  return load<u32>(note, 4)
}

let subjects: u32 = 0
let bits: u32 = 0
let worded: u32 = 0

/** Looks at the fields of the rows at hand, column after column. `lane` is that of ./index.ts. */
export function lookAhead(lane: usize, rows: u32): void {
  const count: u32 = load<u32>(lane, 12)
  const fields: u32 = load<u32>(lane, 32)
  const persons: u32 = load<u32>(lane, 20)
  if (persons > 0)
    for (let row: u32 = 0; row < rows; row++) {
      enterRow(row, count, fields)
      forgetPersons(load<u32>(lane, 24), persons)
    }
  beginLooking()
  let writer: usize = load<u32>(lane, 16)
  for (let i: u32 = 0; i < count; i++, writer += 8) {
    const place: u32 = load<u32>(writer)
    const whole: usize = load<u32>(writer, 4)
    for (let row: u32 = 0; row < rows; row++) {
      enterRow(row, count, fields)
      const note = noteOf(i)
      if (note === 0) break
      lookAt(note, whole, fieldAt(place), fieldLength(place), isMissing(place))
    }
  }
  endLooking()
}

/** Between these two, up to {@link mostNotes} values are looked at. */
export function beginLooking(): void {
  subjects = 0
  bits = 0
  worded = 0
  beginPermuting()
}

export function endLooking(): void {
  findSubjects(subjects)
  drawBits(bits)
  findWords(worded)
  findImages()
}

/** `whole`: the program, which may choose another; that is the one in the note. */
export function lookAt(note: usize, whole: usize, value: usize, length: u32, isNull: bool): void {
  const program = leafOf(whole, value, length, isNull)
  store<u32>(note, nothing)
  store<u32>(note, <u32>program, 4)
  if (isNull || length === 0) return
  const op: u32 = load<u32>(program)
  if (op === permutation && wantImage(program, value, length, note)) store<u32>(note, knowsImage)
  if (op !== render && op !== freeText) return
  if (!look(note, program, value, length)) return
  if (load<u32>(note) === nothing) store<u32>(withoutSubject + (subjects++ << 2), <u32>note)
  const drawn: u32 = load<u32>(program, 52)
  if (drawn > (isOwn(note) ? wordsOfOwn : 0)) store<u32>(withoutBits + (bits++ << 2), <u32>note)
  if (load<u32>(program, 20) !== 0) store<u32>(withWords + (worded++ << 2), <u32>note)
}

/** Is the subject that of the value itself? */
export function isOwn(note: usize): bool {
  return <usize>load<u32>(note, 12) === note + ownSubject
}

/** Does the field need hashes that can be computed ahead? */
function look(note: usize, program: usize, value: usize, length: u32): bool {
  store<u32>(note, 0, 16)
  const person: u32 = load<u32>(program, 16)
  if (person !== 0) {
    const found = findPersona(person)
    if (found < 0) return false
    if (found === 1) {
      store<u32>(note, knowsSubject)
      store<u32>(note, <u32>subjectOf(person), 12)
      return true
    }
  }
  const entry = entryOf(program, value, length)
  store<u32>(note, <u32>entry, 16)
  if (entry !== 0 && isRemembered(entry, program, value, length)) {
    const size = rememberedLength(entry)
    store<u32>(note, knowsMask)
    store<u32>(note, size, 8)
    copyWide(note + text, rememberedAt(entry), size)
    return false
  }
  if (length > longestValue) return false
  if (!canonicalize(load<u32>(program, 4), value, length, note + text)) return false
  if (canonicalLength === 0 || canonicalLength > longestOfFour) return false
  fillUp(note + text + canonicalLength)
  store<u32>(note, canonicalLength, 8)
  store<u32>(note, <u32>(note + ownSubject), 12)
  return true
}

/** Zeros for the rest of the block; what comes behind it is of the next note, which is written later. */
function fillUp(from: usize): void {
  const zero = i32x4.splat(0)
  v128.store(from, zero)
  v128.store(from, zero, 16)
  v128.store(from, zero, 32)
  v128.store(from, zero, 48)
}

function at(list: usize, index: u32): usize {
  return load<u32>(list + (index << 2))
}

/** Four of a list from `from` on; the last counts for those that are missing. */
function noteInLane(list: usize, from: u32, count: u32, lane: u32): usize {
  return at(list, min(from + lane, count - 1))
}

function findSubjects(count: u32): void {
  for (let from: u32 = 0; from < count; from += 4) {
    if (from + 1 === count) {
      const note = at(withoutSubject, from)
      hash(load<u32>(load<u32>(note, 4), 8), note + text, load<u32>(note, 8))
      v128.store(note + ownSubject, v128.load(digest))
      v128.store(note + ownSubject, v128.load(digest, 16), 16)
    } else findFour(from, count)
    for (let i = from; i < min(from + 4, count); i++)
      store<u32>(at(withoutSubject, i), knowsSubject)
  }
}

function findFour(from: u32, count: u32): void {
  for (let lane: u32 = 0; lane < 4; lane++) {
    const note = noteInLane(withoutSubject, from, count, lane)
    store<u32>(keys + (lane << 2), load<u32>(load<u32>(note, 4), 8))
    store<u32>(messages + (lane << 2), <u32>(note + text))
    store<u32>(lengths + (lane << 2), load<u32>(note, 8))
    store<u32>(results + (lane << 2), <u32>(note + ownSubject))
  }
  hashFour(keys, messages, lengths, results)
}

function drawBits(count: u32): void {
  for (let from: u32 = 0; from < count; from += 4) {
    if (from + 1 === count) {
      const note = at(withoutBits, from)
      hashCounter(load<u32>(load<u32>(note, 4), 12), load<u32>(note, 12), 0)
      v128.store(note + firstBits, v128.load(digest))
      v128.store(note + firstBits, v128.load(digest, 16), 16)
    } else drawFour(from, count)
    for (let i = from; i < min(from + 4, count); i++) store<u32>(at(withoutBits, i), knowsBits)
  }
}

function drawFour(from: u32, count: u32): void {
  for (let lane: u32 = 0; lane < 4; lane++) {
    const note = noteInLane(withoutBits, from, count, lane)
    store<u32>(keys + (lane << 2), load<u32>(load<u32>(note, 4), 12))
    store<u32>(messages + (lane << 2), load<u32>(note, 12))
    store<u32>(results + (lane << 2), <u32>(note + firstBits))
  }
  hashSubjects(keys, messages, results)
}

function findWords(count: u32): void {
  forgetWords()
  for (let i: u32 = 0; i < count; i++) {
    const note = at(withWords, i)
    const who: usize = load<u32>(note, 12)
    const own = isOwn(note) ? note + text : 0
    wantWords(load<u32>(note, 4), who, own, load<u32>(note, 8), note + firstWords)
  }
  drawWords()
}
