import type { TableName } from '../../core/contracts/dump.ts'
import type { TableShape } from '../column.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { columnsOf } from '../pipeline/lanes.ts'
import type { RowMasker } from '../row-masker.ts'
import { ColumnSums } from './column-sums.ts'
import type { Ledger } from './ledger.ts'
import type { CollectingPlan } from './leaves.ts'
import { OwnCounts } from './own-finds.ts'
import { ownParts, printedColumns } from './own-parts.ts'
import { createOwnSearch } from './own-search.ts'
import type { ReachCheck } from './reach.ts'
import { createRowViewer } from './read-all-rows.ts'
import type { RowRuns } from './row-runs.ts'

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
  /** What was found of the masked values of each row itself. */
  readonly own = new OwnCounts()
  /** By the fingerprint of a day, of some rows: how many have it. */
  readonly days = new Map<number, number>()

  /** Adds what another thread found. */
  take({ sums, fields, sameRows, compared, chance, own, days }: Plain<ColumnFinds>): void {
    this.own.take(own)
    for (const [day, rows] of days) this.days.set(day, (this.days.get(day) ?? 0) + rows)
    this.sums.take(sums)
    for (const [leaf, rows] of fields) this.fields.set(leaf, (this.fields.get(leaf) ?? 0) + rows)
    this.sameRows += sameRows
    this.compared += compared
    this.chance += chance
  }
}

/** What is left of an object between threads. */
type Plain<T extends { own: OwnCounts }> = Omit<T, 'take' | 'own'> & {
  readonly own: Pick<OwnCounts, 'byPart'>
}

/** By table and column; what is no row stands under no names. */
export type Finds = ReadonlyMap<TableName, ReadonlyMap<string, ColumnFinds>>

export interface Searched {
  readonly finds: Finds
  readonly rows: number
  readonly fields: number
  readonly bytes: number
  /** Texts in which something is compressed that was not looked into to its end. */
  readonly unread: number
}

/** Where the text of statements is entered among {@link Finds}. */
export const statements = ''

interface Searching {
  readonly dialect: Dialect
  readonly tables: readonly TableShape[]
  readonly ledger: Ledger
  readonly plan: CollectingPlan
  /** Which columns are looked at. */
  readonly wants: (table: TableName, column: string) => boolean
  /** Whether rows are held against those of the original. */
  readonly compares: boolean
  /** See LedgerSetup. */
  readonly ownKey: number
  /** Looks at rows whole; only where all columns are wanted. */
  readonly reach?: ReachCheck
}

/** Looks for originals in all fields of a dump, and in its statements, part by part in any order. */
export interface Search {
  /**
   * @param originals - when rows are compared: what {@link Collecting.collect} gave for the same rows.
   * @throws RunFailure
   */
  look(bytes: Buffer<ArrayBuffer>, runs: RowRuns, originals: Int32Array<ArrayBuffer>): void
  /** Of all parts so far. */
  readonly searched: Searched
}

