import { tokensOf } from '../tokens.ts'

const marks = new Set('id ids uuid guid fk key nr no num pk ref'.split(' '))

/** Names of columns that lead to another row of the same table. */
const within =
  /^(?:parent|master|superior|manager|supervisor|reports to|referrer|referred by|recommended by|replaces|previous|original|rodzic|nadrzedn[ya]|przelozony|poleca?jacy|eltern|vorgesetzter|padre|superiore|nadrizeny)(?: (?:id|uuid|\p{L}+))?$/u

/** Whether the name of a column says that it leads to another row of its table. */
export const leadsWithin = (column: string): boolean =>
  within.test(
    tokensOf(column)
      .filter((word, i) => !(i === 0 && marks.has(word)))
      .join(' '),
  )

/**
 * The words that say what a column refers to, most of them first: `payment_address_id` is about a `payment
 * address`, else an `address`; `id_klienta` about a `klienta`. Empty when the name is not one of a reference.
 */
export function referredWords(column: string): readonly (readonly string[])[] {
  const words = tokensOf(column)
  const [first = '', last = ''] = [words[0], words.at(-1)]
  const stem = marks.has(last)
    ? words.slice(0, -1)
    : marks.has(first)
      ? words.slice(1)
      : merged(words)
  return stem.map((_, i) => stem.slice(i))
}

/** `customerid`. */
function merged(words: readonly string[]): readonly string[] {
  const last = words.at(-1) ?? ''
  return /^\p{L}{3,}id$/u.test(last) ? [...words.slice(0, -1), last.slice(0, -2)] : []
}
