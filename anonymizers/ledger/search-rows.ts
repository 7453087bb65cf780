import type { TableName } from '../../core/contracts/dump.ts'
import type { TableShape } from '../column.ts'
import type { Batch } from '../dialects/cutter.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { columnsOf } from '../pipeline/lanes.ts'
import type { RowMasker } from '../row-masker.ts'
import type { RowPrints } from './collect.ts'
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
  /** Of the originals, for columns that the masking changes. */
  readonly changed?: ReadonlyMap<TableName, ReadonlyMap<string, RowPrints>>
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
  const { ledger, leaves, wants, changed, reach } = searching
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
        prints: changed?.get(bulk.table)?.get(columns[at] as string),
      }))
      const row = rowsOf.get(bulk.table) ?? { count: 0 }
      rowsOf.set(bulk.table, row)
      const lookAtRow = reach?.of(bulk.table, columns)
      const masker: RowMasker = {
        reads,
        writes: [],
        takesAnything: true,
        mask(fields) {
          lookAtRow?.(fields)
          for (let i = 0; i < places.length; i++) {
            const value = fields[i] ?? null
            const { into, prints } = places[i] as (typeof places)[number]
            const print = value === null ? 0 : ledger.exact(value)
            into.sums.add(print)
            if (value === null || value.length === 0) continue
            total.fields++
            total.bytes += value.length
            if (prints) {
              const original = prints.prints[row.count] ?? 0
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
      return { columns, masker }
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
