import { withoutLeadingComments, type Statement } from './split-statements.ts'

/**
 * Statements of a dump that concern the server it came from, not the data: what they are called in
 * the note about them.
 */
const rules: readonly (readonly [pattern: RegExp, called: string])[] = [
  [/^ALTER\s[^;]*\sOWNER\s+TO\s/i, 'owners'],
  [/^SET\s+(SESSION\s+AUTHORIZATION|ROLE)\b/i, 'owners'],
  [/^(GRANT|REVOKE)\s/i, 'rights'],
  [/^ALTER\s+DEFAULT\s+PRIVILEGES\s/i, 'rights'],
  // Foreign credentials, and connections that the server itself would open to production.
  [/^(CREATE|ALTER|DROP)\s+USER\s+MAPPING\s/i, 'user mappings'],
  [/^(CREATE|ALTER|DROP|COMMENT\s+ON)\s+SUBSCRIPTION\s/i, 'subscriptions'],
  [/^(CREATE|ALTER|DROP)\s+(ROLE|USER|GROUP)\s/i, 'roles'],
  [/^(CREATE|ALTER|DROP|COMMENT\s+ON)\s+(DATABASE|TABLESPACE)\s/i, 'databases'],
  // Only who made the extension may: it belongs to the server's own account.
  [/^COMMENT\s+ON\s+EXTENSION\s/i, 'comments on extensions'],
  [/^SECURITY\s+LABEL\s/i, 'security labels'],
  // The server's own mark on each column since 15.20 (seen in Debian's); a pg_dump that is older than
  // its server writes it out, and an older server does not know it.
  [/^ALTER\s+TABLE\s[^;]*\sSET\s+\(pg_attver=\d+\)\s*$/i, 'column marks'],
]

/** Commands of psql that pg_dump and pg_dumpall write; the rest is not understood. */
const clientCommands = /^\\(restrict|unrestrict|connect|encoding)\b/

export function leftOut(statement: Statement): string | undefined {
  if (statement.kind === 'client')
    return clientCommands.test(statement.text) ? 'client commands' : undefined
  const text = withoutLeadingComments(statement.text)
  return rules.find(([pattern]) => pattern.test(text))?.[1]
}
