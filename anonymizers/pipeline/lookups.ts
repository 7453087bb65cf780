import { PoligonError } from '../../core/errors.ts'
import { say } from '../../core/redacted.ts'
import type { Lookups, WantedLookup } from '../bind/lookups.ts'
import { lookupId } from '../bind/lookups.ts'
import type { TableShape } from '../column.ts'
import { ByteWriter } from '../dialects/byte-writer.ts'
import type { Bulk, RowCodec } from '../dialects/dialect.ts'
import type { RowMasker } from '../row-masker.ts'
import type { DumpSource } from '../sources/dump-source.ts'
import { keyFormOf } from '../subset/key-form.ts'
import { columnsOf } from './lanes.ts'
import { createRowReader } from './row-reader.ts'
import { showRows } from './show-rows.ts'
import { batches } from './survey.ts'

/**
 * Reads the tables of attributes that a policy asks for.
 *
 * @throws POLIGON_DUMP_SYNTAX with table, row and byte offset; POLIGON_VALUE where one key has two names,
 *   and which of them counts only the database can tell.
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
  const namesOfKeys = new Map(wanted.map((one) => [lookupId(one), new Map<string, string>()]))
  const asked = new Set(wanted.map(({ table }) => table))
  const codecs = new Map<Bulk, RowCodec>()
  const nothing = new ByteWriter(0)
  for await (const batch of batches(source, signal, onRead))
    for (const segment of batch.segments) {
      if (segment.kind !== 'rows' || !asked.has(segment.bulk.table)) continue
      const { bulk } = segment
      const shape = shapes.get(bulk.table)
      if (!shape) continue
      const codec = codecs.get(bulk) ?? codecOf(source, bulk, shape, wanted, { found, namesOfKeys })
      codecs.set(bulk, codec)
      showRows(codec, batch, segment, nothing)
    }
  return found
}

/** By lookup: for the names that are asked for their keys, and for each key its name. */
interface Reading {
  readonly found: ReadonlyMap<string, Map<string, string[]>>
  readonly namesOfKeys: ReadonlyMap<string, Map<string, string>>
}

const twoNames = () =>
  new PoligonError('POLIGON_VALUE', {
    what: say`A table that says what values are has two names for one key.`,
    remedy: say`Name a column as \`key\` that is unique in it, or mask the column whatever it holds.`,
  })

/** Changes nothing and writes down which keys have the names that are asked for. */
function codecOf(
  source: DumpSource,
  bulk: Bulk,
  shape: TableShape,
  wanted: readonly WantedLookup[],
  { found, namesOfKeys }: Reading,
): RowCodec {
  const columns = columnsOf(bulk, { shape })
  const isPostgres = shape.family === 'postgres'
  const here = wanted.flatMap((one) => {
    const [key, name] = [columns.indexOf(one.key), columns.indexOf(one.name)]
    const into = found.get(lookupId(one))
    const known = namesOfKeys.get(lookupId(one))
    const keyColumn = shape.columns.find((column) => column.name === one.key)
    return one.table === bulk.table && key >= 0 && name >= 0 && into && known && keyColumn
      ? [{ key, name, into, known, form: keyFormOf(keyColumn, isPostgres), names: one.names }]
      : []
  })
  const reads = [...new Set(here.flatMap(({ key, name }) => [key, name]))].toSorted((a, b) => a - b)
  const collector: RowMasker = {
    reads,
    writes: [],
    mask(fields) {
      for (const { key, name, into, known, form, names } of here) {
        const [id, code] = [fields[reads.indexOf(key)], fields[reads.indexOf(name)]]
        if (!id || !code) continue
        const text = Buffer.from(code).toString()
        const one = Buffer.from(form(id)).toString()
        if ((known.get(one) ?? text) !== text) throw twoNames()
        known.set(one, text)
        if (names.has(text)) into.set(text, [...(into.get(text) ?? []), Buffer.from(id).toString()])
      }
      return []
    },
  }
  return createRowReader(source.dialect, bulk, shape, columns, collector)
}
