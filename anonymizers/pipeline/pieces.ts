import type { DumpPiece, TableName } from '../../core/contracts/dump.ts'
import type { TableShape } from '../column.ts'
import { inUtf8 } from '../charsets/in-utf8.ts'
import type { NumberedSegment } from '../dialects/cutter.ts'
import type { Bulk, Dialect } from '../dialects/dialect.ts'
import { columnsOf } from './lanes.ts'
import type { MaskedBatch } from './mask-batches.ts'

/** The pieces of a masked batch, in the form that loaders take; see core/contracts/dump.ts. */
export function* piecesOf(
  { bytes, segments }: Pick<MaskedBatch, 'bytes' | 'segments'>,
  dialect: Dialect,
  tables: ReadonlyMap<TableName, TableShape>,
): Generator<DumpPiece> {
  for (const segment of segments) {
    const part = forLoader(bytes.subarray(segment.from, segment.to), segment, dialect)
    switch (segment.kind) {
      case 'statement':
      case 'data':
        yield { kind: 'statement', bytes: part }
        break
      case 'rows-begin': {
        const { bulk } = segment
        const columns = columnsIn(bulk, tables)
        yield {
          kind: 'rows-begin',
          bytes: part,
          table: bulk.table,
          columns,
          syntax: bulk.syntax ?? dialect.syntax,
        }
        break
      }
      case 'rows':
        yield { kind: 'rows', bytes: part, rows: segment.rows }
        break
      case 'rows-end':
        yield { kind: 'rows-end', bytes: part }
        break
    }
  }
}

/** PostgreSQL's loader speaks UTF-8 alone; that of MySQL takes a dump's own SET NAMES. */
function forLoader(part: Uint8Array, segment: NumberedSegment, { family }: Dialect): Uint8Array {
  if (family !== 'postgres') return part
  const { charset } = 'bulk' in segment ? segment.bulk : segment
  return inUtf8(part, charset, segment.kind === 'statement')
}

function columnsIn(bulk: Bulk, tables: ReadonlyMap<TableName, TableShape>): readonly string[] {
  const shape = tables.get(bulk.table)
  return shape ? columnsOf(bulk, { shape }) : (bulk.columns ?? [])
}
