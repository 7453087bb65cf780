/** The twin of ../../names/recognise.ts. */
import { form, formLength, isAdjectival, nextForm, startForms } from './base-forms.ts'
import { firstName, kindsOfName, lastName } from './known-words.ts'
import { endsWithOneOf, isSame } from './same.ts'

/**
 * What a word may be the name of: is it of a list as it stands (0), how many bytes the first name has (4) and the
 * surname (8) (0: it is none), and these two in the first case (16, 96).
 */
export const recordSize: u32 = 176
const firstAt: usize = 16
const lastAt: usize = 96

let ofWoman: usize = 0
let ofMan: usize = 0

export function setGenderEndings(woman: usize, man: usize): void {
  ofWoman = woman
  ofMan = man
}

export function isListed(record: usize): bool {
  return load<u32>(record) !== 0
}
export function firstLength(record: usize): u32 {
  return load<u32>(record, 4)
}
export function firstText(record: usize): usize {
  return record + firstAt
}
export function lastLength(record: usize): u32 {
  return load<u32>(record, 8)
}
export function lastText(record: usize): usize {
  return record + lastAt
}

/** Words that came before: each the length of a word (0) and its bytes (4), and its record (80). */
const remembered: u32 = 2048
const entrySize: u32 = 256
const longestRemembered: u32 = 72
const cache: usize = memory.data(524288, 16)

/** The record of a word in lower case, of at most 64 bytes; valid until the next word. */
export function recognise(word: usize, length: u32, characters: u32): usize {
  let hash: u32 = length
  for (let i: u32 = 0; i < length; i++) hash = (hash ^ load<u8>(word + i)) * 0x01000193
  const entry = cache + <usize>((hash ^ (hash >> 15)) % remembered) * entrySize
  const record = entry + 80
  if (load<u32>(entry) === length && isSame(entry + 4, word, length)) return record
  look(word, length, characters, record)
  store<u32>(entry, length)
  memory.copy(entry + 4, word, length)
  return record
}

function look(word: usize, length: u32, characters: u32, record: usize): void {
  store<u32>(record, 0)
  store<u32>(record, 0, 4)
  store<u32>(record, 0, 8)
  if (characters < 2) return
  const kinds = kindsOfName(word, length)
  const isFirst = (kinds & firstName) !== 0
  let isLast = (kinds & lastName) !== 0
  store<u32>(record, kinds !== 0 ? 1 : 0)
  if (isFirst) takeFirst(record, word, length)
  if (isLast) takeLast(record, word, length)
  if (isFirst && isLast) return
  const adjectival = isAdjectival(word, length)
  let needsFirst = !isFirst
  startForms(word, length, characters)
  while ((needsFirst || !isLast) && nextForm()) {
    if (!isLast && adjectival) {
      takeLast(record, form, formLength)
      isLast = true
      if (!needsFirst) return
    }
    const ofForm = kindsOfName(form, formLength)
    if (needsFirst && (ofForm & firstName) !== 0) {
      takeFirst(record, form, formLength)
      needsFirst = false
    }
    if (!isLast && (ofForm & lastName) !== 0) {
      takeLast(record, form, formLength)
      isLast = true
    }
  }
}

function takeFirst(record: usize, text: usize, length: u32): void {
  store<u32>(record, length, 4)
  memory.copy(record + firstAt, text, length)
}

function takeLast(record: usize, text: usize, length: u32): void {
  store<u32>(record, length, 8)
  memory.copy(record + lastAt, text, length)
}

/** 1: a woman's, 0: a man's, -1: its form does not tell. */
function genderOf(surname: usize, length: u32): i32 {
  if (endsWithOneOf(surname, length, ofWoman)) return 1
  return endsWithOneOf(surname, length, ofMan) ? 0 : -1
}

/** Writes to `to` the first name that a word is a case of, which goes with the surname; its length. */
export function firstNameBeside(
  record: usize,
  word: usize,
  length: u32,
  characters: u32,
  surname: usize,
  surnameLength: u32,
  to: usize,
): u32 {
  const gender = genderOf(surname, surnameLength)
  if (gender >= 0) {
    if (fits(word, length, gender !== 0)) {
      memory.copy(to, word, length)
      return length
    }
    startForms(word, length, characters)
    while (nextForm()) {
      if (!fits(form, formLength, gender !== 0)) continue
      memory.copy(to, form, formLength)
      return formLength
    }
  }
  memory.copy(to, record + firstAt, firstLength(record))
  return firstLength(record)
}

function fits(name: usize, length: u32, ofWoman: bool): bool {
  return (
    (load<u8>(name + length - 1) === 0x61) === ofWoman &&
    (kindsOfName(name, length) & firstName) !== 0
  )
}
