import type { Connection } from './connect.ts'
import { quoteName, quoteText } from './connect.ts'
import type { Field } from './load-data-text.ts'
import { plainStart } from './leave-out.ts'

/** How rows of one INSERT can be given to LOAD DATA. */
export interface LoadDataPlan {
  /** Of the current database. */
  readonly table: string
  /** The statement that puts the rows into a table of its kind. */
  readonly into: (table: string) => string
  readonly fields: readonly Field[]
  /** So many rows at once that their warnings can all be read, if generated columns give some. */
  readonly mostRows: number
}

/** What decides how the server reads a literal. */
export interface Session {
  readonly sqlMode: string
  readonly client: string
  readonly connection: string
  readonly hasTriggers: boolean
}

const kinds: Readonly<Record<string, Field['kind']>> = {
  ...all('text', 'char varchar tinytext text mediumtext longtext enum set json uuid inet4 inet6'),
  ...all('bytes', 'binary varbinary tinyblob blob mediumblob longblob'),
  ...all('bytes', 'geometry point linestring polygon multipoint multilinestring multipolygon'),
  ...all('bytes', 'geometrycollection geomcollection'),
  ...all('integer', 'tinyint smallint mediumint int bigint'),
  ...all('decimal', 'decimal'),
  ...all('float', 'float double'),
  ...all('year', 'year'),
  ...all('other', 'date time datetime timestamp'),
  ...all('bit', 'bit'),
}

/** Text whose type looks at its character set: a string of bytes would be taken for another form of it. */
const readAsText: ReadonlySet<string> = new Set(['json', 'uuid', 'inet4', 'inet6'])

/** Character sets in which no second byte of a character is a backslash or a quote. */
const safeClients =
  /^(utf8|utf8mb3|utf8mb4|ascii|latin[1257]|cp125[0167]|cp85[02]|koi8[ru]|greek|hebrew)$/

export async function readSession(connection: Connection): Promise<Session> {
  const [row] = await connection.rows(
    `SELECT @@sql_mode AS sqlMode, @@character_set_client AS client, @@character_set_connection AS connection,
       EXISTS (SELECT 1 FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()) AS hasTriggers`,
  )
  return {
    sqlMode: row?.['sqlMode'] ?? '',
    client: row?.['client'] ?? '',
    connection: row?.['connection'] ?? '',
    hasTriggers: row?.['hasTriggers'] === '1',
  }
}

/**
 * @returns undefined when the rows have to be inserted: REPLACE and IGNORE, types that are not known,
 * a qualified or
 * non-ASCII name, a session in which backslashes or characters mean something else.
 */
export async function planLoadData(
  connection: Connection,
  session: Session,
  head: string,
  columns: readonly string[],
): Promise<LoadDataPlan | undefined> {
  const table = /^INSERT\s+INTO\s+(?:`([^`]+)`|([\w$]+))\s*(?:\(|VALUES\s*$)/i.exec(
    plainStart(head),
  )
  const tableName = table?.[1] ?? table?.[2]
  if (tableName === undefined || ![tableName, ...columns].every(isAscii)) return undefined
  const { sqlMode, client } = session
  if (sqlMode.includes('NO_BACKSLASH_ESCAPES') || client !== session.connection) return undefined
  if (client !== 'binary' && !safeClients.test(client)) return undefined
  const rows = await connection.rows(`
    SELECT COLUMN_NAME AS name, DATA_TYPE AS type, CHARACTER_SET_NAME AS charset, IS_NULLABLE AS nullable, EXTRA AS extra,
           COALESCE(GENERATION_EXPRESSION, '') AS expression
    FROM information_schema.COLUMNS
    WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ${quoteText(tableName)}`)
  const byName = new Map(rows.map((row) => [(row['name'] ?? '').toLowerCase(), row]))
  const fields: Field[] = []
  const given: { name: string; converted: boolean; counted: boolean }[] = []
  for (const column of columns) {
    const row = byName.get(column.toLowerCase())
    const kind = kinds[row?.['type'] ?? '']
    if (!row || kind === undefined) return undefined
    const nullable = row['nullable'] === 'YES'
    const generated = row['expression'] !== ''
    fields.push({ kind: generated ? 'left-out' : kind, nullable })
    if (generated) continue
    const converted =
      kind === 'text' &&
      client !== 'binary' &&
      (readAsText.has(row['type'] ?? '') || !sameBytes(client, row['charset'] ?? ''))
    const counted = row['extra']?.includes('auto_increment') ?? false
    given.push({ name: quoteName(column), converted, counted })
  }
  const converts = given.some(({ converted }) => converted)
  const targets: string[] = []
  const conversions: string[] = []
  for (const [index, { name, converted, counted }] of given.entries()) {
    const variable = `@poligon_${index}`
    if (converted) conversions.push(`${name} = CONVERT(${variable} USING ${client})`)
    // With any SET at all, the server forgets that a counter's 0 was given (NO_AUTO_VALUE_ON_ZERO).
    else if (counted && converts) conversions.push(`${name} = ${variable}`)
    targets.push(converted || (counted && converts) ? variable : name)
  }
  if (targets.length === 0) return undefined
  const set = conversions.length === 0 ? '' : ` SET ${conversions.join(', ')}`
  return {
    table: tableName,
    into: (name) =>
      `LOAD DATA LOCAL INFILE 'rows' INTO TABLE ${quoteName(name)} CHARACTER SET binary (${targets.join(', ')})${set}`,
    fields,
    mostRows: targets.length < fields.length ? 20_000 : Number.POSITIVE_INFINITY,
  }
}

/** Statements are bytes here; other names would have to be encoded as the session has it. */
function isAscii(text: string): boolean {
  return /^[\x20-\x7e]+$/.test(text)
}

function sameBytes(client: string, column: string): boolean {
  const family = (charset: string) => (/^utf8(mb[34])?$/.test(charset) ? 'utf8' : charset)
  return family(client) === family(column)
}

function all(kind: Field['kind'], types: string): Readonly<Record<string, Field['kind']>> {
  return Object.fromEntries(types.split(' ').map((type) => [type, kind]))
}
