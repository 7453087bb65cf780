import type { EngineFamily, TableName } from '../../core/contracts/dump.ts'
import { PoligonError } from '../../core/errors.ts'
import { say } from '../../core/redacted.ts'
import type { TableShape } from '../column.ts'
import type { Batch, NumberedSegment } from '../dialects/cutter.ts'
import { inDatabase } from '../dialects/table-naming.ts'
import { createSchemaReader, type SchemaReader } from '../schema/schema-reader.ts'

/** The tables of every database of a dump. */
export interface Schemas {
  /** Takes the segments in their order. */
  see(segment: NumberedSegment, batch: Batch): void
  /** Whether more than one database has tables so far. */
  several(): boolean
  /** Those that have tables, when there are several. */
  databases(): readonly string[]
  tables(): readonly TableShape[]
  /** One of {@link tables} as it stands now; undefined when it was not created. */
  table(name: TableName): TableShape | undefined
}

export function createSchemas(family: EngineFamily): Schemas {
  const readers = new Map<string | undefined, SchemaReader>()
  const holders = new Set<string>()
  let current: string | undefined

  const reader = (): SchemaReader => {
    const found = readers.get(current) ?? createSchemaReader(family)
    readers.set(current, found)
    return found
  }
  const isOne = () => holders.size <= 1
  /** Tables that come before any database was chosen are taken for those of the first one. */
  const choose = (database: string) => {
    const before = readers.get(undefined)
    if (before) {
      readers.delete(undefined)
      readers.set(database, before)
    }
    current = database
  }
  const hold = () => {
    if (current !== undefined) holders.add(current)
  }

  const tables = () => {
    const all = [...readers].flatMap(([database, one]) => {
      const own = one.tables()
      return isOne() ? own : own.map((table) => named(table, database))
    })
    checkDistinct(all)
    return all
  }

  return {
    see(segment, { bytes, offset }) {
      if (segment.kind !== 'statement') {
        hold()
        return
      }
      if (segment.database !== undefined) choose(segment.database)
      const sql = bytes.subarray(segment.from, segment.to)
      if (createsTable(sql)) hold()
      reader().statement(sql, offset + segment.from, segment.charset)
    },
    several: () => !isOne(),
    databases: () => (isOne() ? [] : [...holders]),
    tables,
    table: (table) =>
      isOne()
        ? [...readers.values()].map((one) => one.table(table)).find((one) => one !== undefined)
        : tables().find((one) => one.name === table),
  }
}

/** On MySQL a dot can be part of a name. */
function checkDistinct(tables: readonly TableShape[]): void {
  const seen = new Set<string>()
  for (const { name: table } of tables) {
    if (seen.has(table))
      throw new PoligonError('POLIGON_DUMP_SYNTAX', {
        what: say`Two databases of the dump have tables that cannot be told apart.`,
        remedy: say`Take a dump of each database.`,
        place: { table },
      })
    seen.add(table)
  }
}

const createsTable = (sql: Buffer): boolean =>
  /\bcreate\s+(?:\w+\s+){0,3}table\b/i.test(sql.toString('latin1'))

function named(table: TableShape, database: string | undefined): TableShape {
  const { family } = table
  return {
    ...table,
    name: inDatabase(table.name, database, family),
    foreignKeys: table.foreignKeys.map((key) => ({
      ...key,
      references: inDatabase(key.references, database, family),
    })),
  }
}
