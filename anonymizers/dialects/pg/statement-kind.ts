import { say } from '../../../core/redacted.ts'
import type { Bulk, Segment } from '../dialect.ts'
import { hidesRowsInside, makesRows } from '../hidden-rows.ts'
import { Refusal } from '../refusal.ts'
import { largeObjectTable, opensLargeObject, writesLargeObject } from './large-objects.ts'
import { pgColumns, pgIdentifiers, pgName } from './names.ts'

export type PgStatement =
  | { readonly kind: 'statement' }
  | Omit<Extract<Segment, { kind: 'data' }>, 'from' | 'to'>
  | { readonly kind: 'copy'; readonly bulk: Bulk }

const copy = new RegExp(String.raw`^copy\s+(${pgName})\s*(${pgColumns})?\s*from\s+stdin\s*;$`, 'iu')
const insert = new RegExp(String.raw`^insert\s+into\s+(?:only\s+)?(${pgName})\s*(?=[\s(])`, 'iu')
const change = new RegExp(
  String.raw`^(?:update|delete\s+from)\s+(?:only\s+)?(${pgName})\s*(?=[\s;*])`,
  'iu',
)

/** Statements that hold no values of rows: definitions, settings, sequences and large-object frames. */
const harmless =
  /^(?:set|reset|create|alter|drop|comment|grant|revoke|security\s+label|begin|start|commit|end|refresh|analyze|vacuum|cluster|reindex|truncate|lock|listen|notify)\b/i
/** What pg_dump calls, and nothing behind it: numbers of sequences, and the path of schemas. */
const harmlessCall =
  /^select\s+pg_catalog\s*\.\s*(?:setval\s*\(\s*'(?:[^']|'')*'\s*,\s*-?\d+\s*(?:,\s*(?:true|false)\s*)?|set_config\s*\(\s*'search_path'\s*,\s*'[^'@]*'\s*,\s*(?:true|false)\s*)\)\s*;$/i
/**
 * Definitions that carry passwords, and settings of applications (those with a dot in their names), which
 * keep keys and the current user in them.
 */
const secret = [
  /^(?:create|alter)\s+(?:role|user|group|server)\b.*\bpassword\b/is,
  /^(?:create|alter)\s+subscription\b.*\bconnection\b/is,
  /^set\s+(?:session\s+|local\s+)?(?:"[^"]*\.[^"]*"|\w+\s*\.)/i,
  /^alter\s+(?:database|role|user|system)\b.*?\sset\s+(?:"[^"]*\.[^"]*"|\w+\s*\.)/is,
  /^notify\b.*,/is,
]
/** pg_dump 18: the most common values of columns, and bounds of their ranges. */
const statistics = /^select\s+\*\s+from\s+(?:pg_catalog\s*\.\s*)?pg_restore_\w+_stats\s*\(/i

/**
 * What a whole statement (from its first word to its semicolon) is. Only what is known to be harmless is
 * a `statement`; everything else is `data`.
 *
 * @throws Refusal for a COPY that is not in text format from stdin, for passwords and for statistics.
 */
export function pgStatementKind(text: string, at: number): PgStatement {
  if (/^copy\b/i.test(text)) {
    const match = copy.exec(text)
    if (!match)
      throw new Refusal(
        at,
        say`This form of COPY is not understood.`,
        say`Take the dump with pg_dump, plain format.`,
      )
    const [, table, columns] = match
    return {
      kind: 'copy',
      bulk: {
        table: tableName(table as string),
        columns: columns === undefined ? undefined : pgIdentifiers(columns),
      },
    }
  }
  if (text === ';' || opensLargeObject.test(text)) return { kind: 'statement' }
  if (writesLargeObject.test(text))
    return { kind: 'data', at, table: largeObjectTable, verb: 'insert' }
  const added = insert.exec(text.slice(0, 1000))?.[1]
  if (added) return { kind: 'data', at, table: tableName(added), verb: 'insert' }
  const changed = change.exec(text.slice(0, 1000))?.[1]
  if (changed) return { kind: 'data', at, table: tableName(changed), verb: 'other' }
  if (secret.some((form) => form.test(text))) throw carriesSecret(at)
  if (statistics.test(text)) throw carriesStatistics(at)
  const safe =
    (harmless.test(text) || harmlessCall.test(text)) && !makesRows(text) && !hidesRowsInside(text)
  return safe ? { kind: 'statement' } : { kind: 'data', at, table: undefined, verb: 'other' }
}

const carriesSecret = (at: number) =>
  new Refusal(
    at,
    say`A statement carries a password, or a setting of the application that may be one.`,
    say`Take it out of the dump, or take the dump without --create and with --no-subscriptions (pg_dumpall: with --no-role-passwords).`,
  )

const carriesStatistics = (at: number) =>
  new Refusal(
    at,
    say`The dump holds statistics of its columns, which are values of rows.`,
    say`Take it again with --no-statistics; ANALYZE makes them anew from what is masked.`,
  )

const tableName = (written: string) => pgIdentifiers(written).join('.')
