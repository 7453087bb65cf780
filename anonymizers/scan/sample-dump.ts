import type { TableName } from '../../core/contracts/dump.ts'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { textReader } from '../charsets/charset-on-wire.ts'
import type { TableShape } from '../column.ts'
import type { Batch, NumberedSegment } from '../dialects/cutter.ts'
import { ByteWriter } from '../dialects/byte-writer.ts'
import type { Bulk, Dialect, RowCodec } from '../dialects/dialect.ts'
import { placed, Refusal } from '../dialects/refusal.ts'
import { BytePool } from '../kernel/byte-pool.ts'
import { columnsOf } from '../pipeline/lanes.ts'
import { createRowReader } from '../pipeline/row-reader.ts'
import { createSchemas } from '../pipeline/schemas.ts'
import { batches, survey } from '../pipeline/survey.ts'
import type { DumpSource } from '../sources/dump-source.ts'
import { findInDefinition, type FoundInDefinition } from './definitions.ts'
import { stemsOf } from './relations/word-stem.ts'
import { TableSampler, type CodesOf, type SampledTable } from './table-samples.ts'
import { tokensOf } from './tokens.ts'

/** Of the first rows of a table. */
const firstRows = 2000
/** Of each block of about a megabyte after those. */
const rowsOfBlock = 20

/** `rows`: every row is looked at. */
export type Depth = 'samples' | 'rows'

/** The tables of a dump with samples of their values. */
export interface SampledDump {
  readonly tables: readonly TableShape[]
  /** Those with rows. */
  readonly sampled: readonly SampledTable[]
  readonly rows: ReadonlyMap<TableName, number>
  /** How many of them were looked at. */
  readonly looked: number
  readonly definitions: readonly FoundInDefinition[]
}

/**
 * Reads a dump once and looks at rows from all over it: the first ones of every table, and some of each
 * block. A dump of several databases is read three times, so that their tables have different names.
 *
 * @param key - for the hashes by which values are drawn; see ColumnSampler.
 * @throws POLIGON_SOURCE, POLIGON_DUMP_SYNTAX with table, row and byte offset.
 */
export async function sampleDump(
  source: DumpSource,
  key: number,
  signal: AbortSignal,
  onRead: (bytes: number) => void,
  depth: Depth = 'samples',
): Promise<SampledDump> {
  const sampled = await look(source, key, signal, onRead, [], depth)
  if (sampled) return sampled
  const { tables } = await survey(source, signal, onRead)
  const again = await look({ ...source, naming: 'by-database' }, key, signal, onRead, tables, depth)
  return again ?? Promise.reject(new Error('databases that have no names'))
}

