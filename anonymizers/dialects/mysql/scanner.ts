import { characterLengthIn } from '../../charsets/several-bytes.ts'
import { name, say, type Redacted } from '../../../core/redacted.ts'
import { findTuples } from '../../kernel/wasm-rows.ts'
import { skipBlank } from '../blank.ts'
import { byte } from '../byte-classes.ts'
import type { Bulk, Scanner, Segment } from '../dialect.ts'
import { Refusal } from '../refusal.ts'
import { createHeaderReader } from './bulk-header.ts'
import { clientCharsetAfter, usualCharset } from './client-charset.ts'
import { mysqlCommentEnd } from './comment-end.ts'
import { mysqlIdentifiers } from './names.ts'
import { wordBehindConditions } from './conditional-comment.ts'
import { mysqlStatementEnd } from './statement-end.ts'
import { mysqlStatementKind } from './statement-kind.ts'
import { wholeRows } from '../values-rows.ts'
import { closingQuoteIn } from './quotes.ts'
import { tupleEnd } from './tuple-end.ts'

/** Cuts a mysqldump or mariadb-dump: statements under the current delimiter, and INSERT … VALUES rows. */
export function createMysqlScanner(): Scanner {
  const headers = createHeaderReader()
  let delimiter = Buffer.from(';')
  let charset = usualCharset
  let open: Bulk | undefined
  let rowsSeen = false

  const statement = (bytes: Buffer, from: number, last: boolean): Segment | undefined => {
    const { to: body, hidden } = skipBlank(bytes, from, mysqlCommentEnd, last)
    if (body < 0 || body === bytes.length) {
      if (!last) return undefined
      if (body < 0) throw endsEarly(from, say`a comment`)
      if (hidden < 0) return { kind: 'statement', from, to: bytes.length }
    }
    if (hidden >= 0) return unknownData(from, body, hidden)
    const start = bytes.toString('latin1', body, body + 10).toLowerCase()
    if (!last && start.length < 10) return undefined
    if (/^delimiter[ \t]/.test(start)) return delimiterBlock(bytes, from, body, last)
    if (/^(?:insert|replace)\s/.test(start)) {
      const found = headers.read(bytes, body, charset.current)
      if (found) {
        open = found.bulk
        rowsSeen = false
        return { kind: 'rows-begin', bulk: open, from, to: found.to }
      }
    }
    const quoteEnd = closingQuoteIn(charset.current)
    const end = mysqlStatementEnd(bytes, body, delimiter, quoteEnd)
    if (end < 0) {
      if (last) throw endsEarly(body, say`a statement`)
      return undefined
    }
    const text = bytes.toString('latin1', body, end - delimiter.length)
    const behind = wordBehindConditions(bytes, body, end, quoteEnd)
    const found = mysqlStatementKind(text, behind, body, charset.current)
    const written = found.kind === 'statement' ? writtenIn(charset.current) : {}
    const chosen = /^use\s/.test(start) ? { database: databaseOf(text, body) } : {}
    if (found.kind === 'statement' && sets(text)) charset = clientCharsetAfter(charset, text, body)
    return { ...found, ...written, ...chosen, from, to: end }
  }

  const delimiterLine = (bytes: Buffer, from: number, body: number, last: boolean) => {
    const line = bytes.indexOf(byte.newline, body)
    if (line < 0 && !last) return undefined
    const to = line < 0 ? bytes.length : line + 1
    delimiter = Buffer.from(
      bytes.toString('latin1', body, to).trim().split(/\s+/)[1] ?? ';',
      'latin1',
    )
    return { kind: 'statement', from, to } as const
  }

  /**
   * A DELIMITER line with all statements up to the one that takes it back, so that whoever gets them
   * knows where they end. When there are rows among them it is the line alone.
   */
  const delimiterBlock = (
    bytes: Buffer,
    from: number,
    body: number,
    last: boolean,
  ): Segment | undefined => {
    const before = { delimiter, charset }
    const line = delimiterLine(bytes, from, body, last)
    if (!line || isUsual(delimiter)) return line
    const within = { delimiter, charset }
    let to = line.to
    while (to < bytes.length) {
      const next = statement(bytes, to, last)
      if (!next) break
      if (next.kind !== 'statement') {
        open = undefined
        ;({ delimiter, charset } = within)
        return line
      }
      if (next.database !== undefined) throw notUnderstood(to)
      to = next.to
      if (isUsual(delimiter)) return { kind: 'statement', from, to }
    }
    if (last) return { kind: 'statement', from, to }
    ;({ delimiter, charset } = before)
    return undefined
  }

  /** All whole rows at `from`, or the end of the statement when it is there. */
  const tuples = (bytes: Buffer, from: number, last: boolean, bulk: Bulk): Segment | undefined => {
    const { rows, to, other } = tuplesIn(bulk.charset, bytes, from, rowsSeen)
    if (rows > 0) rowsSeen = true
    if (rows > 0) return { kind: 'rows', bulk, rows, from, to }
    if (other !== undefined) {
      if (!rowsSeen || bytes[other] === byte.open) throw notARow(other, bulk)
      return statementEnd(bytes, from, other, last, bulk)
    }
    if (last) throw endsEarly(from, say`the table ${name(bulk.table)}`)
    return undefined
  }

  const statementEnd = (
    bytes: Buffer,
    from: number,
    at: number,
    last: boolean,
    bulk: Bulk,
  ): Segment | undefined => {
    const end = at + delimiter.length
    if (end > bytes.length && !last) return undefined
    if (bytes.compare(delimiter, 0, delimiter.length, at, Math.min(end, bytes.length)) !== 0)
      throw notARow(at, bulk)
    open = undefined
    return { kind: 'rows-end', bulk, from, to: end }
  }

  return {
    next: (bytes, from, last) =>
      open ? tuples(bytes, from, last, open) : statement(bytes, from, last),
  }
}

