/** The words of a text: the twin of wordsOf in ../../names/find-names.ts, for what ../letters.ts knows. */
import { isLetter, latinLetter, lowerLetter, signLength, upperLetter } from '../letters.ts'

export const upper: u32 = 0
export const lower: u32 = 1
export const capital: u32 = 2

/**
 * Each: from (0), to (4), in lower case (8), how many bytes (12) and characters (16), and how its letters
 * are cased (20).
 */
const wordSize: u32 = 24
/** Longer words are left. */
const longestWord: u32 = 64
let table: usize = 0
let most: u32 = 0
export let wordCount: u32 = 0

export function setWords(at: usize, count: u32): void {
  table = at
  most = count
}

export function wordAt(index: u32): usize {
  return table + index * wordSize
}

export function wordFrom(word: usize): usize {
  return load<u32>(word)
}
export function wordTo(word: usize): usize {
  return load<u32>(word, 4)
}
export function wordText(word: usize): usize {
  return load<u32>(word, 8)
}
export function wordLength(word: usize): u32 {
  return load<u32>(word, 12)
}
export function wordCharacters(word: usize): u32 {
  return load<u32>(word, 16)
}
export function wordCase(word: usize): u32 {
  return load<u32>(word, 20)
}

/**
 * A letter whose other case is of another length, or is none: dotless i, long s, n with an apostrophe.
 * And sharp s is no capital.
 */
function isOdd(code: u32): bool {
  return code === 0x131 || code === 0x17f || code === 0x149
}
export const sharpS: u32 = 0xdf

let at: usize = 0
let end: usize = 0
let written: usize = 0

/**
 * Reads the words from `from` to `to`, and writes all of it to `lowered` in lower case, which is as long;
 * false when it holds what is not known.
 */
export function readWords(from: usize, to: usize, lowered: usize): bool {
  wordCount = 0
  at = from
  end = to
  written = lowered
  while (at < end) {
    const code: u32 = load<u8>(at)
    if (isLetter(code)) {
      if (!readWord()) return false
    } else if (code < 0x80) {
      store<u8>(written++, code)
      at++
    } else {
      const letter = at + 1 < end ? latinLetter(code, load<u8>(at, 1)) : 0
      if (letter === 0 || letter === 0xd7 || letter === 0xf7) {
        const length = letter === 0 ? signLength(at, end) : 2
        if (length === 0) return false
        copyOf(length)
      } else if (!readWord()) return false
    }
  }
  return true
}

function copyOf(length: u32): void {
  for (let i: u32 = 0; i < length; i++) store<u8>(written++, load<u8>(at++))
}

let isLower = false
let isUpper = false
let characters: u32 = 0

function readWord(): bool {
  const from = at
  const text = written
  isLower = true
  isUpper = true
  characters = 0
  if (!readLetters()) return false
  const joint = at < end ? apostropheLength() : 0
  if (joint > 0 && letterAt(at + joint) !== 0) {
    copyOf(joint)
    characters++
    if (!readLetters()) return false
  }
  const length = <u32>(at - from)
  if (length > longestWord || wordCount === most) return false
  const word = wordAt(wordCount++)
  store<u32>(word, <u32>from)
  store<u32>(word, <u32>at, 4)
  store<u32>(word, <u32>text, 8)
  store<u32>(word, length, 12)
  store<u32>(word, characters, 16)
  store<u32>(word, isLower ? lower : isUpper && characters > 1 ? upper : capital, 20)
  return true
}

/** Up to what is no letter; false at a letter that is not known. */
function readLetters(): bool {
  while (at < end) {
    const code: u32 = load<u8>(at)
    if (code < 0x80) {
      if (!isLetter(code)) return true
      if (code < 0x61) isLower = false
      else isUpper = false
      store<u8>(written++, code | 0x20)
      at++
    } else {
      const letter = letterAt(at)
      if (letter === 0) return true
      if (isOdd(letter)) return false
      const lowered = lowerLetter(letter)
      if (lowered !== letter) isLower = false
      else if (upperLetter(letter) !== letter || letter === sharpS) isUpper = false
      store<u8>(written, 0xc0 | (lowered >> 6))
      store<u8>(written, 0x80 | (lowered & 0x3f), 1)
      written += 2
      at += 2
    }
    characters++
  }
  return true
}

/** The code point of the letter there; 0: none. */
function letterAt(place: usize): u32 {
  if (place >= end) return 0
  const code: u32 = load<u8>(place)
  if (code < 0x80) return isLetter(code) ? code : 0
  const letter = place + 1 < end ? latinLetter(code, load<u8>(place, 1)) : 0
  return letter === 0xd7 || letter === 0xf7 ? 0 : letter
}

/** `'`, or the three bytes of ’; 0: neither. */
function apostropheLength(): u32 {
  if (load<u8>(at) === 0x27) return 1
  const isCurved =
    at + 3 <= end && load<u8>(at) === 0xe2 && load<u8>(at, 1) === 0x80 && load<u8>(at, 2) === 0x99
  return isCurved ? 3 : 0
}
