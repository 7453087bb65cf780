import type { TableName } from '../../core/contracts/dump.ts'
import { detectors } from '../detectors/registry.ts'
import { testCards } from '../harmless-ranges.ts'
import { isDigit, isLetter } from '../kernel/canonical.ts'
import { findIdentifiers } from '../kernel/identifiers.ts'
import { createRowMasker } from '../kernel/row-masker-of.ts'
import { columnsOf } from '../pipeline/lanes.ts'
import type { TablePlan } from '../plan.ts'
import type { RowMasker } from '../row-masker.ts'
import { ColumnSums } from './column-sums.ts'
import type { Ledger } from './ledger.ts'
import { holdsAnything, type CollectingPlan, type Leaf, type LeafNumbers } from './leaves.ts'
import { partsOf } from './parts-of.ts'
import { createRowViewer, readAllBatches, type RowReading } from './read-all-rows.ts'

/** What the originals leave behind for the comparison. */
export interface Collected {
  /** By table and column. */
  readonly kept: ReadonlyMap<TableName, ReadonlyMap<string, ColumnSums>>
  /** By table and column: for each row the fingerprint of the value that the masking changes, or 0. */
  readonly changed: ReadonlyMap<TableName, ReadonlyMap<string, RowPrints>>
}

/** One number a row. */
export class RowPrints {
  prints = new Int32Array(256)
  count = 0
  push(print: number): void {
    if (this.count === this.prints.length) {
      const grown = new Int32Array(this.count * 2)
      grown.set(this.prints)
      this.prints = grown
    }
    this.prints[this.count++] = print
  }
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
): Promise<Collected> {
  const kept = new Map<TableName, Map<string, ColumnSums>>()
  const changed = new Map<TableName, Map<string, RowPrints>>()
  const { source, tables } = reading
  const view = createRowViewer({ dialect: source.dialect, tables }, (bulk, shape) => {
    const table = plan.tables.get(bulk.table)
    if (!table || table.rows === 'empty') return undefined
    const columns = columnsOf(bulk, { shape })
    const sums = of(kept, bulk.table)
    const prints = of(changed, bulk.table)
    return { columns, masker: collector({ table, columns, plan, ledger, sums, prints }) }
  })
  await readAllBatches(reading, view)
  return { kept, changed }
}

function of<T>(all: Map<TableName, Map<string, T>>, table: TableName): Map<string, T> {
  const known = all.get(table) ?? new Map<string, T>()
  all.set(table, known)
  return known
}

interface Collector {
  readonly table: TablePlan
  readonly columns: readonly string[]
  readonly plan: CollectingPlan
  readonly ledger: Ledger
  readonly sums: Map<string, ColumnSums>
  readonly prints: Map<string, RowPrints>
}

function collector({ table, columns, plan, ledger, sums, prints }: Collector): RowMasker {
  const current = new Map<string, number>()
  const planned = new Map(table.columns.map((one) => [one.column, one]))
  const known = columns.filter((column) => planned.has(column))
  const seen = (
    column: string,
    part: string,
    mask: Uint8Array | null,
    value: Uint8Array | null,
  ) => {
    if (mask === null || value === null || value.length === 0) return
    const numbers = plan.leafOf(mask)
    if (!numbers) return
    const leaf = plan.leaves[numbers.usual] as Leaf
    if (part === '' && leaf.changes) current.set(column, ledger.exact(value))
    if (isConstant(value)) return
    add(leaf, numbers, value)
    if (!holdsAnything(leaf)) return
    addIdentifiers(numbers, value)
    for (const part of partsOf(textOf(value))) {
      const bytes = Buffer.from(part)
      add(leaf, numbers, bytes)
      addIdentifiers(numbers, bytes)
    }
  }
  const constants = [...plan.constants].map((text) => Buffer.from(text))
  const isConstant = (value: Uint8Array) =>
    constants.some((one) => one.length === value.length && one.equals(value))
  const add = (leaf: Leaf, numbers: LeafNumbers, value: Uint8Array) => {
    const number = isBare(leaf, value) ? numbers.bare : numbers.usual
    ledger.add(number, plan.leaves[number] as Leaf, value)
  }
  const addIdentifiers = ({ inside }: LeafNumbers, value: Uint8Array) => {
    for (const { kind, from, to } of findIdentifiers(value)) {
      const number = inside[kind]
      if (number !== undefined)
        ledger.add(number, plan.leaves[number] as Leaf, value.subarray(from, to))
    }
  }
  const inner = createRowMasker(
    { ...table, columns: table.columns.filter(({ column }) => known.includes(column)) },
    known,
    { bytes: new Uint8Array(32), prf: 'blake2s' },
    undefined,
    seen,
  )
  const wanted: (Uint8Array | null)[] = inner.reads.map(() => null)
  const keeps = known.flatMap((column, at) => {
    if (planned.get(column)?.treatment !== 'keep') return []
    const sum = sums.get(column) ?? new ColumnSums()
    sums.set(column, sum)
    return [{ at, sum }]
  })
  const changing = new Set(
    plan.leaves.flatMap((leaf) =>
      leaf?.changes && leaf.table === table.shape.name ? [leaf.column] : [],
    ),
  )
  const rowPrints = [...changing].map((column) => {
    const print = prints.get(column) ?? new RowPrints()
    prints.set(column, print)
    return { column, print }
  })
  return {
    reads: known.map((column) => columns.indexOf(column)),
    writes: [],
    takesAnything: true,
    mask(fields) {
      current.clear()
      for (let i = 0; i < wanted.length; i++) wanted[i] = fields[inner.reads[i] as number] ?? null
      inner.mask(wanted)
      for (const { at, sum } of keeps) {
        const value = fields[at] ?? null
        sum.add(value === null ? 0 : ledger.exact(value))
      }
      for (const { column, print } of rowPrints) print.push(current.get(column) ?? 0)
      return nothing
    },
  }
}

const nothing: readonly never[] = []

const cards = new Set(Object.values(testCards).flat())

/** Values of few bare words are like any others; numbers in test ranges are like masks. */
function isBare(leaf: Leaf, value: Uint8Array): boolean {
  const { kind, form, grade } = leaf
  if (form === 'number') {
    const text = textOf(value)
    if (kind === 'card') return cards.has(text.replace(/\D/g, ''))
    if (kind === 'regon') return text.replace(/\D/g, '').startsWith('99')
    return harmless[kind]?.(text) ?? false
  }
  if (form === 'text') return false
  const most = holdsAnything(leaf) ? 2 : grade === 'invented' || kind === 'username' ? 1 : 0
  return most > 0 && hasFewWords(value, most)
}

/** No digit, no address, and no more words than `most`. */
function hasFewWords(value: Uint8Array, most: number): boolean {
  let words = 0
  let inside = false
  for (let i = 0; i < value.length; i++) {
    const code = value[i] as number
    if (code === 0x40 || isDigit(code)) return false
    const letter = code >= 0x80 || isLetter(code)
    if (letter && !inside && ++words > most) return false
    inside = letter
  }
  return true
}

const harmless: Readonly<Record<string, (text: string) => boolean>> = Object.fromEntries(
  detectors.map((one) => [one.kind, (text: string) => one.harmless(text)]),
)

const textOf = (value: Uint8Array) =>
  Buffer.from(value.buffer, value.byteOffset, value.length).toString()
