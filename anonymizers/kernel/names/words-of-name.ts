import { wordsOf } from './find-names.ts'
import { titles } from './ordinary-words.ts'
import { recognise } from './recognise.ts'

/** The fewest letters of a name that is looked for in texts. */
const shortest = 3

/** The words of what a column of names holds, in lower case, with the part of the name that each is. */
export function wordsOfName(
  value: Uint8Array,
  holds: { readonly first: boolean; readonly last: boolean },
): readonly { readonly word: string; readonly part: 'first' | 'last' }[] {
  const text = Buffer.from(value.buffer, value.byteOffset, value.length).toString()
  const words = wordsOf(text).filter(({ lower }) => lower.length >= shortest && !titles.has(lower))
  const isFirst = (at: number) => recognise(words.at(at)?.lower ?? '').first !== undefined
  const surnameAt = words.length > 1 && !isFirst(0) && isFirst(-1) ? 0 : words.length - 1
  return words.map(({ lower: word }, i) => {
    const isSurname = words.length > 1 && i === surnameAt
    return { word, part: !holds.last || (holds.first && !isSurname) ? 'first' : 'last' }
  })
}