function tuplesIn(charset: string | undefined, bytes: Buffer, from: number, behindRow: boolean) {
  if (!characterLengthIn(charset)) return wholeRows(bytes, from, behindRow, tupleEnd, findTuples)
  const quoteEnd = closingQuoteIn(charset)
  return wholeRows(bytes, from, behindRow, (row, open) => tupleEnd(row, open, quoteEnd))
}

function databaseOf(statement: string, at: number): string {
  const [, written] = /^use\s+(`(?:[^`]|``)+`|[\w$\x80-\xff]+)\s*$/i.exec(statement) ?? []
  const [database] = written === undefined ? [] : mysqlIdentifiers(written)
  if (database === undefined) throw notUnderstood(at)
  if (!ofServer.has(database.toLowerCase())) return database
  throw new Refusal(
    at,
    say`The dump holds ${name(database)}, a database of the server itself, with its users and their passwords.`,
    say`Take it again with \`--databases\` and the names of yours instead of \`--all-databases\`.`,
  )
}

const ofServer = new Set(['mysql', 'sys', 'information_schema', 'performance_schema'])

const notUnderstood = (at: number) =>
  new Refusal(
    at,
    say`This USE statement is not understood.`,
    say`Take the dump with mysqldump or mariadb-dump.`,
  )

const sets = (text: string) => /^(?:\/\*M?!\d*|\s)*set\b/i.test(text)

const writtenIn = (charset: string | undefined) => (charset === undefined ? {} : { charset })

const isUsual = (delimiter: Buffer) => delimiter.length === 1 && delimiter[0] === byte.semicolon

const unknownData = (from: number, to: number, at: number): Segment => ({
  kind: 'data',
  at,
  table: undefined,
  verb: 'other',
  from,
  to,
})

const endsEarly = (at: number, what: Redacted) =>
  new Refusal(at, say`The dump ends in the middle of ${what}.`, say`Take it again; it was cut off.`)

const notARow = (at: number, bulk: Bulk) =>
  new Refusal(
    at,
    say`Between the rows of ${name(bulk.table)} stands something else than a row.`,
    say`Take the dump with mysqldump or mariadb-dump.`,
  )
