import type { TableShape } from '../column.ts'
import { ByteWriter } from '../dialects/byte-writer.ts'
import type { Bulk, RowCodec } from '../dialects/dialect.ts'
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
}

/**
 * Shows all rows of a dump to what `lookerFor` makes, once for each kind of bulk statement; it gives nothing
 * for rows that are of no interest.
 *
 * @param onText - told of everything that is no row.
 * @throws POLIGON_DUMP_SYNTAX with table, row and byte offset.
 */
export async function readAllRows(
  { source, tables, signal, onRead }: RowReading,
  lookerFor: (bulk: Bulk, shape: TableShape) => RowLooker | undefined,
  onText: (text: Buffer) => void = () => {},
): Promise<void> {
  const shapes = new Map(tables.map((shape) => [shape.name, shape]))
  const codecs = new Map<string, RowCodec | undefined>()
  const codecOf = (bulk: Bulk): RowCodec | undefined => {
    const key = JSON.stringify(bulk)
    if (codecs.has(key)) return codecs.get(key)
    const shape = shapes.get(bulk.table)
    const looker = shape && lookerFor(bulk, shape)
    const codec =
      looker && createRowReader(source.dialect, bulk, shape, looker.columns, looker.masker)
    codecs.set(key, codec)
    return codec
  }
  const nothing = new ByteWriter(0)
  const memory = new BytePool()
  let last: { readonly bulk: Bulk; readonly codec: RowCodec | undefined } | undefined
  for await (const batch of batches(source, signal, onRead, memory)) {
    for (const segment of batch.segments) {
      if (segment.kind !== 'rows') {
        if (segment.kind === 'statement' || segment.kind === 'data')
          onText(batch.bytes.subarray(segment.from, segment.to))
        continue
      }
      const { bulk } = segment
      if (last?.bulk !== bulk) last = { bulk, codec: codecOf(bulk) }
      const { codec } = last
      if (!codec) continue
      showRows(codec, batch, segment, nothing)
    }
    memory.give(batch.bytes)
  }
}
