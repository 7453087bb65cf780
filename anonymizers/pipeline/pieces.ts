import type { DumpPiece, TableName } from '../../core/contracts/dump.ts'
import type { TableShape } from '../column.ts'
import type { Bulk, Dialect } from '../dialects/dialect.ts'
import { columnsOf } from './lanes.ts'
import type { MaskedBatch } from './mask-batches.ts'

/** The pieces of a masked batch, in the form that loaders take; see core/contracts/dump.ts. */
export function* piecesOf(
  { bytes, segments }: MaskedBatch,
  dialect: Dialect,
  tables: ReadonlyMap<TableName, TableShape>,
): Generator<DumpPiece> {
  for (const segment of segments) {
    const part = bytes.subarray(segment.from, segment.to)
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

function columnsIn(bulk: Bulk, tables: ReadonlyMap<TableName, TableShape>): readonly string[] {
  const shape = tables.get(bulk.table)
  return shape ? columnsOf(bulk, { shape }) : (bulk.columns ?? [])
}
