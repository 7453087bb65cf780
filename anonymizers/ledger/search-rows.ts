import type { TableName } from '../../core/contracts/dump.ts'
import type { TableShape } from '../column.ts'
import type { Batch } from '../dialects/cutter.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { columnsOf } from '../pipeline/lanes.ts'
import type { RowMasker } from '../row-masker.ts'
import type { Collected } from './collect.ts'
import { ColumnSums } from './column-sums.ts'
import type { Ledger } from './ledger.ts'
import type { ReachCheck } from './reach.ts'
import { createRowViewer } from './read-all-rows.ts'

/** What was found in one column. */
export class ColumnFinds {
  readonly sums = new ColumnSums()
  /** By the number of the leaf: in how many fields. */
  readonly fields = new Map<number, number>()
  /** Rows whose value is that of the same row of the original. */
  sameRows = 0
  /** Rows with a value, among those that could be compared. */
  compared = 0
  /** Of the numbers: in how many fields they would be found if they meant nothing. */
  chance = 0
}

/** By table and column; what is no row stands under no names. */
export type Finds = ReadonlyMap<TableName, ReadonlyMap<string, ColumnFinds>>

export interface Searched {
  readonly finds: Finds
  readonly rows: number
  readonly fields: number
  readonly bytes: number
}

/** Where the text of statements is entered among {@link Finds}. */
export const statements = ''

interface Searching {
  readonly dialect: Dialect
  readonly tables: readonly TableShape[]
  readonly ledger: Ledger
  /** How many leaves there are. */
  readonly leaves: number
  /** Which columns are looked at. */
  readonly wants: (table: TableName, column: string) => boolean
  readonly collected?: Collected
  /** Looks at rows whole; only where all columns are wanted. */
  readonly reach?: ReachCheck
}

/** Looks for originals in all fields of a dump, and in its statements, batch by batch. */
export interface Search {
  look(batch: Batch): void
  /** Of all batches so far. */
  readonly searched: Searched
}

export function createSearch(searching: Searching): Search {
  const { ledger, leaves, wants, collected, reach } = searching
  const { kept, changed } = collected ?? {}
  const finds = new Map<TableName, Map<string, ColumnFinds>>()
  const total = { rows: 0, fields: 0, bytes: 0 }
  /** The last field that a leaf was found in, so that a field counts once. */
  const seenIn = new Float64Array(leaves)
  let current: ColumnFinds
  let serial = 0
  const found = (leaf: number) => {
    if (seenIn[leaf] === serial) return
    seenIn[leaf] = serial
    current.fields.set(leaf, (current.fields.get(leaf) ?? 0) + 1)
  }
  const enter = (table: TableName, column: string): ColumnFinds => {
    const columns = finds.get(table) ?? new Map<string, ColumnFinds>()
    finds.set(table, columns)
    const known = columns.get(column) ?? new ColumnFinds()
    columns.set(column, known)
    return known
  }
  const search = (into: ColumnFinds, text: Uint8Array) => {
    current = into
    serial++
    const before = ledger.chance
    ledger.search(text, found)
    into.chance += ledger.chance - before
  }
  const rowsOf = new Map<TableName, { count: number }>()

  const look = createRowViewer(
    searching,
    (bulk, shape) => {
      const columns = columnsOf(bulk, { shape })
      const reads = columns.flatMap((column, at) => (wants(bulk.table, column) ? [at] : []))
      if (reads.length === 0) return undefined
      const places = reads.map((at) => ({
        into: enter(bulk.table, columns[at] as string),
        summed: kept?.get(bulk.table)?.has(columns[at] as string) ?? false,
        prints: changed?.get(bulk.table)?.get(columns[at] as string),
      }))
      const row = rowsOf.get(bulk.table) ?? { count: 0 }
      rowsOf.set(bulk.table, row)
      const reaching = reach?.of(bulk.table, columns)

      const masker: RowMasker = {
        reads,
        writes: [],
        takesAnything: true,
        mask(fields) {
          reaching?.row(fields)
          for (let i = 0; i < places.length; i++) {
            const value = fields[i] ?? null
            const { into, summed, prints } = places[i] as (typeof places)[number]
            const print = value === null ? 0 : ledger.exact(value)
            if (summed) into.sums.add(print)
            else into.sums.pass(1)
            if (value === null || value.length === 0) continue
            total.fields++
            total.bytes += value.length
            if (prints) {
              const original = prints.at(row.count)
              if (original !== 0) into.compared++
              if (original === print) into.sameRows++
            }
            search(into, value)
          }
          row.count++
          total.rows++
          return nothing
        },
      }
      const { blocks } = ledger
      if (!blocks) return { columns, masker }
      return {
        columns,
        masker,
        block(syntax) {
          const placeOf = new Map(reads.map((at, i) => [at, places[i] as (typeof places)[number]]))
          const inRow = reaching?.inRow
          const read = blocks.search(
            columns.map((column, at) => ({
              looked: placeOf.has(at),
              reach: reaching?.known.get(column),
            })),
            syntax,
            {
              ...(inRow ? { seeRow: () => inRow((at) => blocks.field(at)) } : {}),
              seeMask: (leaf, mask) => reaching?.mask(leaf, mask),
              seeNested: (column, value) => reaching?.nested(columns[column] as string, value),
            },
          )
          return (bytes, from, to) =>
            read(bytes, from, to, (seen) => {
              const { prints, stride } = seen
              for (const [at, { into, summed, prints: originals }] of placeOf) {
                into.chance += seen.chances[at] as number
                if (summed) seen.addTo(into.sums, at)
                else into.sums.pass(seen.rows)
                if (!originals) continue
                for (let i = 0; i < seen.rows; i++) {
                  const print = prints[at * stride + i] as number
                  if (print === 0) continue
                  const original = originals.at(row.count + i)
                  if (original !== 0) into.compared++
                  if (original === print) into.sameRows++
                }
              }
              for (let i = 0; i < seen.hits.length; i += 2) {
                const { fields } = (placeOf.get(seen.hits[i] as number) as { into: ColumnFinds })
                  .into
                const leaf = seen.hits[i + 1] as number
                fields.set(leaf, (fields.get(leaf) ?? 0) + 1)
              }
              row.count += seen.rows
              total.rows += seen.rows
              total.fields += seen.fields
              total.bytes += seen.bytes
            })
        },
      }
    },
    (text) => {
      if (wants(statements, statements)) search(enter(statements, statements), text)
    },
  )
  return {
    look,
    get searched() {
      return { finds, ...total }
    },
  }
}

const nothing: readonly never[] = []
