import type { RowSyntax, TableName } from '../../core/contracts/dump.ts'
import type { TableShape } from '../column.ts'
import type { Dialect } from '../dialects/dialect.ts'
import type { Room } from '../kernel/room.ts'
import { columnsOf } from '../pipeline/lanes.ts'
import type { TablePlan } from '../plan.ts'
import type { Program } from '../programs/program.ts'
import { changedColumns } from './changed-columns.ts'
import { ColumnSums } from './column-sums.ts'
import { createInner } from './inner-originals.ts'
import { leafPaths } from './leaf-paths.ts'
import type { Ledger } from './ledger.ts'
import { holdsAnything, isTurned, type CollectingPlan, type Leaf, type NamePair } from './leaves.ts'
import { createRowViewer, type LookerFor, type RowLooker } from './read-all-rows.ts'
import { ownParts, printedColumns } from './own-parts.ts'
import { printOfPart } from './own-prints.ts'
import { eachRun, type RowRuns } from './row-runs.ts'
import { hasSampled, isSampled } from './sampled-rows.ts'
import { wholeLeaf, singleLeaf } from './single-leaf.ts'
import { anyNumber, createValues, fewestBytes, mostBareWords, nobodysNumbers } from './values-of.ts'
import type { CollectedLeaf, ReadBlock } from './wasm-blocks.ts'
import { formNumbers } from './wasm-ledger.ts'

/** By table and column: what the values of columns that are kept come to. */
export type Kept = ReadonlyMap<TableName, ReadonlyMap<string, ColumnSums>>

/** Reads originals into a ledger. */
export interface Collecting {
  /**
   * @returns for each part, for each of its {@link printedColumns}, for each row: the fingerprint of the
   *   value that the masking changes, or of a part of it, or 0.
   * @throws RunFailure
   */
  collect(bytes: Buffer<ArrayBuffer>, runs: RowRuns, room: Room): Int32Array<ArrayBuffer>
  /** Of all parts so far. */
  readonly kept: Kept
}

interface Originals {
  readonly dialect: Dialect
  readonly tables: readonly TableShape[]
  readonly plan: CollectingPlan
  readonly ledger: Ledger
  /** See LedgerSetup. */
  readonly ownKey: number
}

/** Whether originals of the table are collected. */
export const isCollected = (plan: CollectingPlan, table: TableName): boolean =>
  (plan.tables.get(table)?.rows ?? 'empty') !== 'empty'

export function createCollecting({ dialect, tables, plan, ledger, ownKey }: Originals): Collecting {
  const kept = new Map<TableName, Map<string, ColumnSums>>()
  const remember = createValues(plan, ledger)
  ledger.blocks?.leaveOut(plan.constants)
  const lookerFor: LookerFor = (bulk, shape) => {
    const table = plan.tables.get(bulk.table)
    if (!table || !isCollected(plan, bulk.table)) return undefined
    const sums = kept.get(bulk.table) ?? new Map<string, ColumnSums>()
    kept.set(bulk.table, sums)
    const columns = columnsOf(bulk, { shape })
    return createCollector({ table, columns, plan, ledger, remember, sums, ownKey })
  }
  const printed = (table: TableName) => printedColumns(plan, table).length
  const view = createRowViewer({ dialect, tables }, lookerFor, printed)
  return {
    kept,
    collect(bytes, runs, room) {
      let size = 0
      for (const { bulk, rows } of eachRun(runs)) if (bulk) size += rows * printed(bulk.table)
      const prints = room.words(size)
      view(bytes, runs, prints)
      return prints
    },
  }
}

interface TableCollecting {
  readonly table: TablePlan
  readonly columns: readonly string[]
  readonly plan: CollectingPlan
  readonly ledger: Ledger
  readonly remember: ReturnType<typeof createValues>
  readonly sums: Map<string, ColumnSums>
  readonly ownKey: number
}

