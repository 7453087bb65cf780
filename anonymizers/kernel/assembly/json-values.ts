/** Masks the values of one document that ./json.ts finds, and puts it together again. */
import { beginLooking, endLooking, leafIn, lookAt, noteSize } from './ahead.ts'
import { encode, isNumber, readStyle } from './json-text.ts'
import { copyLong, moveTo, o } from './output.ts'
import { enterElement, findElement, noElement } from './person.ts'
import { kept, left, missing, run, written } from './programs.ts'

/**
 * Values that were found and not masked yet, so that what they derive from is found for several together:
 * where each stands in the document (0, 4), what it means (8) and how long that is (12), and its program,
 * with 1 added for a number (16), and the slot of the person of its element, or 0 (20).
 */
const mostFound: u32 = 32
const foundSize: u32 = 24
const values: usize = memory.data(768)
const notes: usize = memory.data(6720, 16)
let waiting: u32 = 0

let maskAt: usize = 0
let maskLength: u32 = 0

export function setMask(at: usize): void {
  maskAt = at
}

let text: usize = 0
let end: usize = 0
let copied: usize = 0
let limit: usize = 0
let knowsStyle = false

/** `most`: bytes that masks add. */
export function startDocument(value: usize, length: u32, most: u32): void {
  text = value
  end = value + length
  copied = value
  knowsStyle = false
  waiting = 0
  isInElement = false
  limit = o + length + (length >> 1) + most
}

/** When it was walked to its end: what became of it, as of {@link run}. */
export function endDocument(): u32 {
  if (!maskValues()) return left
  if (copied === text) return kept
  return copyUpTo(end) ? written : left
}

/** The value from `from` to `to` in the document; false when the document is left to JavaScript. */
export function takeValue(
  program: usize,
  from: usize,
  to: usize,
  meaning: usize,
  length: u32,
  isOfNumber: bool,
): bool {
  if (waiting === mostFound && (isInElement || !maskValues())) return false
  const value = values + waiting++ * foundSize
  store<u32>(value, <u32>from)
  store<u32>(value, <u32>to, 4)
  store<u32>(value, <u32>meaning, 8)
  store<u32>(value, length, 12)
  store<u32>(value, <u32>program | (isOfNumber ? 1 : 0), 16)
  store<u32>(value, 0, 20)
  return true
}

/** Slots as those of ./person.ts: each stands where the first value of its element does. */
const persons: usize = memory.data(1024, 16)
let isInElement = false
let elementFrom: u32 = 0

/** The values of an element wait together until it ends, and the person is known that it is about. */
export function meetElement(element: usize, ends: bool): bool {
  isInElement = !ends
  if (!ends) {
    if (waiting > mostFound >> 1 && !maskValues()) return false
    elementFrom = waiting
    return true
  }
  if (elementFrom === waiting) return true
  const person = persons + ((<usize>elementFrom) << 5)
  if (!nameElement(element, person)) return false
  for (let i = elementFrom; i < waiting; i++) store<u32>(values + i * foundSize, <u32>person, 20)
  return true
}

/** What names a person: how many ways, and for each its form and key, and the programs of its parts. */
function nameElement(element: usize, person: usize): bool {
  let way = element + 4
  for (let left: u32 = load<u32>(element); left > 0; left--, way += 16) {
    if (!readName(load<u32>(way, 12), load<u32>(way, 8))) return false
    if (nameLength > 0)
      return findElement(person, load<u32>(way), load<u32>(way, 4), name, nameLength)
  }
  noElement(person)
  return true
}

const longestName: u32 = 1000
const name: usize = memory.data(1024)
let nameLength: u32 = 0

/** The values of the parts with a space between; false when they are too long. */
function readName(parts: usize, count: u32): bool {
  nameLength = 0
  for (let part: u32 = 0; part < count; part++) {
    let begins = nameLength > 0
    for (let i = elementFrom; i < waiting; i++) {
      const value = values + i * foundSize
      const length: u32 = load<u32>(value, 12)
      if ((load<u32>(value, 16) & ~1) !== load<u32>(parts + (part << 2)) || length === 0) continue
      if (nameLength + length + 1 > longestName) return false
      if (begins) store<u8>(name + nameLength++, 0x20)
      begins = false
      memory.copy(name + nameLength, load<u32>(value, 8), length)
      nameLength += length
    }
  }
  return true
}

function maskValues(): bool {
  const count = waiting
  waiting = 0
  beginLooking()
  for (let i: u32 = 0; i < count; i++) {
    const value = values + i * foundSize
    const program: usize = load<u32>(value, 16) & ~1
    enterElement(load<u32>(value, 20))
    lookAt(notes + i * noteSize, program, load<u32>(value, 8), load<u32>(value, 12), false)
  }
  endLooking()
  for (let i: u32 = 0; i < count; i++)
    if (!mask(values + i * foundSize, notes + i * noteSize)) return false
  return true
}

function mask(value: usize, note: usize): bool {
  const place = o
  moveTo(maskAt)
  enterElement(load<u32>(value, 20))
  const done = run(leafIn(note), load<u32>(value, 8), load<u32>(value, 12), false, note)
  maskLength = <u32>(o - maskAt)
  moveTo(place)
  if (done === kept) return true
  if (done === left) return false
  const isOfNumber = (load<u32>(value, 16) & 1) !== 0
  if (done === missing || !isOfNumber) return replace(value, done === missing)
  if (!isNumber(maskAt, maskAt + maskLength) || !splice(value, maskLength)) return false
  copyLong(maskAt, maskLength)
  return true
}

const nullWord: u32 = 0x6c6c756e

function replace(value: usize, byNull: bool): bool {
  if (byNull) {
    if (!splice(value, 4)) return false
    store<u32>(o, nullWord)
    moveTo(o + 4)
    return true
  }
  if (!splice(value, maskLength * 6 + 2)) return false
  if (!knowsStyle) readStyle(text, end)
  knowsStyle = true
  encode(maskAt, maskLength)
  return true
}

/** Copies what stands before `value`; false when there is no room for that and `more` bytes. */
function splice(value: usize, more: u32): bool {
  if (!copyUpTo(load<u32>(value)) || o + more > limit) return false
  copied = load<u32>(value, 4)
  return true
}

function copyUpTo(to: usize): bool {
  const length = <u32>(to - copied)
  if (o + length > limit) return false
  copyLong(copied, length)
  return true
}
