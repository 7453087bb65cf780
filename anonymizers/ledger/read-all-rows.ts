import type { RowSyntax, TableName } from '../../core/contracts/dump.ts'
import type { TableShape } from '../column.ts'
import { ByteWriter } from '../dialects/byte-writer.ts'
import type { Batch } from '../dialects/cutter.ts'
import type { Bulk, Dialect, RowCodec } from '../dialects/dialect.ts'
import { BytePool } from '../kernel/byte-pool.ts'
import { createBlockCodec } from '../pipeline/block-codec.ts'
import { RunFailure } from '../pipeline/mask-rows.ts'
import { createRowReader } from '../pipeline/row-reader.ts'
import { batches } from '../pipeline/survey.ts'
import type { RowMasker } from '../row-masker.ts'
import type { DumpSource } from '../sources/dump-source.ts'
import { eachRun, type RowRuns } from './row-runs.ts'
import type { ReadBlock } from './wasm-blocks.ts'
import { mostColumns } from './wasm-ledger.ts'

export interface RowReading {
  readonly source: DumpSource
  readonly tables: readonly TableShape[]
  readonly signal: AbortSignal
  readonly onRead: (bytes: number) => void
}

/** Looks at the rows of one kind of bulk statement. */
export interface RowLooker {
  readonly columns: readonly string[]
  readonly masker: RowMasker
  /** Looks at whole blocks, and leaves to {@link masker} the rows that it stops at. */
  readonly block?: (syntax: RowSyntax) => ReadBlock
  /** Rows of another part of the dump come. */
  begin?(): void
  /** So many rows come, from the one so numbered on; `prints`: the fingerprints, column by column. */
  enter(firstRow: number, prints: Int32Array<ArrayBuffer>, rows: number): void
}

/** Makes what looks at rows, once for each kind of bulk statement; nothing for rows of no interest. */
export type LookerFor = (bulk: Bulk, shape: TableShape) => RowLooker | undefined

/** Shows rows; `prints`: those of one part after the other. Throws {@link RunFailure}. */
export type RowViewer = (
  bytes: Buffer<ArrayBuffer>,
  runs: RowRuns,
  prints: Int32Array<ArrayBuffer>,
) => void

/**
 * Shows the rows of batches to what `lookerFor` makes.
 *
 * @param printedColumns - of how many columns of a table fingerprints of all rows are handed in or out.
 * @param onText - told of everything that is no row.
 */
export function createRowViewer(
  { dialect, tables }: { readonly dialect: Dialect; readonly tables: readonly TableShape[] },
  lookerFor: LookerFor,
  printedColumns: (table: TableName) => number,
  onText: (text: Uint8Array) => void = () => {},
): RowViewer {
  const shapes = new Map<TableName, TableShape>(tables.map((shape) => [shape.name, shape]))
  const made = new Map<
    string,
    { readonly looker: RowLooker; readonly codec: RowCodec } | undefined
  >()
  const codecOf = (bulk: Bulk) => {
    const key = JSON.stringify(bulk)
    if (made.has(key)) return made.get(key)
    const shape = shapes.get(bulk.table)
    const looker = shape && lookerFor(bulk, shape)
    const one = looker && { looker, codec: createCodec(looker, dialect, bulk, shape) }
    made.set(key, one)
    return one
  }
  const nothing = new ByteWriter(0)
  return (bytes, runs, prints) => {
    for (const one of made.values()) one?.looker.begin?.()
    let last: { readonly bulk: Bulk; readonly one: ReturnType<typeof codecOf> } | undefined
    let printed = 0
    let number = 0
    for (const { from, to, bulk, firstRow, rows } of eachRun(runs)) {
      const run = number++
      if (!bulk) {
        onText(bytes.subarray(from, to))
        continue
      }
      if (last?.bulk !== bulk) last = { bulk, one: codecOf(bulk) }
      const begin = printed
      printed += printedColumns(bulk.table) * rows
      if (!last.one) continue
      const { looker, codec } = last.one
      looker.enter(firstRow, prints.subarray(begin, printed), rows)
      try {
        codec.maskRows(bytes, from, to, nothing)
      } catch (failure) {
        throw new RunFailure(run, codec.row, codec.rowStart, failure)
      }
      nothing.length = 0
    }
  }
}

function createCodec(
  { columns, masker, block }: RowLooker,
  dialect: Dialect,
  bulk: Bulk,
  shape: TableShape,
): RowCodec {
  const codec = createRowReader(dialect, bulk, shape, columns, masker)
  const syntax = bulk.syntax ?? dialect.syntax
  const isUsual = bulk.charset === undefined && bulk.layout === undefined
  if (!block || !isUsual || syntax === 'pg-values' || columns.length > mostColumns) return codec
  return createBlockCodec(codec, { maskRows: block(syntax) }, syntax)
}

/** Shows all batches of a dump to `look`, and takes their memory back. */
export async function readAllBatches(
  { source, signal, onRead }: Omit<RowReading, 'tables'>,
  look: (batch: Batch) => void,
): Promise<void> {
  const memory = new BytePool()
  for await (const batch of batches(source, signal, onRead, memory)) {
    look(batch)
    memory.give(batch.bytes)
  }
}
