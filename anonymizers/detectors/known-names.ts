import { plain } from './plain-letters.ts'
import { readWordList } from '../word-lists/read.ts'

const listed = (...files: readonly string[]) =>
  new Set(
    files.flatMap((file) =>
      readWordList(file).flatMap((entry) => entry.filter((one) => !/^\d+$/.test(one)).map(plain)),
    ),
  )

let first: ReadonlySet<string> | undefined
let last: ReadonlySet<string> | undefined

/** Whether people of some European country are called so; case and accents do not matter. */
export function isFirstName(word: string): boolean {
  first ??= listed('known-first-names.txt', 'pl-first-names-female.txt', 'pl-first-names-male.txt')
  return first.has(plain(word))
}

export function isLastName(word: string): boolean {
  last ??= listed('known-last-names.txt', 'pl-last-names.txt')
  return last.has(plain(word))
}
