import { name, say } from '../../../core/redacted.ts'
import type { Segment } from '../dialect.ts'
import { makesRows } from '../hidden-rows.ts'
import { Refusal } from '../refusal.ts'
import { mysqlIdentifiers, mysqlName } from './names.ts'

export type MysqlStatement =
  | { readonly kind: 'statement' }
  | Omit<Extract<Segment, { kind: 'data' }>, 'from' | 'to'>

const harmless = new Set(
  'set create drop alter lock unlock use start begin commit flush analyze optimize change grant revoke truncate rename'.split(
    ' ',
  ),
)

const insert = new RegExp(
  `^(?:insert|replace)\\s+(?:low_priority\\s+|delayed\\s+|high_priority\\s+)?(?:ignore\\s+)?(?:into\\s+)?(${mysqlName})(?=[\\s(])`,
  'i',
)
const change = new RegExp(
  `^(?:update\\s+(?:low_priority\\s+)?(?:ignore\\s+)?|delete\\s+from\\s+)(${mysqlName})\\s+(?:set|where)\\s`,
  'i',
)

/**
 * What a whole statement (latin1-decoded, from its first word or conditional comment to its delimiter)
 * is, when it is not a bulk statement of the form that can be masked. Only what is known to be harmless
 * is a `statement`.
 *
 * @param behind - the first word behind the conditional comments that it begins with: a server that
 *   is too old for them would take that one for the verb.
 * @throws Refusal for settings under which the dump would have to be read in another way.
 */
export function mysqlStatementKind(
  text: string,
  behind: string | undefined,
  at: number,
): MysqlStatement {
  if (text.trim() === '') return { kind: 'statement' }
  const added = insert.exec(text)?.[1]
  if (added) return { kind: 'data', at, table: mysqlTableName(added), verb: 'insert' }
  const changed = change.exec(text)?.[1]
  if (changed) return { kind: 'data', at, table: mysqlTableName(changed), verb: 'other' }
  const verb = /^(?:\/\*M?!\d*\s*)*([a-z]+)/i.exec(text)?.[1]?.toLowerCase() ?? ''
  if (verb === 'set') checkSetting(text, at)
  const safe =
    harmless.has(verb) &&
    (behind === undefined || harmless.has(behind)) &&
    !makesRows(withoutConditions(text))
  return safe ? { kind: 'statement' } : { kind: 'data', at, table: undefined, verb: 'other' }
}

export const mysqlTableName = (written: string) => mysqlIdentifiers(written).join('.')

const withoutConditions = (text: string) => text.replace(/\/\*M?!\d*|\*\//g, ' ').trim()

const unsafeMode =
  /no_backslash_escapes|\b(?:ansi(?:_quotes)?|oracle|mssql|postgresql|db2|maxdb)\b/i
/** Character sets in which a backslash or a quote can be the second byte of a character. */
const unsafeCharset =
  /character_set_client\s*=\s*'?(gbk|gb18030|big5|sjis|cp932|ucs2|utf16(?:le)?|utf32)\b/i

function checkSetting(text: string, at: number): void {
  const charset =
    /\b(?:names|character\s+set|charset)\s+'?(\w+)/i.exec(text)?.[1] ??
    unsafeCharset.exec(text)?.[1]
  if (charset !== undefined && !/^(?:utf8(?:mb[34])?|default)$/i.test(charset))
    throw new Refusal(
      at,
      say`The dump is written in ${name(charset)}, and only UTF-8 is read for now.`,
      say`Take it again with \`--default-character-set=utf8mb4\`.`,
    )
  if (/\bsql_mode\b/i.test(text) && unsafeMode.test(text))
    throw new Refusal(
      at,
      say`The dump sets an SQL mode that changes what quotes mean.`,
      say`Take it again from a session without ANSI_QUOTES and NO_BACKSLASH_ESCAPES.`,
    )
}
