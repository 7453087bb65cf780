import { plain } from './plain-letters.ts'
import { readWordList } from '../word-lists/read.ts'

let towns: ReadonlySet<string> | undefined

/** Whether a town of Europe is called so, in its own language or in English; case and accents do not matter. */
export function isTown(name: string): boolean {
  towns ??= new Set(
    ['geonames-towns.txt', 'known-towns.txt', 'pl-towns.txt'].flatMap((file) =>
      readWordList(file).map(([town = '']) => plain(town)),
    ),
  )
  return towns.has(plain(name).replaceAll('’', "'"))
}
