import type { TableName } from '../../core/contracts/dump.ts'
import type { TableShape } from '../column.ts'
import { BytePool } from '../kernel/byte-pool.ts'
import type { Batch, NumberedSegment } from '../dialects/cutter.ts'
import { createCutter } from '../dialects/cutter.ts'
import type { Bulk, DataVerb } from '../dialects/dialect.ts'
import type { DumpSource } from '../sources/dump-source.ts'
import { createOutliner, outlinedBatches, type Outline } from './outline.ts'
import { createSchemas } from './schemas.ts'

/** A statement that holds values and cannot be masked, the first of its kind for its table. */
export interface DataStatement {
  readonly table: TableName | undefined
  readonly verb: DataVerb
  readonly byteOffset: number
}

/** What a first look at the whole dump tells, before anything is written. */
export interface Survey {
  readonly tables: readonly TableShape[]
  /** That have tables, when there are several. */
  readonly databases: readonly string[]
  /** In the order of the dump. */
  readonly rows: ReadonlyMap<TableName, number>
  /** Every bulk statement with rows, those with equal table and columns once. */
  readonly bulks: readonly Bulk[]
  readonly dataStatements: readonly DataStatement[]
  /** Length of the dump, unpacked. */
  readonly bytes: number
  /** Absent where the source cannot be read by it, or is better looked through again. */
  readonly outline: Outline | undefined
}

/** Shown every segment of a dump, front to back. */
export type SeeSegment = (segment: NumberedSegment, batch: Batch) => void

/**
 * Reads the dump once: its tables, and which of them have rows. When it turns out to hold several
 * databases it is read again, so that their tables have different names.
 *
 * @throws POLIGON_DUMP_SYNTAX with the byte offset, POLIGON_SOURCE.
 */
export async function survey(
  source: DumpSource,
  signal: AbortSignal,
  onRead: (bytes: number) => void,
  see?: SeeSegment,
): Promise<Survey> {
  return (
    (await look(source, signal, onRead, see)) ??
    (await look({ ...source, naming: 'by-database' }, signal, onRead, see)) ??
    Promise.reject(new Error('databases that have no names'))
  )
}

/** Undefined as soon as a second database is seen, when tables have plain names. */
async function look(
  source: DumpSource,
  signal: AbortSignal,
  onRead: (bytes: number) => void,
  see?: SeeSegment,
): Promise<Survey | undefined> {
  const schemas = createSchemas(source.dialect.family)
  const rows = new Map<TableName, number>()
  const bulks = new Map<string, Bulk>()
  const dataStatements = new Map<string, DataStatement>()
  const outliner = source.filler && createOutliner()
  let bytes = 0
  const memory = new BytePool()
  for await (const batch of batches(source, signal, onRead, memory)) {
    bytes += batch.bytes.length
    outliner?.add(batch)
    let last: Bulk | undefined
    for (const segment of batch.segments) {
      see?.(segment, batch)
      if (!source.tables) schemas.see(segment, batch)
      if (source.naming !== 'by-database' && schemas.several()) return undefined
      if (segment.kind === 'data') {
        const { table, verb } = segment
        const found = { table, verb, byteOffset: batch.offset + segment.at }
        const key = JSON.stringify([table, verb])
        if (!dataStatements.has(key)) dataStatements.set(key, found)
      } else if (segment.kind === 'rows') {
        const { bulk } = segment
        rows.set(bulk.table, (rows.get(bulk.table) ?? 0) + segment.rows)
        if (bulk !== last) bulks.set(JSON.stringify(bulk), bulk)
        last = bulk
      }
    }
    memory.give(batch.bytes)
  }
  return {
    tables: source.tables ?? schemas.tables(),
    databases: schemas.databases(),
    rows,
    bulks: [...bulks.values()],
    dataStatements: [...dataStatements.values()],
    bytes,
    outline: outliner?.finish(),
  }
}

/** The dump in whole segments, batch by batch, whose memory may go back to `memory`. */
export async function* batches(
  source: DumpSource,
  signal: AbortSignal,
  onRead: (bytes: number) => void,
  memory?: BytePool,
): AsyncGenerator<Batch> {
  const { outline, filler } = source
  if (outline && filler)
    return yield* outlinedBatches(outline, filler(), memory ?? new BytePool(), signal, onRead)
  const cutter = createCutter(source.dialect, memory, source.naming)
  for await (const block of source.read(signal, onRead)) {
    const batch = cutter.push(block)
    if (batch.segments.length > 0) yield batch
  }
  const rest = cutter.finish()
  if (rest.segments.length > 0) yield rest
}
