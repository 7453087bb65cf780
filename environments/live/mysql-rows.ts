import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { quoteName, type Connection } from '../mariadb/connect.ts'
import { errorText } from '../mariadb/error-text.ts'
import type { Part } from './in-order.ts'
import type { ReadTable } from './mysql-tables.ts'

/** About so much of a table is read at once. */
const bytesOfPart = 8_000_000

/** A statement has about so much. */
const bytesOfStatement = 1_000_000

/** A table's rows as INSERT statements, in parts by its key, in their order. */
export async function rowParts(
  connection: Connection,
  table: ReadTable,
): Promise<readonly Part<Connection>[]> {
  const { key } = table
  const count = Math.ceil(table.bytes / bytesOfPart)
  if (key === undefined || count < 2) return [part(table, '')]
  const [edges] = await connection.rows(
    `SELECT MIN(${key}) AS least, MAX(${key}) AS most FROM ${quoteName(table.name)}`,
  )
  const [least, most] = [BigInt(edges?.['least'] ?? 0), BigInt(edges?.['most'] ?? 0)]
  const step = (most - least) / BigInt(count) + 1n
  return Array.from({ length: count }, (_, at) => {
    const from = least + step * BigInt(at)
    const conditions = [
      ...(at === 0 ? [] : [`${key} >= ${from}`]),
      ...(at === count - 1 ? [] : [`${key} < ${from + step}`]),
    ]
    return part(table, ` WHERE ${conditions.join(' AND ')} ORDER BY ${key}`)
  })
}

function part(table: ReadTable, which: string): Part<Connection> {
  const head = Buffer.from(
    `INSERT INTO ${quoteName(table.name)} (${table.columns.join(', ')}) VALUES\n`,
  )
  const sql = `SELECT CONCAT('(', ${table.literals.join(", ',', ")}, ')') FROM ${quoteName(table.name)}${which}`
  return {
    async *read(connection) {
      let rows: Uint8Array[] = []
      let size = 0
      try {
        for await (const batch of connection.values(sql))
          for (const row of batch) {
            if (row === null) throw tooLong(table)
            rows.push(rows.length === 0 ? head : comma, row)
            size += row.length
            if (size < bytesOfStatement) continue
            yield Buffer.concat([...rows, end])
            rows = []
            size = 0
          }
      } catch (failure) {
        throw failure instanceof PoligonError ? failure : unreadable(table, failure)
      }
      if (rows.length > 0) yield Buffer.concat([...rows, end])
    },
  }
}

const comma = Buffer.from(',\n')
const end = Buffer.from(';\n')

/** The server gives NULL for a text beyond max_allowed_packet. */
const tooLong = (table: ReadTable) =>
  new PoligonError('POLIGON_SOURCE', {
    what: say`A row of ${name(table.name)} is longer, written as SQL, than the server lets a text be (max_allowed_packet).`,
    place: { table: table.name },
    remedy: say`Read the database with ${name('--jobs 1')}, which leaves it to the dump client.`,
  })

const unreadable = (table: ReadTable, failure: unknown) =>
  new PoligonError('POLIGON_SOURCE', {
    what: say`The rows of ${name(table.name)} cannot be read: ${errorText(failure)}.`,
    place: { table: table.name },
    remedy: say`Check what the account may read, and that nothing changes the definition of the table meanwhile.`,
    cause: failure,
  })
