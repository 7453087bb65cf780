import type { Connection, Row } from '../mariadb/connect.ts'
import { quoteName, quoteText } from '../mariadb/connect.ts'
import { markerTable } from '../mariadb/schemas.ts'

/** A table of MariaDB or MySQL whose rows are read by their key. */
export interface ReadTable {
  readonly name: string
  readonly columns: readonly string[]
  /** For each column, what has the server write its value as SQL. */
  readonly literals: readonly string[]
  /** The key, where it is one whole number. */
  readonly key: string | undefined
  /** What the rows take, as the server estimates it. */
  readonly bytes: number
}

const numbers = words('tinyint smallint mediumint int bigint decimal float double year')
const texts = words(
  'char varchar tinytext text mediumtext longtext enum set json date time datetime timestamp uuid inet4 inet6',
)
const bytes = words(
  'binary varbinary tinyblob blob mediumblob longblob geometry point linestring polygon multipoint multilinestring multipolygon geometrycollection geomcollection',
)
const wholes = words('tinyint smallint mediumint int bigint')

/** @returns undefined when there is a column of a type that is not known here. */
export async function readTables(
  connection: Connection,
  schema: string,
): Promise<readonly ReadTable[] | undefined> {
  const where = `TABLE_SCHEMA = ${quoteText(schema)}`
  const tables = await connection.rows(
    `SELECT TABLE_NAME AS name, COALESCE(DATA_LENGTH, 0) AS bytes FROM information_schema.TABLES
     WHERE ${where} AND TABLE_TYPE = 'BASE TABLE' AND TABLE_NAME <> ${quoteText(markerTable)} ORDER BY BINARY TABLE_NAME`,
  )
  const columns = await connection.rows(
    `SELECT TABLE_NAME AS \`table\`, COLUMN_NAME AS name, DATA_TYPE AS type, COLUMN_KEY AS \`key\`, CHARACTER_SET_NAME AS charset
     FROM information_schema.COLUMNS
     WHERE ${where} AND COALESCE(GENERATION_EXPRESSION, '') = '' ORDER BY ORDINAL_POSITION`,
  )
  const found: ReadTable[] = []
  for (const { name, bytes: size } of tables) {
    const own = columns.filter(({ table }) => table === name)
    const literals = own.map(literalOf)
    if (name === null || name === undefined || literals.includes(undefined)) return undefined
    const keys = own.filter(({ key }) => key === 'PRI')
    const [key] = keys
    found.push({
      name,
      columns: own.map((column) => quoteName(column['name'] ?? '')),
      literals: literals.flatMap((literal) => literal ?? []),
      key:
        keys.length === 1 && wholes.has(key?.['type'] ?? '')
          ? quoteName(key?.['name'] ?? '')
          : undefined,
      bytes: Number(size),
    })
  }
  return found
}

/** Bits and bytes as digits, so that no character set has to do with them. */
function literalOf(column: Row): string | undefined {
  const [name, type] = [quoteName(column['name'] ?? ''), column['type'] ?? '']
  if (numbers.has(type)) return `COALESCE(${name}, 'NULL')`
  // Both would be right; the conversion costs the server as much as the quoting.
  if (texts.has(type))
    return column['charset'] === 'utf8mb4'
      ? `QUOTE(${name})`
      : `QUOTE(CONVERT(${name} USING utf8mb4))`
  if (type === 'bit') return `COALESCE(CONCAT("b'", BIN(${name} + 0), "'"), 'NULL')`
  if (bytes.has(type))
    return `CASE WHEN ${name} IS NULL THEN 'NULL' WHEN LENGTH(${name}) = 0 THEN "''" ELSE CONCAT('0x', HEX(${name})) END`
  return undefined
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '))
}
