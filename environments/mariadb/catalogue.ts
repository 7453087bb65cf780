import { quoteName, quoteText, type Connection } from './connect.ts'
import { markerTable } from './schemas.ts'

export interface Column {
  readonly name: string
  /** Compared as bytes: `=` on text would call `a` and `A`, `ą` and `a` equal. */
  readonly asBytes: boolean
  /** Of single precision. */
  readonly isFloat: boolean
}

export interface Table {
  readonly name: string
  readonly transactional: boolean
  /** Those that take a value; generated ones make their own. */
  readonly columns: readonly Column[]
  /** Empty when there is none, or when part of it is generated. */
  readonly primaryKey: readonly string[]
  readonly hasTriggers: boolean
}

/** What a schema consists of, in the words that make it again. */
export interface Catalogue {
  readonly tables: readonly Table[]
  readonly views: readonly string[]
  readonly sequences: readonly string[]
}

const bytesTypes =
  /^(char|varchar|.*text|binary|varbinary|.*blob|enum|set|json|float|double|geometry|.*point|.*linestring|.*polygon|geometrycollection|inet[46]|uuid|xmltype)$/i

export async function readCatalogue(connection: Connection, schema: string): Promise<Catalogue> {
  const at = quoteText(schema)
  const tables = await connection.rows(`
    SELECT TABLE_NAME AS name, TABLE_TYPE AS type, ENGINE AS engine FROM information_schema.TABLES
    WHERE TABLE_SCHEMA = ${at} AND TABLE_NAME <> ${quoteText(markerTable)} ORDER BY TABLE_NAME`)
  const columns = await connection.rows(`
    SELECT TABLE_NAME AS tableName, COLUMN_NAME AS name, DATA_TYPE AS type, COLUMN_KEY AS role,
           COALESCE(GENERATION_EXPRESSION, '') AS expression
    FROM information_schema.COLUMNS
    WHERE TABLE_SCHEMA = ${at}
    ORDER BY TABLE_NAME, ORDINAL_POSITION`)
  const triggers = await connection.rows(`
    SELECT DISTINCT EVENT_OBJECT_TABLE AS tableName FROM information_schema.TRIGGERS
    WHERE TRIGGER_SCHEMA = ${at}`)
  const withTriggers = new Set(triggers.map(({ tableName }) => tableName))
  const columnsOf = Map.groupBy(columns, ({ tableName }) => tableName)
  const named = (type: string) =>
    tables.filter((row) => row['type'] === type).map((row) => row['name'] ?? '')
  return {
    tables: tables
      .filter(({ type }) => type === 'BASE TABLE' || type === 'SYSTEM VERSIONED')
      .map(({ name, engine }) => {
        const own = columnsOf.get(name ?? '') ?? []
        const given = own.filter(({ expression }) => expression === '')
        const key = own.filter(({ role }) => role === 'PRI')
        return {
          name: name ?? '',
          transactional: engine === 'InnoDB',
          columns: given.map((row) => ({
            name: row['name'] ?? '',
            asBytes: bytesTypes.test(row['type'] ?? ''),
            isFloat: /^float$/i.test(row['type'] ?? ''),
          })),
          primaryKey: key.every((row) => given.includes(row))
            ? key.map((row) => row['name'] ?? '')
            : [],
          hasTriggers: withTriggers.has(name ?? ''),
        }
      }),
    views: named('VIEW'),
    sequences: named('SEQUENCE'),
  }
}

/** `` `a`, `b` `` with an optional alias before each. */
export function columnList(table: Table, alias = ''): string {
  return table.columns.map(({ name }) => `${alias}${quoteName(name)}`).join(', ')
}
