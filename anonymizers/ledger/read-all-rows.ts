import type { TableShape } from '../column.ts'
import { ByteWriter } from '../dialects/byte-writer.ts'
import type { Batch } from '../dialects/cutter.ts'
import type { Bulk, Dialect, RowCodec } from '../dialects/dialect.ts'
import type { RowSyntax } from '../../core/contracts/dump.ts'
import { createBlockCodec } from '../pipeline/block-codec.ts'
import type { ReadBlock } from './wasm-blocks.ts'
import { mostColumns } from './wasm-ledger.ts'
import { BytePool } from '../kernel/byte-pool.ts'
import { createRowReader } from '../pipeline/row-reader.ts'
import { showRows } from '../pipeline/show-rows.ts'
import { batches } from '../pipeline/survey.ts'
import type { RowMasker } from '../row-masker.ts'
import type { DumpSource } from '../sources/dump-source.ts'

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
}

/** Makes what looks at rows, once for each kind of bulk statement; nothing for rows of no interest. */
export type LookerFor = (bulk: Bulk, shape: TableShape) => RowLooker | undefined

/**
 * Shows the rows of batches to what `lookerFor` makes.
 *
 * @param onText - told of everything that is no row.
 * @returns what throws POLIGON_DUMP_SYNTAX with table, row and byte offset.
 */
export function createRowViewer(
  { dialect, tables }: { readonly dialect: Dialect; readonly tables: readonly TableShape[] },
  lookerFor: LookerFor,
  onText: (text: Uint8Array) => void = () => {},
): (batch: Batch) => void {
  const shapes = new Map(tables.map((shape) => [shape.name, shape]))
  const codecs = new Map<string, RowCodec | undefined>()
  const codecOf = (bulk: Bulk): RowCodec | undefined => {
    const key = JSON.stringify(bulk)
    if (codecs.has(key)) return codecs.get(key)
    const shape = shapes.get(bulk.table)
    const looker = shape && lookerFor(bulk, shape)
    const codec = looker && createCodec(looker, dialect, bulk, shape)
    codecs.set(key, codec)
    return codec
  }
  const nothing = new ByteWriter(0)
  let last: { readonly bulk: Bulk; readonly codec: RowCodec | undefined } | undefined
  return (batch) => {
    for (const segment of batch.segments) {
      if (segment.kind !== 'rows') {
        if (segment.kind === 'statement' || segment.kind === 'data')
          onText(batch.bytes.subarray(segment.from, segment.to))
        continue
      }
      const { bulk } = segment
      if (last?.bulk !== bulk) last = { bulk, codec: codecOf(bulk) }
      if (last.codec) showRows(last.codec, batch, segment, nothing)
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
