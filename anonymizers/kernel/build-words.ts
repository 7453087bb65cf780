import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { constants, zstdCompressSync } from 'node:zlib'
import { localeNames } from '../locales/registry.ts'
import { wordsOfLocale } from '../word-lists/locale-words.ts'
import { readWordList } from '../word-lists/read.ts'
import { buildNames } from './build-names.ts'
import { toAscii } from './letters.ts'
import { slotOf } from './name-gender.ts'
import { headWords, tableNames, tableWords } from './persona-words.ts'
import { spellings } from './word-table.ts'

export interface Word {
  readonly text: string
  /** By how many draws it is drawn. */
  readonly weight: number
}

/** What an image is made of. */
export interface WordLists {
  readonly tables: Readonly<Record<(typeof tableNames)[number], readonly Word[]>>
  /** For each town the number of its region, and what its postcodes begin with: two or three signs. */
  readonly towns: readonly { readonly region: number; readonly areas: readonly string[] }[]
}

const word = (text = '', weight = 1): Word => ({ text, weight })

function polishTables(): WordLists['tables'] {
  const weighted = (file: string) =>
    readWordList(file).map(([text, weight]) => word(text, Number(weight ?? 1)))
  const plain = (file: string) => readWordList(file).map(([text]) => word(text))
  const surnames = readWordList('pl-last-names.txt')
  const regions = readWordList('pl-regions.txt')
  return {
    womensNames: weighted('pl-first-names-female.txt'),
    mensNames: weighted('pl-first-names-male.txt'),
    womensSurnames: surnames.map(([man, woman]) => word(woman ?? man)),
    mensSurnames: surnames.map(([man]) => word(man)),
    streets: plain('pl-streets.txt'),
    companies: plain('pl-companies.txt'),
    towns: plain('pl-towns.txt'),
    regions: regions.map(([, name]) => word(name)),
    regionCodes: regions.map(([code]) => word(code)),
    sentences: plain('pl-sentences.txt'),
  }
}

/** Letters of Latin languages that are two in ASCII. */
const inTwoLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  œ: 'oe',
  æ: 'ae',
  Œ: 'Oe',
  Æ: 'Ae',
}
const inAscii = (text: string) =>
  toAscii(text.replaceAll(/[ßœæŒÆ]/g, (letter) => inTwoLetters[letter] ?? ''))

const handleOf = (text: string) =>
  inAscii(text)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

/** In the order of word-table.ts. */
const spellingsOf = (text: string) =>
  [text, text.toLowerCase(), inAscii(text), handleOf(text)] as const

/**
 * What text must hold for a word to stand in it: a handle's first byte in six bits, and above them whether the word
 * in lower case begins alike, else with 0xc3 (1), 0xc4 (2) or 0xc5 (3); 0: any text may hold it.
 */
function hintOf(lower: string, handle: string): number {
  const [first = 0] = Buffer.from(lower)
  const [other = 0] = Buffer.from(handle)
  const known = first === other ? 0 : [0xc3, 0xc4, 0xc5].indexOf(first) + 1
  const plain = other >= 0x61 && other <= 0x7a && (first === other || known > 0)
  return plain ? (other & 63) | (known << 6) : 0
}

/** Lays parts out one behind the other, each at a multiple of four, and texts that occur again once. */
class Image {
  readonly #parts: Buffer[] = []
  readonly #places = new Map<string, number>()
  #end: number

  constructor(head: number) {
    this.#end = head
  }

  lay(part: Buffer): number {
    const at = this.#end
    this.#parts.push(part, Buffer.alloc(-part.length & 3))
    this.#end += (part.length + 3) & ~3
    return at
  }

  words(numbers: readonly number[]): number {
    return this.lay(littleEndian(numbers))
  }

  /** All texts at once: they stand close together. */
  layTexts(texts: ReadonlySet<string>): void {
    const pool: Buffer[] = []
    let at = this.#end
    for (const text of texts) {
      const bytes = Buffer.from(text)
      if (bytes.length === 0 || bytes.length > 255)
        throw new RangeError('a word is empty, or longer than 255 bytes')
      this.#places.set(text, at)
      pool.push(Buffer.of(bytes.length), bytes)
      at += bytes.length + 1
    }
    if (at >= 2 ** 24) throw new RangeError('there are more words than 24 bits can tell apart')
    this.lay(Buffer.concat(pool))
  }

