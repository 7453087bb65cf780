/** The twin of ../../names/find-names.ts. */
import { form, formLength, isAdjectival, nextForm, startForms } from './base-forms.ts'
import { isOrdinary, isTitle } from './known-words.ts'
import { writeInCase } from './letter-case.ts'
import { addPart, first, full, last, maskedBy, ofRow } from './parts.ts'
import {
  firstLength,
  firstNameBeside,
  firstText,
  isListed,
  lastLength,
  lastText,
  recognise,
  recordSize,
} from './recognise.ts'
import { columnLength, columnText, nameCount, programOfName } from './row-names.ts'
import {
  lower,
  readWords,
  wordAt,
  wordCase,
  wordCharacters,
  wordCount,
  wordFrom,
  wordLength,
  wordText,
  wordTo,
} from './words.ts'

/** Where the texts of names are written that are masked in their place. */
let pool: usize = 0
let poolEnd: usize = 0
let poolStart: usize = 0

export function setPool(at: usize, size: u32): void {
  poolStart = at
  poolEnd = at + size
}

export function emptyPool(): void {
  pool = poolStart
}

/** So much room there must be for one name. */
const longestText: u32 = 512

let gapFrom: usize = 0

/** Adds the names from `from` to `to`; false when JavaScript must look for them. */
export function findNames(from: usize, to: usize, lowered: usize): bool {
  if (!readWords(from, to, lowered)) return false
  gapFrom = from
  for (let i: u32 = 0; i < wordCount; i++) {
    const word = wordAt(i)
    const own = programOf(word)
    if (own !== 0) {
      if (!addOfRow(word, own)) return false
      continue
    }
    if (wordCase(word) === lower || isTitle(wordText(word), wordLength(word))) continue
    if (pool + longestText > poolEnd) return false
    if (i + 1 < wordCount && isBeside(word, wordAt(i + 1)) && programOf(wordAt(i + 1)) === 0) {
      const length = fullName(word, wordAt(i + 1))
      if (length > 0) {
        if (!add(full, wordFrom(word), wordTo(wordAt(i + 1)), length, wordCase(word))) return false
        i++
        continue
      }
    }
    if (!addSingle(i)) return false
  }
  return true
}

function programOf(word: usize): usize {
  return nameCount === 0 ? 0 : programOfName(wordText(word), wordLength(word), wordCharacters(word))
}

function addOfRow(word: usize, program: usize): bool {
  if (pool + longestText > poolEnd) return false
  const text = pool
  if (!writeInCase(columnText, columnLength, wordCase(word), text)) return false
  pool += columnLength + 16
  if (!addPart(ofRow, wordFrom(word), wordTo(word), text, columnLength)) return false
  maskedBy(program)
  return true
}

/** Takes the name of so many bytes that stands in the pool in lower case. */
function add(kind: u32, from: usize, to: usize, length: u32, letters: u32): bool {
  const text = pool + length + 16
  if (!writeInCase(pool, length, letters, text)) return false
  pool = text + length + 16
  return addPart(kind, from, to, text, length)
}

/** One or two spaces, and then no word of small letters. */
function isBeside(one: usize, next: usize): bool {
  if (wordCase(next) === lower) return false
  const from = wordTo(one)
  const length = wordFrom(next) - from
  return length - 1 < 2 && load<u8>(from) === 0x20 && load<u8>(wordFrom(next) - 1) === 0x20
}

const ofOne: usize = memory.data(176)
const surname: usize = memory.data(128)

/** Writes a full name in the first case, in lower case, to the pool; its length, 0: it is none. */
function fullName(one: usize, next: usize): u32 {
  memory.copy(ofOne, recognised(one), recordSize)
  if (!isListed(ofOne) && isOrdinary(wordText(one), wordLength(one))) return 0
  const ofNext = recognised(next)
  if (!isListed(ofNext) && isOrdinary(wordText(next), wordLength(next))) return 0
  if (firstLength(ofOne) > 0) {
    const size = surnameOf(next, ofNext)
    const length = firstNameOf(one, ofOne, surname, size, pool)
    store<u8>(pool + length, 0x20)
    memory.copy(pool + length + 1, surname, size)
    return length + 1 + size
  }
  const size = lastLength(ofOne)
  if (firstLength(ofNext) === 0 || size === 0) return 0
  memory.copy(pool, lastText(ofOne), size)
  store<u8>(pool + size, 0x20)
  return size + 1 + firstNameOf(next, ofNext, lastText(ofOne), size, pool + size + 1)
}

function recognised(word: usize): usize {
  return recognise(wordText(word), wordLength(word), wordCharacters(word))
}

function firstNameOf(word: usize, record: usize, surname: usize, size: u32, to: usize): u32 {
  return firstNameBeside(
    record,
    wordText(word),
    wordLength(word),
    wordCharacters(word),
    surname,
    size,
    to,
  )
}

/** Writes what is the surname beside a first name, listed or not; its length. */
function surnameOf(word: usize, record: usize): u32 {
  const listed = lastLength(record)
  if (listed > 0) {
    memory.copy(surname, lastText(record), listed)
    return listed
  }
  const text = wordText(word)
  const length = wordLength(word)
  if (isAdjectival(text, length)) {
    startForms(text, length, wordCharacters(word))
    if (nextForm()) {
      memory.copy(surname, form, formLength)
      return formLength
    }
  }
  memory.copy(surname, text, length)
  return length
}

function addSingle(index: u32): bool {
  const word = wordAt(index)
  const text = wordText(word)
  const length = wordLength(word)
  if (isOrdinary(text, length)) return true
  const record = recognised(word)
  if (firstLength(record) > 0) {
    memory.copy(pool, firstText(record), firstLength(record))
    return addWord(first, word, firstLength(record))
  }
  const isTitled = index > 0 && isTitleAt(index - 1)
  const known = lastLength(record)
  if (known === 0) {
    if (!isTitled) return true
    memory.copy(pool, text, length)
    return addWord(last, word, length)
  }
  if (!isTitled && beginsSentence(wordFrom(word))) return true
  memory.copy(pool, lastText(record), known)
  return addWord(last, word, known)
}

function addWord(kind: u32, word: usize, length: u32): bool {
  return add(kind, wordFrom(word), wordTo(word), length, wordCase(word))
}

function isTitleAt(index: u32): bool {
  const word = wordAt(index)
  return isTitle(wordText(word), wordLength(word))
}

/** A sign that ends sentences stands before it, or nothing at all; of white space at most three signs. */
function beginsSentence(at: usize): bool {
  if (at === gapFrom) return true
  for (let i: usize = 1; i <= 4 && at - i >= gapFrom; i++) {
    const code: u32 = load<u8>(at - i)
    if (
      code === 0x2e ||
      code === 0x21 ||
      code === 0x3f ||
      code === 0x3a ||
      code === 0x3b ||
      code === 0x0a
    )
      return true
    if (code !== 0x20 && code - 9 > 4) return false
  }
  return false
}
