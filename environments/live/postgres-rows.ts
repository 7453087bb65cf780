import type { Client } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { errorText } from '../postgres/error-text.ts'
import type { Part } from './in-order.ts'
import type { DumpedTable } from './postgres-tables.ts'

/** A part of a large table: 8 MB. */
const pagesOfPart = 1024

/** A table's rows as pg_dump writes them, in parts by its pages, in their order. */
export function rowParts(table: DumpedTable): readonly Part<Client>[] {
  const count = Math.max(1, Math.ceil(table.pages / pagesOfPart))
  const columns = table.columns.join(', ')
  const head = `COPY ${table.name} ${columns === '' ? '' : `(${columns})`} FROM stdin;\n`
  return Array.from({ length: count }, (_, part) => ({
    async *read(client: Client) {
      if (part === 0) yield Buffer.from(head)
      const range =
        count === 1 ? [] : [`ctid >= '(${part * pagesOfPart},0)'`, ...endOf(part, count)]
      const stream = client.query(copyTo(`COPY (${query(table, columns, range)}) TO STDOUT`))
      try {
        yield* stream as AsyncIterable<Buffer>
      } catch (failure) {
        throw unreadable(table, failure)
      }
      if (part === count - 1) yield Buffer.from('\\.\n\n\n')
    },
  }))
}

/** The last part has what was added in the meantime too, as far as the snapshot sees it. */
const endOf = (part: number, count: number): readonly string[] =>
  part === count - 1 ? [] : [`ctid < '(${(part + 1) * pagesOfPart},0)'`]

function query(table: DumpedTable, columns: string, range: readonly string[]): string {
  // What the extension says begins with WHERE.
  const own = table.condition.replace(/^\s*WHERE\b/i, '').trim()
  const conditions = [...(own === '' ? [] : [`(${own})`]), ...range].join(' AND ')
  return `SELECT ${columns} FROM ONLY ${table.name}${conditions === '' ? '' : ` WHERE ${conditions}`}`
}

function unreadable(table: DumpedTable, failure: unknown): PoligonError {
  return new PoligonError('POLIGON_SOURCE', {
    what: say`The rows of ${name(table.name)} cannot be read: ${errorText(failure)}.`,
    place: { table: table.name },
    remedy: say`Check what the account may read, and that nothing changes the definition of the table meanwhile.`,
    cause: failure,
  })
}
