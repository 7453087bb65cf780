import { name, say } from '../../../core/redacted.ts'
import { textReader } from '../../charsets/charset-on-wire.ts'
import { findLines } from '../../kernel/wasm-rows.ts'
import { lineEnd, skipBlank } from '../blank.ts'
import { blankBytes, byte } from '../byte-classes.ts'
import type { Bulk, Scanner, Segment } from '../dialect.ts'
import { Refusal } from '../refusal.ts'
import { wholeRows } from '../values-rows.ts'
import { backslashesAfter, checkBackslashes } from './backslashes.ts'
import { encodingAfter } from './encoding.ts'
import { createInsertReader } from './insert-header.ts'
import { pgCommentEnd, pgStatementEnd } from './statement-end.ts'
import { pgStatementKind } from './statement-kind.ts'
import { pgTupleEnd } from './tuple-end.ts'

/** Cuts a plain pg_dump: statements, psql's backslash commands, and COPY blocks in text format. */
export function createPgScanner(): Scanner {
  const headers = createInsertReader()
  let copy: Bulk | undefined
  let values: Bulk | undefined
  let rowsSeen = false
  let backslashes = false
  let encoding: string | undefined
  let read = textReader('postgres', encoding)

  const statement = (bytes: Buffer, from: number, last: boolean): Segment | undefined => {
    const { to: body, hidden } = skipBlank(bytes, from, commentEnd, last)
    if (body < 0 || body === bytes.length) {
      if (!last) return undefined
      if (body < 0) throw endsEarly(from, say`a comment`)
      if (hidden < 0) return { kind: 'statement', from, to: body }
    }
    if (hidden >= 0) return unknownData(from, body, hidden)
    if (bytes[body] === byte.backslash) return clientCommand(bytes, from, body, last)
    const start = bytes.toString('latin1', body, body + 7)
    if (!last && start.length < 7) return undefined
    if (/^insert\s/i.test(start)) {
      const found = headers.read(bytes, body, { backslashes, encoding, read })
      if (found) {
        values = found.bulk
        rowsSeen = false
        return { kind: 'rows-begin', bulk: values, from, to: found.to }
      }
    }
    const end = pgStatementEnd(bytes, body)
    if (end < 0) {
      if (last) throw endsEarly(body, say`a statement`)
      return undefined
    }
    const text = read(bytes.subarray(body, end))
    if (backslashes) checkBackslashes(text, body)
    const found = pgStatementKind(text, body)
    backslashes = backslashesAfter(text, body) ?? backslashes
    const written = encoding === undefined ? {} : { charset: encoding }
    encoding = encodingAfter(encoding, text, body)
    read = textReader('postgres', encoding)
    if (found.kind !== 'copy') return { ...found, ...written, from, to: end }
    const line = bytes.indexOf(byte.newline, end)
    if (line < 0) {
      if (last) throw endsEarly(body, say`the table ${name(found.bulk.table)}`)
      return undefined
    }
    for (let at = end; at < line; at++)
      if (blankBytes[bytes[at] as number] !== 1)
        throw new Refusal(
          at,
          say`Something stands behind COPY on its line.`,
          say`Take the dump with pg_dump, plain format.`,
        )
    copy = { ...found.bulk, ...written }
    return { kind: 'rows-begin', bulk: copy, from, to: line + 1 }
  }

  const clientCommand = (bytes: Buffer, from: number, body: number, last: boolean) => {
    const line = bytes.indexOf(byte.newline, body)
    if (line < 0 && !last) return undefined
    const to = line < 0 ? bytes.length : line + 1
    const written = bytes.toString('utf8', body, to)
    const command = /^\\(\w+)/.exec(written)?.[1] ?? ''
    if (!['restrict', 'unrestrict', 'connect'].includes(command))
      throw new Refusal(
        body,
        say`A backslash stands where a statement should begin: a row, or a command of the client.`,
        say`Take the dump with pg_dump, plain format.`,
      )
    if (command !== 'connect') return { kind: 'statement', from, to } as const
    encoding = undefined
    read = textReader('postgres', encoding)
    backslashes = false
    return { kind: 'statement', database: databaseOf(written, body), from, to } as const
  }

  const tuples = (bytes: Buffer, from: number, last: boolean, bulk: Bulk): Segment | undefined => {
    const escaped = bulk.backslashes === true
    const { rows, to, other } = wholeRows(bytes, from, rowsSeen, (all, open) =>
      pgTupleEnd(all, open, escaped),
    )
    if (rows > 0) {
      rowsSeen = true
      return { kind: 'rows', bulk, rows, from, to }
    }
    if (other !== undefined) {
      const rest = bytes.toString('latin1', other, other + longestTail)
      const tail = rowsSeen && /^(?:on\s+conflict\s+do\s+nothing\s*)?;/i.exec(rest)?.[0]
      if (tail) {
        values = undefined
        return { kind: 'rows-end', bulk, from, to: other + tail.length }
      }
      if (last || rest.includes(';') || rest.length === longestTail) throw notARow(other, bulk)
    } else if (last) throw endsEarly(from, say`the table ${name(bulk.table)}`)
    return undefined
  }

  return {
    next(bytes, from, last) {
      if (values) return tuples(bytes, from, last, values)
      if (!copy) return statement(bytes, from, last)
      const found = copyLines(bytes, from, last, copy)
      if (found?.kind === 'rows-end') copy = undefined
      return found
    },
  }
}

