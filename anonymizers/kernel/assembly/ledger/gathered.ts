/**
 * Short texts of several fields, gathered behind one another to be read together: their words are read side
 * by side, and what is looked up for them comes out of memory side by side. A zero stands between two, so
 * that no word and no number goes on from one to the next.
 */
import { fold } from './fold.ts'
import { beyondAscii, copyText } from './text.ts'
import { forgetWords, mostBytes, readWords } from './words.ts'

/** Longer texts are read by themselves. */
const longest: u32 = 1024

/** Where the first one stands. */
export const firstText: usize = memory.data(4416, 16) + 16
const end: usize = firstText + mostBytes
let next: usize = firstText

/** Of a text: what it is about, where it stands (4), its length (8), where its copy ends (12). */
const textSize: u32 = 16
const texts: usize = memory.data(16384, 16)
const mostTexts: u32 = 1024
export let textCount: u32 = 0

export function aboutOf(text: u32): u32 {
  return load<u32>(texts + text * textSize)
}
export function atOf(text: u32): usize {
  return load<u32>(texts + text * textSize, 4)
}
export function lengthOf(text: u32): u32 {
  return load<u32>(texts + text * textSize, 8)
}

/** Whether the text is one to be gathered. */
export function isShort(length: u32): bool {
  return length <= longest
}

/** Whether there is room for one more. */
export function hasRoom(length: u32): bool {
  return next + length < end && textCount < mostTexts
}

/** What the text has, see ./text.ts: it is to be told to {@link gather}. 16 bytes behind it must be readable. */
export function copyNext(at: usize, length: u32): u32 {
  return copyText(at, length, next)
}

/** Takes in the text that was copied last. */
export function gather(about: u32, at: usize, length: u32, looked: u32): void {
  next = (looked & beyondAscii) !== 0 ? fold(at, at + length, next) : next + length
  store<u8>(next, 0)
  const text = texts + textCount * textSize
  store<u32>(text, about)
  store<u32>(text, <u32>at, 4)
  store<u32>(text, length, 8)
  store<u32>(text, <u32>next, 12)
  next++
  textCount++
}

/** Reads the words of all texts, tells how many texts that were, and begins anew. */
export function readGathered(): u32 {
  forgetWords()
  readWords(firstText, next, texts + 12, textSize)
  const read = textCount
  textCount = 0
  next = firstText
  return read
}

/** Where the copy of a text ends: what stands before is its own, or that of texts before it. */
export function endOf(text: u32): usize {
  return load<u32>(texts + text * textSize, 12)
}
