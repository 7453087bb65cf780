import type { ByteWriter } from './byte-writer.ts'
import { toAscii } from './letters.ts'

/** Words as one flat table of bytes with the offset of each: word `i` is `offsets[i]` to `offsets[i + 1]`. */
export interface FlatWords {
  readonly bytes: Uint8Array
  readonly offsets: Uint32Array
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

export function wordTable(words: readonly string[]): WordTable {
  if (words.length === 0) throw new RangeError('a word list is empty')
  const flat = (change: (word: string) => string) => flatten(words.map(change))
  return {
    count: words.length,
    plain: flat((word) => word),
    lower: flat((word) => word.toLowerCase()),
    ascii: flat(toAscii),
    handle: flat((word) =>
      toAscii(word)
        .toLowerCase()
        .replace(/[^a-z0-9]/g, ''),
    ),
  }
}

function flatten(words: readonly string[]): FlatWords {
  const encoded = words.map((word) => Buffer.from(word))
  const offsets = new Uint32Array(words.length + 1)
  encoded.forEach((word, i) => {
    offsets[i + 1] = (offsets[i] as number) + word.length
  })
  return { bytes: Uint8Array.from(Buffer.concat(encoded)), offsets }
}

export function appendWord(words: FlatWords, index: number, out: ByteWriter): void {
  out.copy(words.bytes, words.offsets[index], words.offsets[index + 1])
}

const isWordByte = (byte: number) =>
  byte >= 0x80 || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a)

/** Whether word `index` stands in `text` from `from` to `to` as a word or words of its own. */
export function standsIn(
  words: FlatWords,
  index: number,
  text: Uint8Array,
  from: number,
  to: number,
): boolean {
  const first = words.offsets[index] as number
  const length = (words.offsets[index + 1] as number) - first
  const { bytes } = words
  search: for (let at = from; at + length <= to; at++) {
    if (text[at] !== bytes[first]) continue
    if (at > from && isWordByte(text[at - 1] as number)) continue
    if (at + length < to && isWordByte(text[at + length] as number)) continue
    for (let i = 1; i < length; i++) if (text[at + i] !== bytes[first + i]) continue search
    return true
  }
  return false
}