const longestTail = 64

function databaseOf(command: string, at: number): string {
  const [, quoted, plain] = /^\\connect\s+(?:"((?:[^"]|"")+)"|([\w$-]+))\s*$/.exec(command) ?? []
  const database = quoted?.replaceAll('""', '"') ?? plain
  if (database !== undefined && database !== '-') return database
  throw new Refusal(
    at,
    say`This ${name('\\connect')} is not understood.`,
    say`Take the dump of each database with pg_dump.`,
  )
}

const notARow = (at: number, bulk: Bulk) =>
  new Refusal(
    at,
    say`Between the rows of ${name(bulk.table)} stands something else than a row.`,
    say`Take the dump with pg_dump.`,
  )

/** All whole rows at `from`, or the end of the block when it is there. */
function copyLines(bytes: Buffer, from: number, last: boolean, bulk: Bulk): Segment | undefined {
  let { rows, to: at } = findLines(bytes, from, false)
  while (at < bytes.length) {
    const line = bytes.indexOf(byte.newline, at)
    if (bytes[at] === byte.backslash && bytes[at + 1] === byte.dot) {
      const end = line >= 0 ? line : last ? bytes.length : -1
      if (end < 0 || rows > 0) break
      if (end !== at + 2) throw carriageReturn(at)
      return { kind: 'rows-end', bulk, from, to: Math.min(end + 1, bytes.length) }
    }
    if (line < 0) break
    // A raw carriage return would belong to the line end, a backslash before the newline to the value.
    if (bytes[line - 1] === byte.return && line > at) throw carriageReturn(at)
    if (bytes[line - 1] === byte.backslash && line > at && endsEscaped(bytes, at, line))
      throw new Refusal(
        at,
        say`A row of ${name(bulk.table)} goes on in the next line.`,
        say`Take the dump with pg_dump, which writes one row a line.`,
      )
    rows++
    at = line + 1
  }
  if (rows > 0) return { kind: 'rows', bulk, rows, from, to: at }
  if (last) throw endsEarly(at, say`the table ${name(bulk.table)}`)
  return undefined
}

function endsEscaped(bytes: Buffer, from: number, line: number): boolean {
  let first = line
  while (first > from && bytes[first - 1] === byte.backslash) first--
  return (line - first) % 2 === 1
}

/** Where the first statement at or behind `from` begins, of bytes that hold all of it. */
export const blankEnd = (bytes: Buffer, from: number): number =>
  skipBlank(bytes, from, commentEnd, true).to

/** pg_dump's own comments: `--` to the end of the line, and nested ones. */
function commentEnd(bytes: Buffer, at: number, last: boolean): number {
  const code = bytes[at]
  if (code !== byte.minus && code !== byte.slash) return at
  const next = bytes[at + 1]
  if (next === undefined) return last ? at : -1
  if (code === byte.minus) return next === byte.minus ? lineEnd(bytes, at, last) : at
  return next === byte.star ? pgCommentEnd(bytes, at) || -1 : at
}

const unknownData = (from: number, to: number, at: number): Segment => ({
  kind: 'data',
  at,
  table: undefined,
  verb: 'other',
  from,
  to,
})

const endsEarly = (at: number, what: ReturnType<typeof say>) =>
  new Refusal(at, say`The dump ends in the middle of ${what}.`, say`Take it again; it was cut off.`)

const carriageReturn = (at: number) =>
  new Refusal(
    at,
    say`The line ends of this dump were changed (carriage returns).`,
    say`Take the dump again and copy it as a binary file.`,
  )
