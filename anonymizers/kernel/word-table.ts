import type { ByteWriter } from './byte-writer.ts'
import { toAscii } from './letters.ts'

/** Words as one flat table of bytes with the offset of each: word `i` is `offsets[i]` to `offsets[i + 1]`. */
export interface FlatWords {
  readonly bytes: Uint8Array
  readonly offsets: Uint32Array<ArrayBuffer>
}

/** A list of words in the spellings that programs ask for. */
export interface WordTable {
  readonly count: number
  readonly plain: FlatWords
  readonly lower: FlatWords
  readonly ascii: FlatWords
  /** ASCII, lower case, letters and digits only: for e-mail addresses and user names. */
  readonly handle: FlatWords
}

/** @param words without line breaks in them */
export function wordTable(words: readonly string[]): WordTable {
  if (words.length === 0) throw new RangeError('a word list is empty')
  const text = words.join('\n')
  const ascii = toAscii(text)
  return {
    count: words.length,
    plain: flatten(text, words.length),
    lower: flatten(text.toLowerCase(), words.length),
    ascii: flatten(ascii, words.length),
    handle: flatten(ascii.toLowerCase().replace(/[^a-z0-9\n]/g, ''), words.length),
  }
}

/** One word a line. */
function flatten(lines: string, count: number): FlatWords {
  const encoded = Buffer.from(lines)
  const bytes = new Uint8Array(encoded.length - count + 1)
  const offsets = new Uint32Array(count + 1)
  let word = 0
  let at = 0
  for (const byte of encoded) {
    if (byte === 0x0a) offsets[++word] = at
    else bytes[at++] = byte
  }
  offsets[count] = at
  return { bytes, offsets }
}

export function appendWord(words: FlatWords, index: number, out: ByteWriter): void {
  out.copy(words.bytes, words.offsets[index], words.offsets[index + 1])
}

export const wordLength = (words: FlatWords, index: number): number =>
  (words.offsets[index + 1] as number) - (words.offsets[index] as number)

const isWordByte = (byte: number) =>
  byte >= 0x80 || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a)

/** Whether word `index` stands in the first `length` bytes of `text` as a word or words of its own. */
export function standsIn(
  words: FlatWords,
  index: number,
  text: Uint8Array,
  length: number,
): boolean {
  const { bytes } = words
  const first = words.offsets[index] as number
  const size = (words.offsets[index + 1] as number) - first
  const initial = bytes[first]
  for (let at = 0; at + size <= length; at++) {
    if (text[at] !== initial) continue
    if (at > 0 && isWordByte(text[at - 1] as number)) continue
    if (at + size < length && isWordByte(text[at + size] as number)) continue
    let same = 1
    while (same < size && text[at + same] === bytes[first + same]) same++
    if (same === size) return true
  }
  return false
}
