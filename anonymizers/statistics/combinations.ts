import { ByteWriter } from '../kernel/byte-writer.ts'
import { KeyedHash } from '../kernel/keyed-hash.ts'
import type { RowMasker } from '../row-masker.ts'
import type { Scratch, ScratchList } from '../subset/scratch.ts'
import { valueAt } from './nested-column.ts'
import { countClasses, type ClassCounts } from './count-classes.ts'
import type { Measure, Precision } from './measure.ts'

/** What the rows of one measure leave behind: hashes under a key of this run alone. */
export interface Combinations {
  readonly measure: Measure
  /** Told of every row: the values of the measure's columns, then of its sensitive ones, then who it is about. */
  add(values: readonly (Uint8Array | null | undefined)[]): void
  count(): ClassCounts
}

/** Shows rows, whose fields are these columns, to all measures of their table; changes nothing. */
export function combinationReader(
  all: readonly Combinations[],
  columns: readonly string[],
): RowMasker {
  const wanted = all.map(({ measure }) =>
    [
      ...measure.columns.map(({ column, nested }) => nested?.column ?? column),
      ...measure.sensitive,
      ...personOf(measure),
    ].map((column) => columns.indexOf(column)),
  )
  const reads = [...new Set(wanted.flat().filter((place) => place >= 0))].toSorted((a, b) => a - b)
  const shown = all.map((one, i) => ({
    one,
    fields: (wanted[i] as number[]).map((place) => reads.indexOf(place)),
    values: [] as (Uint8Array | null | undefined)[],
  }))
  return {
    reads,
    writes: [],
    takesAnything: true,
    mask(row) {
      for (const { one, fields, values } of shown) {
        for (let i = 0; i < fields.length; i++) values[i] = row[fields[i] as number]
        one.add(values)
      }
      return []
    },
  }
}

const personOf = ({ person }: Measure) => (person === undefined ? [] : [person])

const shown: Readonly<Record<Precision, number>> = { whole: Infinity, day: 10, year: 4 }

/**
 * Values count as they stand in the copy; NULL is a value like others. With 96 bits, two of a thousand
 * million combinations fall together once in 10^11 runs.
 */
export function createCombinations(
  measure: Measure,
  runKey: Uint8Array,
  scratch: Scratch,
): Combinations {
  const hash = new KeyedHash(runKey).purpose('statistics')
  const whole = new ByteWriter()
  const list = scratch.list(3)
  const beside = [...measure.sensitive, ...personOf(measure)].map(() => scratch.list(3))
  let rows = 0

  const put = (value: Uint8Array | null | undefined, most: number) => {
    if (!value) return whole.decimal(0, 10)
    const part = value.length > most ? value.subarray(0, most) : value
    whole.decimal(part.length + 1, 10)
    whole.copy(part)
  }
  const push = (into: ScratchList) => {
    hash.hash(whole.bytes, 0, whole.length)
    into.push(hash.digest[0] as number, hash.digest[1], hash.digest[2])
  }

  const paths = measure.columns.map(({ nested }) => nested?.path)
  const most = measure.columns.map(({ precision }) => shown[precision])
  return {
    measure,
    add(values) {
      whole.length = 0
      for (let i = 0; i < most.length; i++) {
        const path = paths[i]
        put(path ? valueAt(values[i], path) : values[i], most[i] as number)
      }
      push(list)
      const { length } = whole
      for (const [i, own] of beside.entries()) {
        whole.length = length
        put(values[most.length + i], Infinity)
        push(own)
      }
      rows++
    },
    count() {
      const { length } = measure.sensitive
      return countClasses(rows, list, beside.slice(0, length), undefined, beside[length])
    },
  }
}
