import { name, say } from '../../../core/redacted.ts'
import type { Bulk, Segment } from '../dialect.ts'
import { makesRows } from '../hidden-rows.ts'
import { Refusal } from '../refusal.ts'
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
const harmlessCall = /^select\s+pg_catalog\s*\.\s*(?:set_config|setval)\s*\(/i

/**
 * What a whole statement (from its first word to its semicolon) is. Only what is known to be harmless is
 * a `statement`; everything else is `data`.
 *
 * @throws Refusal for a COPY that is not in text format from stdin, and for settings under which the
 *   dump would have to be read in another way.
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
  if (text === ';') return { kind: 'statement' }
  const added = insert.exec(text.slice(0, 1000))?.[1]
  if (added) return { kind: 'data', at, table: tableName(added), verb: 'insert' }
  const changed = change.exec(text.slice(0, 1000))?.[1]
  if (changed) return { kind: 'data', at, table: tableName(changed), verb: 'other' }
  if (/^set\b/i.test(text)) checkSetting(text, at)
  if (makesRows(text)) return { kind: 'data', at, table: undefined, verb: 'other' }
  return harmless.test(text) || harmlessCall.test(text)
    ? { kind: 'statement' }
    : { kind: 'data', at, table: undefined, verb: 'other' }
}

const tableName = (written: string) => pgIdentifiers(written).join('.')

function checkSetting(text: string, at: number): void {
  const encoding = /^set\s+client_encoding\s*(?:=|to)\s*'?([\w-]+)/i.exec(text)?.[1]
  if (encoding !== undefined && !/^(?:utf-?8|unicode|sql_ascii)$/i.test(encoding))
    throw new Refusal(
      at,
      say`The dump is written in ${name(encoding)}, and only UTF-8 is read for now.`,
      say`Take it again with \`pg_dump --encoding=UTF8\`.`,
    )
  if (/^set\s+standard_conforming_strings\s*(?:=|to)\s*'?(?:off|false|no|0)/i.test(text))
    throw new Refusal(
      at,
      say`The dump has standard_conforming_strings switched off.`,
      say`Take it again with a pg_dump of this decade.`,
    )
}
