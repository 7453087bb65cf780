import type { ScratchList } from '../subset/scratch.ts'

/** What the rows of a table are like that share a combination of values (an equivalence class). */
export interface ClassCounts {
  readonly rows: number
  /** Different combinations. */
  readonly classes: number
  /** Rows, or persons, of the smallest class: the k of k-anonymity (Sweeney, 2002). 0 without rows. */
  readonly smallest: number
  /** Rows that are alone with their combination, or with others of the same person. */
  readonly unique: number
  /** Rows that share theirs with fewer than four others, or with rows of fewer than four others. */
  readonly fewerThanFive: number
  /**
   * For each sensitive column the fewest different values in a class: the distinct l-diversity of
   * Machanavajjhala et al. (2007). 0 without rows.
   */
  readonly diversity: readonly number[]
}

/** Combinations that are counted in memory at once: 16 bytes each, and as much again. */
const mostAtOnce = 1 << 20

/**
 * Counts exactly, in memory that does not grow with the rows: the hashes are taken in slices by their
 * first word, one slice after the other.
 *
 * @param combinations - a record of three words for each row.
 * @param sensitive - for each sensitive column a list that runs beside: for each row the hash of the
 *   combination *and* the column's value.
 * @param persons - beside too, with the person of the row: then not rows are counted but persons.
 */
export function countClasses(
  rows: number,
  combinations: ScratchList,
  sensitive: readonly ScratchList[],
  atOnce = mostAtOnce,
  persons?: ScratchList,
): ClassCounts {
  const slices = Math.max(1, Math.ceil(rows / atOnce))
  const found = {
    rows,
    classes: 0,
    smallest: 0,
    unique: 0,
    fewerThanFive: 0,
    diversity: sensitive.map(() => 0),
  }
  for (let slice = 0; slice < slices; slice++)
    countSlice(slice, slices, { combinations, sensitive, persons }, found)
  return found
}

type Found = { -readonly [key in keyof ClassCounts]: ClassCounts[key] } & { diversity: number[] }

interface Lists {
  readonly combinations: ScratchList
  readonly sensitive: readonly ScratchList[]
  readonly persons: ScratchList | undefined
}

function countSlice(
  slice: number,
  slices: number,
  { combinations, sensitive, persons }: Lists,
  found: Found,
): void {
  const classes = new HashTable()
  const isHere = (word: number) => (word >>> 0) % slices === slice
  for (const { words } of combinations.blocks())
    for (let i = 0; i < words.length; i += 3) if (isHere(words[i] as number)) classes.add(words, i)
  const differentIn = (list: ScratchList): Uint32Array => {
    const seen = new HashTable()
    const different = new Uint32Array(classes.capacity)
    const beside = list.blocks()
    for (const { words } of combinations.blocks()) {
      const values = beside.next().value?.words as Int32Array
      for (let i = 0; i < words.length; i += 3) {
        if (!isHere(words[i] as number)) continue
        if (seen.add(values, i)) different[classes.slotOf(words, i)]!++
      }
    }
    return different
  }
  const people = persons && differentIn(persons)
  for (const [slot, rows] of classes.counts()) {
    const size = people?.[slot] ?? rows
    found.classes++
    found.smallest = found.smallest === 0 ? size : Math.min(found.smallest, size)
    if (size === 1) found.unique += rows
    if (size < 5) found.fewerThanFive += rows
  }
  for (const [column, list] of sensitive.entries())
    for (const count of differentIn(list))
      if (count > 0)
        found.diversity[column] =
          found.diversity[column] === 0 ? count : Math.min(found.diversity[column] as number, count)
}

/** Counts records of three words. Open addressing; grows at half full. */
class HashTable {
  #words = new Int32Array(3 * 1024)
  #counts = new Uint32Array(1024)
  #used = 0

  get capacity(): number {
    return this.#counts.length
  }

  /** True when the record is new. */
  add(words: Int32Array, at: number): boolean {
    if (this.#used * 2 >= this.capacity) this.#grow()
    const slot = this.slotOf(words, at)
    const isNew = this.#counts[slot] === 0
    if (isNew) {
      this.#words.set(words.subarray(at, at + 3), slot * 3)
      this.#used++
    }
    this.#counts[slot]!++
    return isNew
  }

  /** Where the record is, or would be. */
  slotOf(words: Int32Array, at: number): number {
    const mask = this.capacity - 1
    // The first word chooses the slice.
    let slot = (words[at + 1] as number) & mask
    while (
      this.#counts[slot] !== 0 &&
      (this.#words[slot * 3] !== words[at] ||
        this.#words[slot * 3 + 1] !== words[at + 1] ||
        this.#words[slot * 3 + 2] !== words[at + 2])
    )
      slot = (slot + 1) & mask
    return slot
  }

  /** Where each record is, and how often it was added. */
  *counts(): Generator<readonly [slot: number, count: number]> {
    for (const [slot, count] of this.#counts.entries()) if (count > 0) yield [slot, count]
  }

  #grow(): void {
    const [words, counts] = [this.#words, this.#counts]
    this.#words = new Int32Array(words.length * 2)
    this.#counts = new Uint32Array(counts.length * 2)
    for (let slot = 0; slot < counts.length; slot++) {
      if (counts[slot] === 0) continue
      const to = this.slotOf(words, slot * 3)
      this.#words.set(words.subarray(slot * 3, slot * 3 + 3), to * 3)
      this.#counts[to] = counts[slot] as number
    }
  }
}
