import { isPostgresUtf8, postgresCharset } from '../../charsets/postgres-charsets.ts'
import { name, say } from '../../../core/redacted.ts'
import { Refusal } from '../refusal.ts'

const setting = /^set\s+(?:session\s+|local\s+)?(?:client_encoding\s*(?:=|to)|names)\s*'?([\w-]+)/i
const reset = /^(?:reset\s+(?:client_encoding|all)|discard\s+all)\b/i

/**
 * The encoding after a statement, undefined being UTF-8; `current` when it does not set one.
 *
 * @throws Refusal for one that is not known, or in which a backslash can be the second byte of a character.
 */
export function encodingAfter(
  current: string | undefined,
  statement: string,
  at: number,
): string | undefined {
  if (reset.test(statement)) return undefined
  const encoding = setting.exec(statement)?.[1]
  if (encoding === undefined) return current
  if (isPostgresUtf8(encoding)) return undefined
  if (postgresCharset(encoding)) return encoding
  throw new Refusal(
    at,
    say`The dump is written in ${name(encoding)}, which is not read.`,
    say`Take it again with \`pg_dump --encoding=UTF8\`.`,
  )
}
