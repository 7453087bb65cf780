import { keyedHash } from './sketch-hash.ts'

/** What was seen of the values of one column, or of one path inside documents. */
export interface ColumnSamples {
  /** Rows that were looked at. */
  readonly rows: number
  /** Of these, how many hold anything: not NULL, empty, zero or an empty list. */
  readonly filled: number
  /**
   * Different values, at most {@link mostSampled}: those with the smallest keyed hashes, so that columns with the same
   * values keep the same ones. Cut to {@link longestValue} characters.
   */
  readonly values: readonly string[]
  /** The hashes of {@link values}. */
  readonly hashes: ReadonlySet<number>
  /** Whether {@link values} are all the different ones that were seen. */
  readonly isAll: boolean
}

/** Different values that are kept of a column. */
export const mostSampled = 200
const longestValue = 4096

/** Collects values, in bounded memory. */
export class ColumnSampler {
  readonly #key: number
  readonly #kept = new Map<number, string>()
  #largest = Number.POSITIVE_INFINITY
  #rows = 0
  #filled = 0

  /** @param key - any number, the same for all columns of a scan. */
  constructor(key: number) {
    this.#key = key
  }

  skip(rows = 1): void {
    this.#rows += rows
  }

  add(value: string): void {
    this.#rows++
    if (isBlank(value)) return
    this.#filled++
    if (value.trim() === '') return
    const hash = keyedHash(value, this.#key)
    if (hash >= this.#largest || this.#kept.has(hash)) return
    this.#kept.set(hash, value.slice(0, longestValue))
    if (this.#kept.size < mostSampled * 2) return
    const hashes = [...this.#kept.keys()].toSorted((a, b) => a - b)
    for (const one of hashes.slice(mostSampled)) this.#kept.delete(one)
    this.#largest = hashes[mostSampled - 1] ?? this.#largest
  }

  samples(): ColumnSamples {
    const kept = [...this.#kept].toSorted(([a], [b]) => a - b).slice(0, mostSampled)
    return {
      rows: this.#rows,
      filled: this.#filled,
      values: kept.map(([, value]) => value),
      hashes: new Set(kept.map(([hash]) => hash)),
      isAll: this.#largest === Number.POSITIVE_INFINITY && this.#kept.size <= mostSampled,
    }
  }
}

/** What says nothing: zeros, zero dates, empty documents. */
export const isBlank = (value: string): boolean =>
  value.length <= 26 &&
  /^(?:|0|0000-00-00(?: 00:00:00(?:\.0+)?)?|\[\]|\{\}|a:0:\{\}|null|N;|""|s:0:"";)$/.test(value)
