import { say } from '../../../core/redacted.ts'
import type { Segment } from '../dialect.ts'
import { hidesRowsInside, makesRows } from '../hidden-rows.ts'
import { Refusal } from '../refusal.ts'
import { mysqlIdentifiers, mysqlName } from './names.ts'

export type MysqlStatement =
  | { readonly kind: 'statement' }
  | Omit<Extract<Segment, { kind: 'data' }>, 'from' | 'to'>

/**
 * Statements that hold no values of rows. Several of them can carry another statement: ANALYZE INSERT …,
 * BEGIN NOT ATOMIC …, SET STATEMENT … FOR …; these forms are left out.
 */
const harmless =
  /^(?:(?:create|drop|alter|lock|unlock|use|commit|flush|change|grant|revoke|truncate|rename)\b|set\b(?!\s+statement\b)|(?:analyze|optimize)\s+(?:local\s+|no_write_to_binlog\s+)?tables?\b|begin(?:\s+work)?\s*$|start\s+(?:transaction|slave|replica|group_replication)\b)/i
/** The number of a sequence, as mariadb-dump sets it: with DO, up to 10.5 with SELECT. */
const sequence = new RegExp(
  `^(?:do|select)\\s+setval\\s*\\(\\s*${mysqlName}\\s*,\\s*-?\\d+\\s*,\\s*[01]\\s*(?:,\\s*\\d+\\s*)?\\)\\s*$`,
  'i',
)
/** A variable of the session that takes over more than a setting, another variable or a small number. */
const variable =
  /(?<![@\w`$.])@(?:`[^`]*`|'[^']*'|"[^"]*"|[\w$.]+)\s*:?=\s*(?!\s|@|(?:null|default|on|off|\d{1,6})\s*(?:,|$))/i
/** MySQL 8.0.31 and later: the most common values of a column, written out. */
const histogram = /\busing\s+data\b/i
const secret = [
  /^(?:create|alter)\s+(?:or\s+replace\s+)?user\b/i,
  /^(?:create|alter)\s+(?:or\s+replace\s+)?server\b.*\bpassword\b/is,
  /^set\s+password\b/i,
  /^grant\b.*\bidentified\b/is,
  /^change\b.*_password\b/is,
]

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
 *   is too old for them would take that one for the verb, and dumps have none.
 * @param charset - see Bulk.charset.
 * @throws Refusal for settings under which the dump would have to be read in another way.
 */
export function mysqlStatementKind(
  text: string,
  behind: string | undefined,
  at: number,
  charset?: string,
): MysqlStatement {
  if (text.trim() === '') return { kind: 'statement' }
  const added = insert.exec(text)?.[1]
  if (added) return { kind: 'data', at, table: mysqlTableName(added, charset), verb: 'insert' }
  const changed = change.exec(text)?.[1]
  if (changed) return { kind: 'data', at, table: mysqlTableName(changed, charset), verb: 'other' }
  const bare = withoutConditions(text)
  const verb = /^[a-z]+/i.exec(bare)?.[0].toLowerCase() ?? ''
  if (verb === 'set') checkSetting(bare, at)
  if (secret.some((form) => form.test(bare)))
    throw new Refusal(
      at,
      say`A statement carries a password.`,
      say`Take it out of the dump: users of the server belong to the server.`,
    )
  const safe =
    (harmless.test(bare) || sequence.test(bare)) &&
    behind === undefined &&
    !(verb === 'set' && variable.test(bare)) &&
    !(verb === 'analyze' && histogram.test(bare)) &&
    !makesRows(bare) &&
    !hidesRowsInside(text)
  return safe ? { kind: 'statement' } : { kind: 'data', at, table: undefined, verb: 'other' }
}

export const mysqlTableName = (written: string, charset?: string) =>
  mysqlIdentifiers(written, charset).join('.')

const withoutConditions = (text: string) => text.replace(/\/\*M?!\d*|\*\//g, ' ').trim()

const unsafeMode =
  /no_backslash_escapes|\b(?:ansi(?:_quotes)?|oracle|mssql|postgresql|db2|maxdb)\b/i
/** A list of modes or a variable; a number would name them by their bits. */
const readableMode =
  /^(?:@@?[\w.]+|'[^']*'|"[^"]*"|default|ifnull\(\s*@[\w.]+\s*,\s*'[^']*'\s*\))\s*(?:,|$)/i

function checkSetting(text: string, at: number): void {
  const modes = [...text.matchAll(/\bsql_mode\s*:?=\s*/gi)].map((match) =>
    text.slice(match.index + match[0].length),
  )
  if (modes.some((mode) => !readableMode.test(mode) || unsafeMode.test(mode)))
    throw new Refusal(
      at,
      say`The dump sets an SQL mode that changes what quotes mean, or one that cannot be read.`,
      say`Take it again from a session without ANSI_QUOTES and NO_BACKSLASH_ESCAPES.`,
    )
}
