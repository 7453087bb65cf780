import type { TableName } from '../../core/contracts/dump.ts'
import { ByteWriter } from '../dialects/byte-writer.ts'
import type { RowCodec } from '../dialects/dialect.ts'
import { BytePool } from '../kernel/byte-pool.ts'
import type { Lane, Lanes } from '../pipeline/lanes.ts'
import { createRowReader } from '../pipeline/row-reader.ts'
import { showRows } from '../pipeline/show-rows.ts'
import { batches } from '../pipeline/survey.ts'
import type { DumpSource } from '../sources/dump-source.ts'
import { readingMasker, type ReadingMasker, type RowVisitor } from './row-visitor.ts'
import type { RowNumbers } from './row-numbers.ts'

/** Goes over a dump and shows the rows of some tables to their visitors. */
export interface RowReading {
  readonly source: DumpSource
  readonly lanes: Lanes
  readonly numbers: RowNumbers
  readonly visitors: (table: TableName) => readonly RowVisitor[]
  readonly signal: AbortSignal
  readonly onRead: (bytes: number) => void
}

/** @throws POLIGON_DUMP_SYNTAX with table, row and byte offset. */
export async function readRows(reading: RowReading): Promise<void> {
  const { source, lanes, numbers } = reading
  const visitorsOf = new Map<TableName, readonly RowVisitor[]>()
  const codecs = new Map<Lane, { readonly codec: RowCodec; readonly masker: ReadingMasker }>()
  const nothing = new ByteWriter(0)
  const memory = new BytePool()
  for await (const batch of batches(source, reading.signal, reading.onRead, memory)) {
    for (const segment of batch.segments) {
      if (segment.kind !== 'rows') continue
      const { bulk } = segment
      if (numbers.count(bulk.table) === 0) continue
      const visitors = visitorsOf.get(bulk.table) ?? reading.visitors(bulk.table)
      visitorsOf.set(bulk.table, visitors)
      if (visitors.length === 0) continue
      const lane = lanes.of(bulk)
      let made = codecs.get(lane)
      if (!made) {
        const masker = readingMasker(bulk.table, lane.columns, visitors)
        const { table, columns } = lane
        const codec = createRowReader(source.dialect, bulk, table.shape, columns, masker)
        made = { masker, codec }
        codecs.set(lane, made)
      }
      const { codec, masker } = made
      masker.next = numbers.first(bulk.table) + segment.firstRow - 1
      showRows(codec, batch, segment, nothing)
    }
    memory.give(batch.bytes)
  }
}
