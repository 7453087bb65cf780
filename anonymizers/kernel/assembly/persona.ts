/** The twin of ../persona.ts, over the image of the word lists, see ../persona-words.ts. */
import { below } from './bits.ts'
import { genderOfName, setNames } from './name-gender.ts'
import { byte, copy, decimal } from './output.ts'
import { appendPostcode, appendPostcodeIn, isAreaOf, liesIn, setAreas } from './postcode.ts'

/** What all positions in the image count from. */
let image: usize = 0
/** For each town the place of its region, a byte each. */
let townRegions: usize = 0

export function setPersonas(words: usize): void {
  image = words
  setAreas(words + load<u32>(words, 4), words + load<u32>(words, 8))
  townRegions = words + load<u32>(words, 12)
  setNames(words)
}

/** The words of a field: first names (2), surnames (2), streets, companies, towns; 16 bytes behind the head of 24. */
export function tableOf(field: u32, gender: u32): usize {
  const number = field < 2 ? (field << 1) + gender : field === 2 ? 4 : field === 6 ? 5 : 6
  return image + 24 + (number << 4)
}

/** Neutral sentences. */
export function sentences(): usize {
  return image + 24 + (9 << 4)
}

/** The number of a field's draws: see ../persona.ts. */
export function drawOf(field: u32): u32 {
  return field < 3 ? field + 2 : field === 6 ? 8 : 6
}

const city: u32 = 4
const mostDraws: u32 = 64

let subject: usize = 0
let input: usize = 0
let inputLength: u32 = 0
let attempt: u32 = 0
let ofRow = false
/** So many pieces of a program have words that are drawn ahead. */
export const mostWords: u32 = 6
let firstWords: usize = 0

/**
 * `known`: the persona is that of the row, else of the value itself; `words`: what ./first-words.ts drew, by
 * piece, or 0.
 */
export function startPersona(
  who: usize,
  folded: usize,
  length: u32,
  draw: u32,
  known: bool,
  words: usize,
): void {
  firstWords = draw === 0 ? words : 0
  subject = who
  input = folded
  inputLength = length
  attempt = draw
  ofRow = known
  if (draw === 0) starts = -1
}

/** Where the input has letters at the start of a word, as far as they were counted; -1: not yet. */
const mostStarts: i32 = 32
const startsAt: usize = memory.data(128)
let starts: i32 = -1
/** Which letters those are, by the lowest six bits. */
let initials: u64 = 0

function countStarts(): void {
  starts = 0
  initials = 0
  let inside: u32 = 0
  for (let from: u32 = 0; from < inputLength; from += 16) {
    const letters = wordBytes(input + from) & ((1 << min(16, inputLength - from)) - 1)
    for (let left = letters & ~((letters << 1) | inside); left !== 0; left &= left - 1) {
      const at = from + ctz(left)
      if (starts < mostStarts) store<u32>(startsAt + (starts << 2), at)
      starts++
      initials |= 1 << (<u64>(load<u8>(input + at) & 63))
    }
    inside = letters >> 15
  }
}

/** Where letters and parts of letters stand in sixteen bytes: see {@link isWordByte}. */
function wordBytes(at: usize): u32 {
  const bytes = v128.load(at)
  const folded = i8x16.sub(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(0x61))
  return <u32>i8x16.bitmask(v128.or(bytes, i8x16.lt_u(folded, i8x16.splat(26))))
}

/** The finaliser of MurmurHash3. */
export function finish(x: u32): u32 {
  let h = x
  h = (h ^ (h >> 16)) * 0x85ebca6b
  h = (h ^ (h >> 13)) * 0xc2b2ae35
  return h ^ (h >> 16)
}

export function draw(who: usize, number: u32, attempt: u32): u32 {
  let h = (number * 0x9e3779b1) ^ (attempt * 0x85ebca77)
  h = finish(h ^ load<u32>(who))
  h = finish(h ^ load<u32>(who, 4))
  h = finish(h ^ load<u32>(who, 8))
  return finish(h ^ load<u32>(who, 12))
}

export function genderOf(who: usize): u32 {
  return draw(who, 1, 0) >> 31
}

/** The word that a draw leads to. */
export function wordOf(table: usize, draw: u32): u32 {
  const picks: usize = load<u32>(table, 8)
  return picks === 0 ? draw : load<u16>(image + picks + (draw << 1))
}

/** Where the length of a word stands, and its text behind that; above 24 bits the hint of ../build-words.ts. */
export function entryOf(table: usize, spelling: u32, word: u32): u32 {
  const at = spelling * load<u32>(table, 4) + word
  return load<u32>(image + <usize>load<u32>(table, 12) + (at << 2))
}

export function placeOf(entry: u32): usize {
  return image + (entry & 0xffffff)
}

function appendEntry(entry: u32): void {
  const at = placeOf(entry)
  copy(at + 1, load<u8>(at))
}

function isWordByte(code: u32): bool {
  return code >= 0x80 || (code | 0x20) - 0x61 < 26
}

