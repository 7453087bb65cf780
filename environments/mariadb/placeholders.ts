import mysql from 'mysql2/promise'

export type Parameter = string | number | boolean | null

const skipped =
  /'(?:[^'\\]|\\[^]|'')*'|"(?:[^"\\]|\\[^]|"")*"|`[^`]*`|--\s[^\n]*|#[^\n]*|\/\*[^]*?\*\/|\$(\d+)/g

/**
 * Puts literals for `$1`, `$2`, … outside of strings, names and comments. Escaped with backslashes,
 * so the session must not have NO_BACKSLASH_ESCAPES.
 *
 * @throws RangeError when a parameter is missing.
 */
export function fillPlaceholders(sql: string, parameters: readonly Parameter[]): string {
  return sql.replace(skipped, (whole: string, number: string | undefined) => {
    if (number === undefined) return whole
    const at = Number(number) - 1
    if (!(at in parameters)) throw new RangeError(`no parameter $${number}`)
    return mysql.escape(parameters[at])
  })
}
