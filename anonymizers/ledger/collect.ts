import type { RowSyntax, TableName } from '../../core/contracts/dump.ts'
import { createRowMasker } from '../kernel/row-masker-of.ts'
import { columnsOf } from '../pipeline/lanes.ts'
import type { TablePlan } from '../plan.ts'
import type { Program } from '../programs/program.ts'
import type { RowMasker } from '../row-masker.ts'
import { ColumnSums } from './column-sums.ts'
import { leafPaths } from './leaf-paths.ts'
import type { Ledger } from './ledger.ts'
import { holdsAnything, isTurned, type CollectingPlan, type Leaf, type NamePair } from './leaves.ts'
import { createRowViewer, readAllBatches, type RowReading } from './read-all-rows.ts'
import type { Scratch } from '../subset/scratch.ts'
import { RowPrints } from './row-prints.ts'
import { wholeLeaf, singleLeaf } from './single-leaf.ts'
import { anyNumber, createValues, fewestBytes, mostBareWords, nobodysNumbers } from './values-of.ts'
import type { CollectedLeaf, ReadBlock } from './wasm-blocks.ts'
import { formNumbers } from './wasm-ledger.ts'

/** What the originals leave behind for the comparison. */
export interface Collected {
  /** By table and column. */
  readonly kept: ReadonlyMap<TableName, ReadonlyMap<string, ColumnSums>>
  /** By table and column: for each row the fingerprint of the value that the masking changes, or 0. */
  readonly changed: ReadonlyMap<TableName, ReadonlyMap<string, RowPrints>>
}

/**
 * Reads the originals into the ledger.
 *
 * @throws POLIGON_DUMP_SYNTAX with table, row and byte offset; POLIGON_VALUE where masking would stop.
 */
export async function collectOriginals(
  reading: RowReading,
  plan: CollectingPlan,
  ledger: Ledger,
  scratch: Scratch,
): Promise<Collected> {
  const kept = new Map<TableName, Map<string, ColumnSums>>()
  const changed = new Map<TableName, Map<string, RowPrints>>()
  const remember = createValues(plan, ledger)
  ledger.blocks?.leaveOut(plan.constants)
  const { source, tables } = reading
  const view = createRowViewer({ dialect: source.dialect, tables }, (bulk, shape) => {
    const table = plan.tables.get(bulk.table)
    if (!table || table.rows === 'empty') return undefined
    const columns = columnsOf(bulk, { shape })
    const collector = createCollector({
      table,
      columns,
      plan,
      ledger,
      remember,
      sums: of(kept, bulk.table),
      prints: of(changed, bulk.table),
      scratch,
    })
    return { columns, ...collector }
  })
  await readAllBatches(reading, view)
  ledger.seal()
  return { kept, changed }
}

function of<T>(all: Map<TableName, Map<string, T>>, table: TableName): Map<string, T> {
  const known = all.get(table) ?? new Map<string, T>()
  all.set(table, known)
  return known
}

interface Collecting {
  readonly table: TablePlan
  readonly columns: readonly string[]
  readonly plan: CollectingPlan
  readonly ledger: Ledger
  readonly remember: ReturnType<typeof createValues>
  readonly sums: Map<string, ColumnSums>
  readonly prints: Map<string, RowPrints>
  readonly scratch: Scratch
}

interface Collector {
  readonly masker: RowMasker
  readonly block?: (syntax: RowSyntax) => ReadBlock
}

function createCollector(one: Collecting): Collector {
  const { table, columns, plan, ledger } = one
  const planned = new Map(table.columns.map((column) => [column.column, column]))
  const known = columns.filter((column) => planned.has(column))
  const keeps = known.flatMap((column) =>
    planned.get(column)?.treatment === 'keep' ? [{ column, sum: sumsOf(one, column) }] : [],
  )
  const changing = new Set(
    plan.leaves.flatMap((leaf) =>
      leaf?.changes && leaf.table === table.shape.name ? [leaf.column] : [],
    ),
  )
  const rowPrints = [...changing].map((column) => ({ column, print: printsOf(one, column) }))
  const every = createInner(one, known)
  const pairs = plan.pairs.get(table.shape.name) ?? []
  const { blocks } = ledger
  return {
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
          sum.add(value === null ? 0 : ledger.exact(value))
        })
        for (const { column, print } of rowPrints) print.push(every.changed.get(column) ?? 0)
        return nothing
      },
    },
    ...(blocks
      ? {
          block(syntax) {
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
            const inside = rowPrints.filter(({ column }) => isOther.has(column))
            const outside = rowPrints.filter(({ column }) => !isOther.has(column))
            const read = blocks.collect(
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
                ...(inner
                  ? {
                      seeRow() {
                        inner.see((column) => {
                          const at = columns.indexOf(column)
                          return at < 0 ? null : blocks.field(at)
                        })
                        for (const { column, print } of inside)
                          print.push(inner.changed.get(column) ?? 0)
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
            const kept = keeps.map(({ column, sum }) => ({ at: columns.indexOf(column), sum }))
            const masked = outside.map(({ column, print }) => ({
              at: columns.indexOf(column),
              print,
            }))
            return (bytes, from, to) =>
              read(bytes, from, to, (seen) => {
                for (const { at, sum } of kept) seen.addTo(sum, at)
                for (const { at, print } of masked)
                  for (let row = 0; row < seen.rows; row++)
                    print.push(at < 0 ? 0 : (seen.prints[at * seen.stride + row] as number))
              })
          },
        }
      : {}),
  }
}

/** First name and surname together name somebody, either way round. */
function addPairs(
  { plan, ledger }: Collecting,
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

/** Finds originals by masking columns with what tells their leaves. */
function createInner({ table, plan, ledger, remember }: Collecting, columns: readonly string[]) {
  const changed = new Map<string, number>()
  const inner = createRowMasker(
    {
      ...table,
      columns: table.columns.map((one) =>
        columns.includes(one.column)
          ? one
          : { column: one.column, treatment: 'keep', reason: 'not looked at' },
      ),
    },
    table.columns.map(({ column }) => column),
    { bytes: new Uint8Array(32), prf: 'blake2s' },
    undefined,
    (column, part, mask, value) => {
      if (mask === null || value === null || value.length === 0) return
      const numbers = plan.leafOf(mask)
      if (!numbers) return
      const leaf = plan.leaves[numbers.usual] as Leaf
      if (part === '' && leaf.changes) changed.set(column, ledger.exact(value))
      remember(numbers, value)
    },
  )
  const names = inner.reads.map((at) => (table.columns[at] as { column: string }).column)
  const wanted: (Uint8Array | null)[] = names.map(() => null)
  return {
    /** Of the last row: fingerprints of what is masked whole. */
    changed,
    see(field: (column: string) => Uint8Array | null): void {
      changed.clear()
      for (let i = 0; i < names.length; i++) {
        const value = field(names[i] as string)
        wanted[i] = value
      }
      inner.mask(wanted)
    },
  }
}

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

function sumsOf({ sums }: Collecting, column: string): ColumnSums {
  const sum = sums.get(column) ?? new ColumnSums()
  sums.set(column, sum)
  return sum
}

function printsOf({ prints, scratch }: Collecting, column: string): RowPrints {
  const print = prints.get(column) ?? new RowPrints(scratch)
  prints.set(column, print)
  return print
}

const nothing: readonly never[] = []