function standsIn(entry: u32): bool {
  const place = placeOf(entry)
  const size: u32 = load<u8>(place)
  if (size > inputLength) return false
  const word = place + 1
  const initial: u32 = load<u8>(word)
  if (!isWordByte(initial) || starts > mostStarts) {
    for (let at: u32 = 0; at + size <= inputLength; at++)
      if ((at === 0 || !isWordByte(load<u8>(input + at - 1))) && standsAt(at, word, size))
        return true
    return false
  }
  if (!isInitial(initial)) return false
  for (let i = 0; i < starts; i++)
    if (standsAt(load<u32>(startsAt + (i << 2)), word, size)) return true
  return false
}

function standsAt(at: u32, word: usize, size: u32): bool {
  if (at + size > inputLength || load<u8>(input + at) !== load<u8>(word)) return false
  if (at + size < inputLength && isWordByte(load<u8>(input + at + size))) return false
  let same: u32 = 1
  while (same < size && load<u8>(input + at + same) === load<u8>(word + same)) same++
  return same >= size
}

const lower: u32 = 1
const handle: u32 = 3

function isInitial(code: u32): bool {
  return !isWordByte(code) || ((initials >> <u64>(code & 63)) & 1) !== 0
}

/** `entry`: of any spelling of the word. */
function isInInput(table: usize, word: u32, entry: u32): bool {
  if (starts < 0) countStarts()
  const hint = entry >> 24
  if (hint !== 0 && starts <= mostStarts) {
    const other = hint >> 6
    const found = (initials >> <u64>(hint & 63)) | (other === 0 ? 0 : initials >> <u64>(other + 2))
    if ((found & 1) === 0) return false
  }
  const inLower = entryOf(table, lower, word)
  const asHandle = entryOf(table, handle, word)
  return standsIn(inLower) || (asHandle !== inLower && standsIn(asHandle))
}

/** The word of a draw; `first`: it is known for the first attempt, with 1 added, or 0. */
function draws(table: usize, number: u32, i: u32, first: u32): u32 {
  if (i === 0 && first !== 0) return (first & 0x7fffffff) - 1
  return wordOf(table, below(draw(subject, number, i), <f64>load<u32>(table)))
}

function appendFrom(table: usize, number: u32, spelling: u32, first: u32): void {
  let entry: u32 = 0
  for (let i = attempt; i < attempt + mostDraws; i++) {
    const word = draws(table, number, i, first)
    entry = entryOf(table, spelling, word)
    if (!isInInput(table, word, entry)) break
  }
  appendEntry(entry)
}

/** `form`: how the postcode is written that is not to lie in the town, or 0. */
function town(first: u32, form: usize): u32 {
  const table = tableOf(city, 0)
  let index: u32 = 0
  for (let i = attempt; i < attempt + mostDraws; i++) {
    index = draws(table, drawOf(city), i, first)
    const lies =
      form === 0 ? liesIn(index, input, inputLength) : isAreaOf(index, form, input, inputLength)
    if (!isInInput(table, index, entryOf(table, lower, index)) && !lies) break
  }
  return index
}

function appendHouseNumber(): void {
  const word = draw(subject, 5, attempt)
  decimal(1 + (word % 120), 1)
  const kind = word >> 28
  if (kind < 3) byte(0x61 + kind)
  else if (kind < 8) {
    byte(0x2f)
    decimal(1 + ((word >> 16) % 60), 1)
  }
}

/**
 * Fields and spellings are numbered as in ../wasm-pieces.ts. `more`: of a name 1 when a persona of the value
 * itself has the gender of the name that stands there, if known; of a postcode its form.
 */
export function appendField(piece: u32, field: u32, spelling: u32, more: u32): void {
  const isKnown = firstWords !== 0 && piece < mostWords
  const first: u32 = isKnown ? load<u32>(firstWords + (piece << 2)) : 0
  if (field === 3) appendHouseNumber()
  else if (field === city) appendEntry(entryOf(tableOf(city, 0), spelling, town(first, 0)))
  else if (field === 5) appendPostcode(town(first, 0), draw(subject, drawOfPostcode, attempt))
  else if (field === postcodeIn) {
    appendPostcodeIn(more, town(first, more), draw(subject, drawOfPostcode, attempt))
  } else if (field === region) appendRegion(7, spelling, first)
  else if (field === regionCode) appendRegion(8, 0, first)
  else {
    const gender = field > 1 ? 0 : first !== 0 ? first >> 31 : genderHere(more !== 0)
    appendFrom(tableOf(field, gender), drawOf(field), spelling, first)
  }
}

const drawOfPostcode: u32 = 7
const region: u32 = 7
const regionCode: u32 = 8
const postcodeIn: u32 = 9

/** `table`: the number of the list. */
function appendRegion(table: u32, spelling: u32, first: u32): void {
  const index: u32 = load<u8>(townRegions + town(first, 0))
  appendEntry(entryOf(image + 24 + (table << 4), spelling, index))
}

function genderHere(ofInput: bool): u32 {
  const known = ofInput && !ofRow ? genderOfName(input, inputLength) : -1
  return known >= 0 ? <u32>known : genderOf(subject)
}
