import type { PersonSource } from '../plan.ts'
import { KeyedHash, type SubjectWords } from './keyed-hash.ts'
import type { KernelKey } from './keyed-function.ts'

/**
 * From the ids of other tables' rows to the personas of those rows, as one flat open-addressing table
 * that threads share: 128 keyed bits of source and id, then the 128 bits of the subject. It holds no
 * value, but is personal data for whoever has the key.
 */
export interface PersonIndex {
  /** How many rows it knows. */
  readonly size: number
  /** Puts the subject of `id` in `into`; false when no row of `source` has that id. */
  find(source: number, id: Uint8Array, into: SubjectWords): boolean
  /** Which part of the name of the person with that id a word is, in lower case; undefined: none. */
  partOfName(source: number, id: Uint8Array, word: string): 'first' | 'last' | undefined
  /** The same for the digest of an id by the function of the domain {@link personIdDomain}. */
  findDigest(digest: SubjectWords, into: SubjectWords): boolean
}

/** Ids of every source have a function of their own. */
export const personIdDomain = (source: number): string => `person-id/${source}`

const wordsPerEntry = 8
const nameParts = ['first', 'last'] as const
const headerWords = 2

interface Probe {
  readonly key: SubjectWords
  of(source: number, id: Uint8Array): void
  ofName(source: number, id: Uint8Array, word: string): void
}

function createProbe(hash: KeyedHash): Probe {
  const key: SubjectWords = { w0: 0, w1: 0, w2: 0, w3: 0 }
  const bySource: ((id: Uint8Array, into: SubjectWords) => void)[] = []
  const namesBySource: ((name: Uint8Array, into: SubjectWords) => void)[] = []
  let name = Buffer.alloc(256)
  return {
    key,
    of(source, id) {
      const find = (bySource[source] ??= hash.subjects(personIdDomain(source), 'exact'))
      find(id, key)
      markUsed(key)
    },
    ofName(source, id, word) {
      const find = (namesBySource[source] ??= hash.subjects(`person-name/${source}`, 'exact'))
      // Of UTF-16, one unit is three bytes at most.
      const most = id.length + 1 + word.length * 3
      if (most > name.length) name = Buffer.alloc(most * 2)
      name.set(id)
      name[id.length] = 0
      const length = id.length + 1 + name.write(word, id.length + 1)
      find(name.subarray(0, length), key)
      markUsed(key)
    },
  }
}

/** A first word of 0 marks an empty slot. */
function markUsed(key: SubjectWords): void {
  if (key.w0 === 0) key.w0 = 1
}

function readWords(table: Int32Array, at: number, into: SubjectWords): void {
  into.w0 = table[at] as number
  into.w1 = table[at + 1] as number
  into.w2 = table[at + 2] as number
  into.w3 = table[at + 3] as number
}

function writeWords(words: SubjectWords, table: Int32Array, at: number): void {
  table[at] = words.w0
  table[at + 1] = words.w1
  table[at + 2] = words.w2
  table[at + 3] = words.w3
}

/** The slot of `key`, or the empty one where it belongs. `capacity` is a power of two. */
function slotOf(table: Int32Array, base: number, capacity: number, key: SubjectWords): number {
  for (let slot = key.w1 & (capacity - 1); ; slot = (slot + 1) & (capacity - 1)) {
    const at = base + slot * wordsPerEntry
    if (table[at] === 0) return at
    if (
      table[at] === key.w0 &&
      table[at + 1] === key.w1 &&
      table[at + 2] === key.w2 &&
      table[at + 3] === key.w3
    )
      return at
  }
}

export interface PersonIndexBuilder {
  /** Adds one row: the value of the key column and of the column that names the person. */
  add(source: number, id: Uint8Array, subject: Uint8Array): void
  /** Adds a word of the name of a row's person, in lower case. The first part that it is told for counts. */
  addName(source: number, id: Uint8Array, word: string, part: 'first' | 'last'): void
  finish(): SharedArrayBuffer
}

/** Collects the personas of `persons`, numbered as there. Of two rows with one id the first counts. */
export function createPersonIndexBuilder(
  persons: readonly PersonSource[],
  key: KernelKey,
): PersonIndexBuilder {
  const hash = new KeyedHash(key)
  const probe = createProbe(hash)
  const subjects = persons.map(({ canonical }) => hash.subjects(canonical, canonical))
  const subject: SubjectWords = { w0: 0, w1: 0, w2: 0, w3: 0 }
  const moved: SubjectWords = { w0: 0, w1: 0, w2: 0, w3: 0 }
  let capacity = 1024
  let size = 0
  let entries = 0
  let table = new Int32Array(capacity * wordsPerEntry)

  function grow(): void {
    const larger = new Int32Array(capacity * 2 * wordsPerEntry)
    for (let from = 0; from < table.length; from += wordsPerEntry) {
      if (table[from] === 0) continue
      readWords(table, from, moved)
      const at = slotOf(larger, 0, capacity * 2, moved)
      for (let i = 0; i < wordsPerEntry; i++) larger[at + i] = table[from + i] as number
    }
    table = larger
    capacity *= 2
  }

  /** The place of the probe's key in the table, which is marked as taken; undefined when it was before. */
  function take(): number | undefined {
    if (entries * 4 >= capacity * 3) grow()
    const at = slotOf(table, 0, capacity, probe.key)
    if (table[at] !== 0) return undefined
    writeWords(probe.key, table, at)
    entries++
    return at
  }

  return {
    addName(source, id, word, part) {
      probe.ofName(source, id, word)
      const at = take()
      if (at !== undefined) table[at + 4] = nameParts.indexOf(part)
    },
    add(source, id, value) {
      const find = subjects[source]
      if (!find) throw new RangeError(`there is no person source ${source}`)
      if (value.length === 0) return
      probe.of(source, id)
      const at = take()
      if (at === undefined) return
      find(value, subject)
      writeWords(subject, table, at + 4)
      size++
    },
    finish() {
      const shared = new SharedArrayBuffer((headerWords + table.length) * 4)
      const words = new Int32Array(shared)
      words[0] = size
      words[1] = capacity
      words.set(table, headerWords)
      return shared
    },
  }
}

/** Reads what a builder with the same key has finished, in any thread. */
export function openPersonIndex(buffer: SharedArrayBuffer, key: KernelKey): PersonIndex {
  const words = new Int32Array(buffer)
  const capacity = words[1] as number
  const probe = createProbe(new KeyedHash(key))

  function findKey(id: SubjectWords, into: SubjectWords): boolean {
    const at = slotOf(words, headerWords, capacity, id)
    if (words[at] === 0) return false
    readWords(words, at + 4, into)
    return true
  }

  return {
    size: words[0] as number,
    find(source, id, into) {
      probe.of(source, id)
      return findKey(probe.key, into)
    },
    partOfName(source, id, word) {
      probe.ofName(source, id, word)
      const at = slotOf(words, headerWords, capacity, probe.key)
      return words[at] === 0 ? undefined : nameParts[words[at + 4] as number]
    },
    findDigest(digest, into) {
      markUsed(digest)
      return findKey(digest, into)
    },
  }
}
