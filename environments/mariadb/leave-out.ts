/** Statements of a dump that concern the server it came from, not the data. */
const rules: readonly (readonly [pattern: RegExp, called: string])[] = [
  [/^USE\s/i, 'databases'],
  [/^(CREATE|ALTER|DROP)\s+(\/\*!\d*\s*[^*]*\*\/\s*)?(DATABASE|SCHEMA)\s/i, 'databases'],
  [/^SET\s+(@@GLOBAL\.|GLOBAL\s)/i, 'server settings'],
  [/^SET\s+@@SESSION\.SQL_LOG_BIN\b/i, 'server settings'],
  [/^SET\s+(@MYSQLDUMP_TEMP_LOG_BIN|@@SESSION\.SQL_LOG_BIN)/i, 'server settings'],
  [/^(CHANGE\s+(MASTER|REPLICATION)|START\s+(SLAVE|REPLICA))\b/i, 'replication'],
  [/^(GRANT|REVOKE|(CREATE|ALTER|DROP)\s+(USER|ROLE))\s/i, 'accounts'],
]

export function leftOut(statement: string): string | undefined {
  const text = plainStart(statement)
  return rules.find(([pattern]) => pattern.test(text))?.[1]
}

/**
 * The statement without comments before it and, when all of it stands in one, without `/*!40000 `. The line
 * that switches the client's sandbox on is such a comment to the server.
 */
export function plainStart(statement: string): string {
  return statement
    .replace(
      /^(\s+|--[^\n]*(\n|$)|#[^\n]*(\n|$)|\/\*(?![!M])[^]*?\*\/|\/\*M?!999999\\-[^]*?\*\/)*/,
      '',
    )
    .replace(/^\/\*M?!(\d{5,6})?\s*/, '')
}

const definer =
  /\bDEFINER\s*=\s*(?:CURRENT_USER(?:\(\))?|(?:`[^`]*`|'[^']*'|"[^"]*"|[\w$]+)(?:@(?:`[^`]*`|'[^']*'|"[^"]*"|[\w$.%-]+))?)/i

/**
 * A view, trigger, routine or event without the account it ran as, which does not exist here: it
 * then belongs to the account that loads it.
 */
export function withoutDefiner(statement: string): string {
  if (!/^(CREATE|ALTER|DEFINER)\b/i.test(plainStart(statement))) return statement
  const head = statement.search(/\b(TRIGGER|PROCEDURE|FUNCTION|EVENT|VIEW|PACKAGE)\b/i)
  const match = definer.exec(statement)
  if (!match || (head >= 0 && match.index > head)) return statement
  return statement.slice(0, match.index) + statement.slice(match.index + match[0].length)
}
