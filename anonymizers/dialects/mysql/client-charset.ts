import { isMysqlUtf8, mysqlIsReadable } from '../../charsets/mysql-charsets.ts'
import { say } from '../../../core/redacted.ts'
import { Refusal } from '../refusal.ts'

/** Values of `character_set_client`; undefined is UTF-8, also where the session is not known. */
export interface ClientCharset {
  readonly current: string | undefined
  /** Variables of the session that a value was put aside in. */
  readonly saved: ReadonlyMap<string, string | undefined>
}

export const usualCharset: ClientCharset = { current: undefined, saved: new Map() }

const change =
  /(@[\w$]+)\s*:?=\s*@@(?:session\s*\.\s*|local\s*\.\s*)?character_set_client\b|\b(?:names|character\s+set|charset)\s+['"]?([\w@]+)|(?<![@\w])(?:@@(?:session\s*\.\s*)?)?character_set_client\s*:?=\s*['"]?(@?[\w$]+)/gi

/**
 * What a SET statement makes of it.
 *
 * @throws Refusal for one that is not known.
 */
export function clientCharsetAfter(
  { current, saved }: ClientCharset,
  statement: string,
  at: number,
): ClientCharset {
  const kept = new Map(saved)
  let now = current
  for (const [, variable, connection, client] of statement.matchAll(change)) {
    if (variable !== undefined) kept.set(variable.toLowerCase(), now)
    else if (client?.startsWith('@')) now = kept.get(client.toLowerCase())
    else now = known(connection ?? client ?? '', at)
  }
  return { current: now, saved: kept }
}

function known(written: string, at: number): string | undefined {
  const charset = written.toLowerCase()
  if (isMysqlUtf8(charset) || charset === 'default') return undefined
  if (mysqlIsReadable(charset)) return charset
  throw new Refusal(
    at,
    say`The dump is written in a character set that is not read.`,
    say`Take it again with \`--default-character-set=utf8mb4\`.`,
  )
}
