import type { ByteWriter } from './byte-writer.ts'
import type { BitStream } from './keyed-hash.ts'
import { characterStart, countCharacters } from './letters.ts'
import { appendWord, textOf, type WordTable } from './word-table.ts'

/** Appends neutral text of at most so many characters (at least a word), drawn from `bits`. */
export type AppendNeutral = (bits: BitStream, length: number, out: ByteWriter) => void

/** Whole sentences while they fit, then words of one; at least a word. */
export function neutralText(sentences: WordTable, spelling: 'plain' | 'ascii'): AppendNeutral {
  const characters = Uint32Array.from({ length: sentences.count }, (_, i) => {
    const text = textOf(sentences, spelling, i)
    return countCharacters(text, 0, text.length)
  })
  return (bits, length, out) => {
    const start = out.length
    let room = length
    while (room > (out.length > start ? 1 : 0)) {
      const space = out.length > start ? 1 : 0
      if (space === 1) out.byte(0x20)
      const from = out.length
      const sentence = bits.below(sentences.count)
      appendWord(sentences, spelling, sentence, out)
      room -= space
      const left = room - (characters[sentence] as number)
      if (left < 0) {
        const end = characterStart(out.bytes, from, out.length, room)
        out.length = wordEnd(out.bytes, from, end)
        // A word that was cut in two is only worth having when there is nothing else.
        if (out.length === end && space === 1) out.length = from
        break
      }
      room = left
    }
    while (out.length > start && out.bytes[out.length - 1] === 0x20) out.length--
  }
}

/** The end of the last whole word before `end`; `end` itself within the first word. */
function wordEnd(bytes: Uint8Array, from: number, end: number): number {
  for (let i = end; i > from; i--) if (bytes[i] === 0x20) return i
  return end
}
