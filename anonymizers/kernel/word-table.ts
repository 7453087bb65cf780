import type { ByteWriter } from './byte-writer.ts'

/** How words are written; `handle` is ASCII, lower case, letters and digits only. */
export const spellings = ['plain', 'lower', 'ascii', 'handle'] as const
export type Spelling = (typeof spellings)[number]

/** A list of words in memory that threads share; see build-words.ts. */
export interface WordTable {
  /** How many draws there are; several may lead to one word, which is a frequent one. */
  readonly draws: number
  /** How many words there are. */
  readonly count: number
  /** The word of each draw; without it each draw has a word of its own. */
  readonly picks: Uint16Array | undefined
  /**
   * For each of the {@link spellings} where the text of each word stands (24 bits); above that a hint of what it
   * begins with, for the WASM kernel.
   */
  readonly entries: Uint32Array
  /** What the entries point into: the length of a text in one byte, and the text. */
  readonly image: Uint8Array
}

/** The word that a draw from 0 to `draws` leads to. */
export const wordOf = ({ picks }: WordTable, draw: number): number =>
  picks ? (picks[draw] as number) : draw

function placeOf({ entries, count }: WordTable, spelling: Spelling, word: number): number {
  return (entries[spellings.indexOf(spelling) * count + word] as number) & 0xff_ffff
}

/** The bytes of a word. */
export function textOf(table: WordTable, spelling: Spelling, word: number): Uint8Array {
  const at = placeOf(table, spelling, word)
  return table.image.subarray(at + 1, at + 1 + (table.image[at] as number))
}

export function appendWord(
  table: WordTable,
  spelling: Spelling,
  word: number,
  out: ByteWriter,
): void {
  const at = placeOf(table, spelling, word)
  out.copy(table.image, at + 1, at + 1 + (table.image[at] as number))
}

const isWordByte = (byte: number) =>
  byte >= 0x80 || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a)

/** Whether `word`, in lower case or as a handle, stands in the first `length` bytes of `text` as a word or words. */
export function standsIn(
  table: WordTable,
  word: number,
  text: Uint8Array,
  length: number,
): boolean {
  const lower = placeOf(table, 'lower', word)
  const handle = placeOf(table, 'handle', word)
  return (
    textStandsIn(table.image, lower, text, length) ||
    (handle !== lower && textStandsIn(table.image, handle, text, length))
  )
}

function textStandsIn(image: Uint8Array, place: number, text: Uint8Array, length: number): boolean {
  const first = place + 1
  const size = image[place] as number
  const initial = image[first]
  for (let at = 0; at + size <= length; at++) {
    if (text[at] !== initial) continue
    if (at > 0 && isWordByte(text[at - 1] as number)) continue
    if (at + size < length && isWordByte(text[at + size] as number)) continue
    let same = 1
    while (same < size && text[at + same] === image[first + same]) same++
    if (same === size) return true
  }
  return false
}