  place(text: string): number {
    const at = this.#places.get(text)
    if (at === undefined) throw new RangeError('a text that was not laid out')
    return at
  }

  under(head: readonly number[]): Buffer {
    return Buffer.concat([littleEndian(head), ...this.#parts])
  }
}

function littleEndian(numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4)
  numbers.forEach((number, i) => bytes.writeUInt32LE(number >>> 0, i * 4))
  return bytes
}

/** The Polish word lists as both kernels read them where they are; {@link headWords} says how they are laid out. */
export function buildWords(): Buffer {
  const regions = readWordList('pl-regions.txt').map(([code]) => code)
  return imageOf({
    tables: polishTables(),
    towns: readWordList('pl-towns.txt').map(([, region = '', ...areas]) => ({
      region: regions.indexOf(region),
      areas,
    })),
  })
}

export function imageOf({ tables: named, towns }: WordLists): Buffer {
  const lists = tableNames.map((name) => named[name])
  const texts = lists.flatMap((words) => words.flatMap(({ text }) => spellingsOf(text)))
  const image = new Image((headWords + tableWords * tableNames.length) * 4)
  image.layTexts(new Set(texts))

  const starts = [0]
  for (const { areas } of towns) starts.push((starts.at(-1) ?? 0) + areas.length)
  const areas = towns.flatMap((town) => town.areas.map((area) => Buffer.from(area)))
  const slots = slotsOf(image, named)
  const head = [
    texts.reduce((most, text) => Math.max(most, Buffer.byteLength(text)), 0),
    image.words(starts),
    image.lay(Buffer.from(areas.flatMap(([a = 0, b = 0, c = 0]) => [c === 0 ? 2 : 3, a, b, c]))),
    image.lay(Buffer.from(towns.map(({ region }) => region))),
    image.words(slots),
    slots.length,
  ]
  const entriesOf = (words: readonly Word[]) => {
    const columns = words.map(({ text }) => {
      const [plain, lower, ascii, handle] = spellingsOf(text)
      const hint = hintOf(lower, handle) << 24
      return [plain, lower, ascii, handle].map((one) => image.place(one) | hint)
    })
    return spellings.flatMap((_, spelling) => columns.map((entries) => entries[spelling] ?? 0))
  }
  const tables = lists.flatMap((words) => {
    const picks = words.flatMap(({ weight }, i) => Array.from({ length: weight }, () => i))
    const weighted = picks.length > words.length
    return [
      picks.length,
      words.length,
      weighted ? image.lay(Buffer.from(Uint16Array.from(picks).buffer)) : 0,
      image.words(entriesOf(words)),
    ]
  })
  return image.under([...head, ...tables])
}

const slotCount = 16_384

function slotsOf(
  image: Image,
  { womensNames, mensNames }: Pick<WordLists['tables'], 'womensNames' | 'mensNames'>,
): number[] {
  const slots = Array.from({ length: slotCount }, () => 0)
  const seen = new Set<string>()
  for (const [gender, names] of [womensNames, mensNames].entries())
    for (const spelling of [(text: string) => text.toLowerCase(), handleOf])
      for (const name of names.map(({ text }) => spelling(text))) {
        if (seen.has(name)) continue
        seen.add(name)
        const bytes = Buffer.from(name)
        let slot = slotOf(bytes, 0, bytes.length, slotCount)
        while (slots[slot] !== 0) slot = (slot + 1) % slotCount
        slots[slot] = image.place(name) | (gender << 31)
      }
  return slots
}

/** The words of the other locales, each in a file of its own: packed, because only those who name one read it. */
export async function buildLocaleWords(): Promise<ReadonlyMap<string, Buffer>> {
  const built = new Map<string, Buffer>()
  for (const name of localeNames) {
    const lists = await wordsOfLocale(name)
    if (lists) built.set(`words/${name}.bin.zst`, imageOf(lists))
  }
  return built
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('words.bin', import.meta.url), buildWords())
  const params = { [constants.ZSTD_c_compressionLevel]: 19 }
  writeFileSync(
    new URL('names.bin.zst', import.meta.url),
    zstdCompressSync(buildNames(), { params }),
  )
  for (const [file, image] of await buildLocaleWords())
    writeFileSync(new URL(file, import.meta.url), zstdCompressSync(image, { params }))
}
