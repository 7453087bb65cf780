import { readFileSync } from 'node:fs'
import { zstdDecompressSync } from 'node:zlib'
import { assetFile } from '../../core/asset.ts'
import { usualLocale, type LocaleName } from '../locales/registry.ts'
import type { WordTable } from './word-table.ts'

/** Everything a Polish persona is made of. Index 0 of a pair is for women, 1 for men. */
export interface PersonaWords {
  readonly firstNames: readonly [WordTable, WordTable]
  /** Entry `i` of both is one surname in its two forms. */
  readonly lastNames: readonly [WordTable, WordTable]
  readonly streets: WordTable
  readonly companies: WordTable
  readonly towns: WordTable
  readonly regions: WordTable
  /** TERYT, ISO 3166-2:PL. */
  readonly regionCodes: WordTable
  readonly sentences: WordTable
  /** For each town the first of its areas, and one more. */
  readonly areaStarts: Uint32Array
  /** The first two or three digits of postcodes, each in four bytes: how many, and the digits. */
  readonly areas: Uint8Array
  /** For each town the place of its province in the two tables of regions. */
  readonly townRegions: Uint8Array
  /**
   * Open addressing: a first name, in lower case and as a handle, stands in the slot of its hash (FNV-1a modulo
   * the length) or behind it. Where the text stands in the image, and its gender in the highest bit; 0: none.
   */
  readonly knownNames: Uint32Array
  /** What the tables point into. */
  readonly image: Uint8Array
}

/** The tables in the order of the image. */
export const tableNames = [
  'womensNames',
  'mensNames',
  'womensSurnames',
  'mensSurnames',
  'streets',
  'companies',
  'towns',
  'regions',
  'regionCodes',
  'sentences',
] as const

/**
 * Numbers of 32 bits that the image begins with: the longest word of all; where the starts of the areas are, the
 * areas, the regions of the towns, and the known names, and how many slots those have; and for each table
 * its draws, its words, where its picks are (0: it has none), and its entries.
 */
export const headWords = 6
export const tableWords = 4

const images = new Map<LocaleName, SharedArrayBuffer>()
const read = new Map<LocaleName, PersonaWords>()

/** The word lists of a locale in one piece, as build-words.ts makes them; read once, for all threads. */
export function wordImage(locale: LocaleName = usualLocale): SharedArrayBuffer {
  const known = images.get(locale)
  if (known) return known
  const bytes =
    locale === 'pl'
      ? readFileSync(assetFile(import.meta.url, 'words.bin'))
      : zstdDecompressSync(readFileSync(assetFile(import.meta.url, `words/${locale}.bin.zst`)))
  const shared = new SharedArrayBuffer(bytes.length)
  new Uint8Array(shared).set(bytes)
  images.set(locale, shared)
  return shared
}

/** Takes the image of another thread, so that it is not read again. */
export function shareWordImage(image: SharedArrayBuffer, locale: LocaleName = usualLocale): void {
  if (!images.has(locale)) images.set(locale, image)
}

export function wordsOf(locale: LocaleName = usualLocale): PersonaWords {
  const known = read.get(locale)
  if (known) return known
  const words = viewsOf(wordImage(locale))
  read.set(locale, words)
  return words
}

/** Of little-endian numbers, as all machines that Node runs on have them. */
function viewsOf(buffer: SharedArrayBuffer): PersonaWords {
  const image = new Uint8Array(buffer)
  const head = new Uint32Array(buffer, 0, headWords + tableWords * tableNames.length)
  const [, starts = 0, areas = 0, townRegions = 0, names = 0, slots = 0] = head
  const table = (name: (typeof tableNames)[number]): WordTable => {
    const at = headWords + tableWords * tableNames.indexOf(name)
    const [draws = 0, count = 0, picks = 0, entries = 0] = head.subarray(at, at + tableWords)
    return {
      draws,
      count,
      picks: picks === 0 ? undefined : new Uint16Array(buffer, picks, draws),
      entries: new Uint32Array(buffer, entries, count * 4),
      image,
    }
  }
  const towns = table('towns')
  const areaStarts = new Uint32Array(buffer, starts, towns.count + 1)
  return {
    firstNames: [table('womensNames'), table('mensNames')],
    lastNames: [table('womensSurnames'), table('mensSurnames')],
    streets: table('streets'),
    companies: table('companies'),
    towns,
    regions: table('regions'),
    regionCodes: table('regionCodes'),
    sentences: table('sentences'),
    areaStarts,
    areas: image.subarray(areas, areas + (areaStarts[towns.count] as number) * 4),
    townRegions: image.subarray(townRegions, townRegions + towns.count),
    knownNames: new Uint32Array(buffer, names, slots),
    image,
  }
}
