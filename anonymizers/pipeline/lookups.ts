import type { Lookups, WantedLookup } from '../bind/lookups.ts'
import { lookupId } from '../bind/lookups.ts'
import type { TableShape } from '../column.ts'
import { ByteWriter } from '../dialects/byte-writer.ts'
import type { Bulk, RowCodec } from '../dialects/dialect.ts'
import { placed, Refusal } from '../dialects/refusal.ts'
import type { RowMasker } from '../row-masker.ts'
import type { DumpSource } from '../sources/dump-source.ts'
import { columnsOf } from './lanes.ts'
import { createRowReader } from './row-reader.ts'
import { batches } from './survey.ts'

/**
 * Reads the tables of attributes that a policy asks for.
 *
 * @throws POLIGON_DUMP_SYNTAX with table, row and byte offset.
 */
export async function readLookups(
  source: DumpSource,
  wanted: readonly WantedLookup[],
  tables: readonly TableShape[],
  signal: AbortSignal,
  onRead: (bytes: number) => void,
): Promise<Lookups> {
  const found = new Map(wanted.map((one) => [lookupId(one), new Map<string, string[]>()]))
  const shapes = new Map(tables.map((shape) => [shape.name, shape]))
  const asked = new Set(wanted.map(({ table }) => table))
  const codecs = new Map<Bulk, RowCodec>()
  const nothing = new ByteWriter(0)
  for await (const batch of batches(source, signal, onRead))
    for (const segment of batch.segments) {
      if (segment.kind !== 'rows' || !asked.has(segment.bulk.table)) continue
      const { bulk } = segment
      const shape = shapes.get(bulk.table)
      if (!shape) continue
      const codec = codecs.get(bulk) ?? codecOf(source, bulk, shape, wanted, found)
      codecs.set(bulk, codec)
      try {
        codec.maskRows(batch.bytes, segment.from, segment.to, nothing)
      } catch (failure) {
        const at = failure instanceof Refusal ? failure.at : codec.rowStart
        const row = segment.firstRow + codec.row
        throw placed(failure, { table: bulk.table, row, byteOffset: batch.offset + at })
      }
      nothing.length = 0
    }
  return found
}

/** Changes nothing and writes down which keys have the names that are asked for. */
function codecOf(
  source: DumpSource,
  bulk: Bulk,
  shape: TableShape,
  wanted: readonly WantedLookup[],
  found: ReadonlyMap<string, Map<string, string[]>>,
): RowCodec {
  const columns = columnsOf(bulk, { shape })
  const here = wanted.flatMap((one) => {
    const [key, name] = [columns.indexOf(one.key), columns.indexOf(one.name)]
    const into = found.get(lookupId(one))
    return one.table === bulk.table && key >= 0 && name >= 0 && into
      ? [{ key, name, into, names: one.names }]
      : []
  })
  const reads = [...new Set(here.flatMap(({ key, name }) => [key, name]))].toSorted((a, b) => a - b)
  const collector: RowMasker = {
    reads,
    writes: [],
    mask(fields) {
      for (const { key, name, into, names } of here) {
        const [id, code] = [fields[reads.indexOf(key)], fields[reads.indexOf(name)]]
        const text = code && Buffer.from(code).toString()
        if (id && text !== undefined && text !== null && names.has(text))
          into.set(text, [...(into.get(text) ?? []), Buffer.from(id).toString()])
      }
      return []
    },
  }
  return createRowReader(source.dialect, bulk, shape, columns, collector)
}
