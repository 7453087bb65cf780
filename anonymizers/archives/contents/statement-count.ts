/**
 * Counts statements as pg_restore does when it sends INSERT statements: a semicolon ends one unless it is in
 * quotes. It knows no comments, no dollar quotes, and no backslashes in texts that begin with E. Source:
 * PostgreSQL, src/bin/pg_dump/pg_backup_db.c (ExecuteSimpleCommands).
 */
export interface StatementCount {
  add(bytes: Uint8Array): void
  /** Whole statements so far; undefined: the last one is not over. */
  whole(): number | undefined
}

/** @param backslashes - they take the next byte with them (standard_conforming_strings off) */
export function createStatementCount(backslashes: boolean): StatementCount {
  let statements = 0
  let quote = 0
  let isEscaped = false
  let isOver = true
  return {
    add(bytes) {
      for (let at = 0; at < bytes.length; at++) {
        const code = bytes[at] as number
        if (quote !== 0) {
          if (code === quote && !isEscaped) quote = 0
          isEscaped = backslashes && quote === single && code === backslash && !isEscaped
        } else if (code === semicolon) {
          statements++
          isOver = true
        } else if (code > blank) {
          isOver = false
          if (code === single || code === double) quote = code
        }
      }
    },
    whole: () => (isOver ? statements : undefined),
  }
}

const single = 0x27
const double = 0x22
const semicolon = 0x3b
const backslash = 0x5c
const blank = 0x20