export function createSearch(searching: Searching): Search {
  const { ledger, plan, wants, compares, ownKey, reach } = searching
  const finds = new Map<TableName, Map<string, ColumnFinds>>()
  const total = { rows: 0, fields: 0, bytes: 0, unread: 0 }
  /** The last field that a leaf was found in, so that a field counts once. */
  const seenIn = new Float64Array(plan.leaves.length)
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
    into.chance += rounded(ledger.chance - before)
  }

  const look = createRowViewer(
    searching,
    (bulk, shape) => {
      const columns = columnsOf(bulk, { shape })
      const reads = columns.flatMap((column, at) => (wants(bulk.table, column) ? [at] : []))
      if (reads.length === 0) return undefined
      const kept = compares ? keptColumns(plan, bulk.table) : undefined
      const printedOnes = compares ? printedColumns(plan, bulk.table) : []
      const own = compares
        ? createOwnSearch({
            plan,
            shape,
            columns,
            key: ownKey,
            enter: (column) => enter(bulk.table, column),
          })
        : undefined
      const firstPart = printedOnes.length - ownParts(plan, bulk.table).length
      const places = reads.map((at) => {
        const column = columns[at] as string
        const into = enter(bulk.table, column)
        return { into, summed: kept?.has(column) ?? false, printed: printedOnes.indexOf(column) }
      })
      /** Of the part at hand: its rows, and how many of them were looked at. */
      let [rows, row, firstRow] = [0, 0, 0]
      let originals = new Int32Array(0)
      const looker = {
        columns,
        begin: () => own?.begin(),
        enter(first: number, prints: Int32Array<ArrayBuffer>, count: number) {
          firstRow = first
          row = 0
          originals = prints
          rows = count
        },
      }
      const seeOwn = (at: number, field: (at: number) => Uint8Array | null) =>
        own?.see(firstRow + at, (part) => originals[(firstPart + part) * rows + at] ?? 0, field)
      const placeOfColumn = new Map(reads.map((at, i) => [at, i]))
      const reaching = reach?.of(bulk.table, columns)

      const masker: RowMasker = {
        reads,
        writes: [],
        takesAnything: true,
        mask(fields) {
          reaching?.row(fields)
          for (let i = 0; i < places.length; i++) {
            const value = fields[i] ?? null
            const { into, summed, printed } = places[i] as (typeof places)[number]
            const print = value === null ? 0 : ledger.exact(value)
            if (summed) into.sums.add(print, firstRow + row)
            else into.sums.pass(1)
            if (value === null || value.length === 0) continue
            total.fields++
            total.bytes += value.length
            if (printed >= 0) {
              const original = originals[printed * rows + row]
              if (original !== 0) into.compared++
              if (original === print) into.sameRows++
            }
            search(into, value)
          }
          seeOwn(row, (at) => fields[placeOfColumn.get(at) ?? -1] ?? null)
          row++
          total.rows++
          return nothing
        },
      }
      const { blocks } = ledger
      if (!blocks) return { ...looker, masker }
      return {
        ...looker,
        masker,
        block(syntax) {
          const placeOf = new Map(reads.map((at, i) => [at, places[i] as (typeof places)[number]]))
          const inRow = reaching?.inRow
          /** The row that is looked at inside of a block. */
          let seen = 0
          const reader = (withOwn: boolean) =>
            blocks.search(
              columns.map((column, at) => ({
                looked: placeOf.has(at),
                reach: reaching?.known.get(column),
              })),
              syntax,
              {
                ...(inRow || withOwn
                  ? {
                      seeRow() {
                        inRow?.((at) => blocks.field(at))
                        if (withOwn) seeOwn(seen, (at) => blocks.field(at))
                        seen++
                      },
                    }
                  : {}),
                seeMask: (leaf, mask) => reaching?.mask(leaf, mask),
                seeNested: (column, value) => reaching?.nested(columns[column] as string, value),
              },
            )
          const read = reader(false)
          const readOwn = own ? reader(true) : read
          return (bytes, from, to) => {
            seen = row
            const ownPrints = originals.subarray(firstPart * rows)
            const show = own?.wants(firstRow + row, rows - row, ownPrints) ? readOwn : read
            return show(bytes, from, to, (part) => {
              const { prints, stride } = part
              for (const [at, { into, summed, printed }] of placeOf) {
                into.chance += rounded(part.chances[at] as number)
                if (summed) part.addTo(into.sums, at, firstRow + row)
                else into.sums.pass(part.rows)
                if (printed < 0) continue
                for (let i = 0; i < part.rows; i++) {
                  const print = prints[at * stride + i] as number
                  if (print === 0) continue
                  const original = originals[printed * rows + row + i]
                  if (original !== 0) into.compared++
                  if (original === print) into.sameRows++
                }
              }
              for (let i = 0; i < part.hits.length; i += 2) {
                const { fields } = (placeOf.get(part.hits[i] as number) as { into: ColumnFinds })
                  .into
                const leaf = part.hits[i + 1] as number
                fields.set(leaf, (fields.get(leaf) ?? 0) + 1)
              }
              row += part.rows
              total.rows += part.rows
              total.fields += part.fields
              total.bytes += part.bytes
            })
          }
        },
      }
    },
    (table) => (compares ? printedColumns(plan, table).length : 0),
    (text) => {
      if (wants(statements, statements)) search(enter(statements, statements), text)
    },
  )
  return {
    look(bytes, runs, originals) {
      const before = ledger.unread
      look(bytes, runs, originals)
      total.unread += ledger.unread - before
    },
    get searched() {
      return { finds, ...total }
    },
  }
}

/** So that sums are the same in whatever order they are made. */
const rounded = (chance: number) => Math.round(chance * 2 ** 36) / 2 ** 36

const keptColumns = ({ tables }: CollectingPlan, table: TableName): ReadonlySet<string> =>
  new Set(
    tables
      .get(table)
      ?.columns.flatMap(({ column, treatment }) => (treatment === 'keep' ? [column] : [])),
  )

const nothing: readonly never[] = []