/** Undefined as soon as a second database is seen, when tables have plain names. */
async function look(
  source: DumpSource,
  key: number,
  signal: AbortSignal,
  onRead: (bytes: number) => void,
  known: readonly TableShape[],
  depth: Depth,
): Promise<SampledDump | undefined> {
  const schemas = createSchemas(source.dialect.family)
  const rows = new Map<TableName, number>()
  const samplers = new Map<TableName, TableSampler>()
  const readers = new Map<string, RowLooker>()
  const definitions = new Map<string, FoundInDefinition>()
  const shapes = new Map([...(source.tables ?? []), ...known].map((one) => [one.name, one]))
  const shapeOf = (table: TableName): TableShape =>
    shapes.get(table) ?? schemas.table(table) ?? missing(table)
  const samplerOf = (shape: TableShape): TableSampler => {
    const found = samplers.get(shape.name) ?? new TableSampler(shape, key)
    samplers.set(shape.name, found)
    return found
  }
  const memory = new BytePool()
  let looked = 0
  for await (const batch of batches(source, signal, onRead, memory)) {
    for (const segment of batch.segments) {
      if (!source.tables) schemas.see(segment, batch)
      if (source.naming !== 'by-database' && schemas.several()) return undefined
      if (segment.kind === 'statement' && !source.tables) {
        const sql = batch.bytes.subarray(segment.from, segment.to)
        const text = textReader(source.dialect.family, segment.charset)(sql)
        for (const one of findInDefinition(text)) definitions.set(JSON.stringify(one), one)
      }
      if (segment.kind !== 'rows') continue
      const { bulk } = segment
      const seen = rows.get(bulk.table) ?? 0
      rows.set(bulk.table, seen + segment.rows)
      const formKey = JSON.stringify(bulk)
      let reader = readers.get(formKey)
      if (!reader) {
        const shape = shapeOf(bulk.table)
        reader = rowLooker(source.dialect, bulk, shape, samplerOf(shape))
        readers.set(formKey, reader)
      }
      const most = depth === 'rows' ? segment.rows : Math.max(rowsOfBlock, firstRows - seen)
      looked += Math.min(most, segment.rows)
      reader.look(batch, segment, most)
    }
    memory.give(batch.bytes)
  }
  const tables = source.tables ?? schemas.tables()
  // Keys may have come behind the rows.
  const whole = new Map(tables.map((table) => [table.name, table]))
  const codes = codesAmong(samplers)
  return {
    tables,
    sampled: [...samplers].map(([table, sampler]) => sampler.sampled(codes, whole.get(table))),
    rows,
    looked,
    definitions: [...definitions.values()],
  }
}

/** The table of attributes that is called so; of several the one whose name says most of it. */
function codesAmong(samplers: ReadonlyMap<TableName, TableSampler>): CodesOf {
  const all = [...samplers.values()].flatMap((sampler) => sampler.codes() ?? [])
  return (words) => {
    const named = words.map((some) => {
      const stems = stemsOf(some)
      const fits = (table: TableShape) => ` ${stemsOf(tokensOf(table.name))}`.endsWith(` ${stems}`)
      return all.filter(({ table }) => fits(table))
    })
    const found = named.find((some) => some.length > 0)
    return found?.length === 1 ? found[0] : undefined
  }
}

interface RowLooker {
  /** Shows the first `most` rows of the segment to the sampler. */
  look(batch: Batch, segment: NumberedSegment, most: number): void
}

function rowLooker(
  dialect: Dialect,
  bulk: Bulk,
  shape: TableShape,
  sampler: TableSampler,
): RowLooker {
  const columns = columnsOf(bulk, { shape })
  const positions = columns.map((column) =>
    shape.columns.findIndex(({ name: one }) => one === column),
  )
  let left = 0
  const codec: RowCodec = createRowReader(dialect, bulk, shape, columns, {
    reads: columns.map((_, position) => position),
    writes: [],
    // INSERT statements of PostgreSQL have DEFAULT where a column is generated, and bits as B'…'.
    takesAnything: true,
    mask(fields) {
      if (left-- <= 0) throw enough
      for (const [i, field] of fields.entries()) sampler.add(positions[i] ?? -1, field)
      sampler.addRow(fields, (column) => columns.indexOf(column))
      return []
    },
  })
  const nothing = new ByteWriter(0)
  return {
    look(batch, segment, most) {
      left = most
      try {
        codec.maskRows(batch.bytes, segment.from, segment.to, nothing)
      } catch (failure) {
        if (failure === enough) return
        const at = failure instanceof Refusal ? failure.at : codec.rowStart
        const row = segment.firstRow + codec.row
        throw placed(failure, { table: bulk.table, row, byteOffset: batch.offset + at })
      } finally {
        nothing.length = 0
      }
    },
  }
}

/** Ends the reading of a block; no error. */
const enough = new Error('enough rows')

function missing(table: TableName): never {
  throw new PoligonError('POLIGON_DUMP_SYNTAX', {
    what: say`The dump holds rows of ${name(table)}, which it does not create.`,
    remedy: say`Dump the schema together with the data.`,
    place: { table },
  })
}
