/** The names that a row names its person by: the twin of ../../names/names-of-row.ts. */
import { fieldAt, fieldLength, isMissing } from '../fields.ts'
import { form, formLength, nextForm, startForms } from './base-forms.ts'
import { isTitle } from './known-words.ts'
import { firstLength, recognise } from './recognise.ts'
import { isSame } from './same.ts'
import { readWords, wordAt, wordCharacters, wordCount, wordLength, wordText } from './words.ts'

/** Columns, at most twelve: the place of the field, and the programs of the first name and of the surname, or 0. */
const columnSize: u32 = 12
/** Longer names are left. */
const longestName: u32 = 256
const mostNames: u32 = 48
const shortest: u32 = 3

/** Of each column: its value in lower case, and how many of {@link names} come before its own. */
const texts: usize = memory.data(3264)
const firsts: usize = memory.data(64)
/** Each: where it stands, its bytes, its characters, and its column. */
const nameSize: u32 = 16
const names: usize = memory.data(784)
export let nameCount: u32 = 0

let columns: usize = 0
let columnCount: u32 = 0

/** Reads the names of the row at hand; false when they hold what is not known. */
export function readRowNames(list: usize, count: u32): bool {
  columns = list
  columnCount = count
  nameCount = 0
  for (let column: u32 = 0; column < count; column++) {
    store<u32>(firsts + (column << 2), nameCount)
    const place: u32 = load<u32>(list + column * columnSize)
    const length: u32 = isMissing(place) ? 0 : fieldLength(place)
    if (length === 0) continue
    if (length > longestName) return false
    const text = texts + <usize>column * 272
    const value = fieldAt(place)
    if (!readWords(value, value + length, text)) return false
    if (!takeNames(column)) return false
  }
  store<u32>(firsts + (count << 2), nameCount)
  return true
}

function takeNames(column: u32): bool {
  for (let i: u32 = 0; i < wordCount; i++) {
    const word = wordAt(i)
    if (wordCharacters(word) < shortest || isTitle(wordText(word), wordLength(word))) continue
    if (nameCount === mostNames) return false
    const name = names + nameCount++ * nameSize
    store<u32>(name, <u32>wordText(word))
    store<u32>(name, wordLength(word), 4)
    store<u32>(name, wordCharacters(word), 8)
    store<u32>(name, column, 12)
  }
  return true
}

/** The program that masks a word (in lower case) as a name of the row; 0: it is none. */
export function programOfName(word: usize, length: u32, characters: u32): usize {
  if (nameCount === 0 || characters < 2 || !mayBeName(word)) return 0
  const same = nameOf(word, length)
  if (same >= 0) return programOf(<u32>same)
  startForms(word, length, characters)
  while (nextForm()) {
    const found = nameOf(form, formLength)
    if (found >= 0) return programOf(<u32>found)
  }
  return 0
}

/** A form begins as the word does, with two characters at least. */
function mayBeName(word: usize): bool {
  const begins: u32 = load<u16>(word)
  for (let i: u32 = 0; i < nameCount; i++)
    if (load<u16>(load<u32>(names + i * nameSize)) === begins) return true
  return false
}

function nameOf(word: usize, length: u32): i32 {
  for (let i: u32 = 0; i < nameCount; i++) {
    const name = names + i * nameSize
    if (load<u32>(name, 4) === length && isSame(load<u32>(name), word, length)) return <i32>i
  }
  return -1
}

/** The value that the last name was of, in lower case. */
export let columnText: usize = 0
export let columnLength: u32 = 0

function programOf(index: u32): usize {
  const column: u32 = load<u32>(names + index * nameSize, 12)
  const entry = columns + column * columnSize
  const first: usize = load<u32>(entry, 4)
  const last: usize = load<u32>(entry, 8)
  columnText = texts + <usize>column * 272
  columnLength = fieldLength(load<u32>(entry))
  if (last === 0) return first
  if (first === 0) return last
  return isSurname(index, column) ? last : first
}

/** The last word of several, or the first when that is no first name and the last one is. */
function isSurname(index: u32, column: u32): bool {
  const from: u32 = load<u32>(firsts + (column << 2))
  const to: u32 = load<u32>(firsts + ((column + 1) << 2))
  if (to - from < 2) return false
  const at = !isFirstName(from) && isFirstName(to - 1) ? from : to - 1
  return index === at
}

function isFirstName(index: u32): bool {
  const name = names + index * nameSize
  return firstLength(recognise(load<u32>(name), load<u32>(name, 4), load<u32>(name, 8))) > 0
}
