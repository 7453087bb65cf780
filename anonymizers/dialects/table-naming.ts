import type { EngineFamily, TableName } from '../../core/contracts/dump.ts'
import type { Bulk, Segment } from './dialect.ts'
import { largeObjectTable } from './pg/large-objects.ts'

/** `by-database`: of a dump of several databases, with the database in front (`shop.customer`). */
export type TableNaming = 'plain' | 'by-database'

/** Names the tables of segments, in the order of the dump, with the database that was chosen last. */
export function createNaming(family: EngineFamily): (segment: Segment) => Segment {
  let database: string | undefined
  let known = new WeakMap<Bulk, Bulk>()
  const named = (bulk: Bulk): Bulk => {
    const found = known.get(bulk) ?? { ...bulk, table: inDatabase(bulk.table, database, family) }
    known.set(bulk, found)
    return found
  }
  return (segment) => {
    if (segment.kind === 'statement') {
      if (segment.database !== undefined && segment.database !== database) {
        database = segment.database
        known = new WeakMap()
      }
      return segment
    }
    if (segment.kind !== 'data') return { ...segment, bulk: named(segment.bulk) }
    const { table } = segment
    return table === undefined || table === largeObjectTable
      ? segment
      : { ...segment, table: inDatabase(table, database, family) }
  }
}

/** On MySQL a name may already have its database. */
export const inDatabase = (
  table: TableName,
  database: string | undefined,
  family: EngineFamily,
): TableName =>
  database === undefined || (family !== 'postgres' && table.includes('.'))
    ? table
    : `${database}.${table}`