function createCollector(one: TableCollecting): RowLooker {
  const { table, columns, plan, ledger } = one
  const planned = new Map(table.columns.map((column) => [column.column, column]))
  const known = columns.filter((column) => planned.has(column))
  const keeps = known.flatMap((column) =>
    planned.get(column)?.treatment === 'keep' ? [{ column, sum: sumsOf(one, column) }] : [],
  )
  const changed = changedColumns(plan, table.shape.name)
  const every = createInner(one, known)
  const pairs = plan.pairs.get(table.shape.name) ?? []
  const own = ownParts(plan, table.shape.name)
  const { blocks } = ledger
  const putOwn = (at: number, field: (column: string) => Uint8Array | null) => {
    if (!isSampled(firstRow + at)) return
    own.forEach(({ column, meaning }, i) => {
      const value = field(column)
      if (value?.length)
        prints[(changed.length + i) * rows + at] = printOfPart(one.ownKey, meaning, value)
    })
  }
  /** Of the part at hand: its rows, and those that were read. */
  let [rows, row, firstRow] = [0, 0, 0]
  let prints = new Int32Array(0)
  return {
    columns,
    enter(first, into, count) {
      firstRow = first
      row = 0
      prints = into
      rows = count
    },
    masker: {
      reads: known.map((column) => columns.indexOf(column)),
      writes: [],
      takesAnything: true,
      mask(fields) {
        const field = (column: string) => fields[known.indexOf(column)] ?? null
        every.see(field)
        addPairs(one, pairs, field)
        keeps.forEach(({ column, sum }) => {
          const value = fields[known.indexOf(column)] ?? null
          sum.add(value === null ? 0 : ledger.exact(value), firstRow + row)
        })
        changed.forEach((column, i) => {
          prints[i * rows + row] = every.changed.get(column) ?? 0
        })
        putOwn(row, field)
        row++
        return nothing
      },
    },
    ...(blocks
      ? {
          block(syntax: RowSyntax): ReadBlock {
            const leafOf = (column: string) => singleLeaf(plan, planned.get(column))
            const pathsOf = (column: string) => leafPaths(plan, planned.get(column))
            const others = known.filter(
              (column) =>
                planned.get(column)?.treatment !== 'keep' && !leafOf(column) && !pathsOf(column),
            )
            const nested = new Map<string, ReturnType<typeof createInner>>()
            const done = (program: Program) => {
              const numbers = wholeLeaf(plan, program)
              return numbers && collected(plan, numbers)
            }
            const inner = others.length > 0 ? createInner(one, others) : undefined
            const isOther = new Set(others)
            const placed = changed.map((column, i) => ({ column, i, at: columns.indexOf(column) }))
            const inside = placed.filter(({ column }) => isOther.has(column))
            const outside = placed.filter(({ column, at }) => at >= 0 && !isOther.has(column))
            const fieldOf = (column: string) => {
              const at = columns.indexOf(column)
              return at < 0 ? null : blocks.field(at)
            }
            /** The row that is looked at inside of a block. */
            let seen = 0
            const reader = (withOwn: boolean) =>
              blocks.collect(
                columns.map((column) => {
                  const numbers = leafOf(column)
                  const walk = pathsOf(column)
                  return numbers ? collected(plan, numbers) : walk && { walk, done }
                }),
                pairs.flatMap(({ first, last, leaf }) => {
                  const [at, lastAt] = [columns.indexOf(first), columns.indexOf(last)]
                  return at < 0 || lastAt < 0 ? [] : [{ first: at, last: lastAt, leaf }]
                }),
                syntax,
                {
                  ...(inner || withOwn
                    ? {
                        seeRow() {
                          inner?.see(fieldOf)
                          for (const { column, i } of inside)
                            prints[i * rows + seen] = inner?.changed.get(column) ?? 0
                          if (withOwn) putOwn(seen, fieldOf)
                          seen++
                        },
                      }
                    : {}),
                  seeValue(leaf, value) {
                    const numbers = plan.leavesAt(leaf)
                    if (numbers) one.remember(numbers, value)
                  },
                  seeNested(column, value) {
                    const name = columns[column] as string
                    const walked = nested.get(name) ?? createInner(one, [name])
                    nested.set(name, walked)
                    walked.see(() => value)
                  },
                },
              )
            const read = reader(false)
            const readOwn = own.length > 0 ? reader(true) : read
            const kept = keeps.map(({ column, sum }) => ({ at: columns.indexOf(column), sum }))
            return (bytes, from, to) => {
              seen = row
              const show = hasSampled(firstRow + row, rows - row) ? readOwn : read
              return show(bytes, from, to, (part) => {
                for (const { at, sum } of kept) part.addTo(sum, at, firstRow + row)
                for (const { at, i } of outside) {
                  const start = at * part.stride
                  prints.set(part.prints.subarray(start, start + part.rows), i * rows + row)
                }
                row += part.rows
              })
            }
          },
        }
      : {}),
  }
}

function sumsOf({ sums }: TableCollecting, column: string): ColumnSums {
  const sum = sums.get(column) ?? new ColumnSums()
  sums.set(column, sum)
  return sum
}

/** First name and surname together name somebody, either way round. */
function addPairs(
  { plan, ledger }: TableCollecting,
  pairs: readonly NamePair[],
  field: (column: string) => Uint8Array | null,
): void {
  for (const { first, last, leaf } of pairs) {
    const [a, b] = [field(first), field(last)]
    if (!a?.length || !b?.length) continue
    for (const both of [
      [a, space, b],
      [b, space, a],
    ])
      ledger.add(leaf, plan.leaves[leaf] as Leaf, Buffer.concat(both))
  }
}

const space = Buffer.from(' ')

function collected(
  plan: CollectingPlan,
  { usual, bare }: { usual: number; bare: number },
): CollectedLeaf {
  const leaf = plan.leaves[usual] as Leaf
  return {
    usual,
    bare,
    form: formNumbers[leaf.form],
    fewWords: mostBareWords(leaf),
    fewBytes: fewestBytes(leaf),
    prefixes: leaf.form === 'number' ? (nobodysNumbers[leaf.kind] ?? anyNumber) : undefined,
    holdsAnything: holdsAnything(leaf),
    turned: isTurned(leaf.kind),
  }
}

const nothing: readonly never[] = []
