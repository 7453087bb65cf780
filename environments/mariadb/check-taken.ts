import { say, type Redacted } from '../../core/redacted.ts'
import type { Connection, Taken } from './connect.ts'
import { errorText } from './error-text.ts'
import { refused } from './refused.ts'

/** The server counts and keeps no more than this. */
export const mostWarnings = 65_535

/**
 * Warnings that are no loss when they concern a generated column: it was worked out with more digits
 * than it keeps, or mariadb-dump wrote its value and the server works it out again
 * (WARN_DATA_TRUNCATED, ER_WARNING_NON_DEFAULT_VALUE_FOR_GENERATED_COLUMN).
 */
const harmlessWhenGenerated: ReadonlySet<string | null | undefined> = new Set(['1265', '1906'])

/** Rows `first` to `last` of a table, counted as the load counts them. */
export interface RowRange {
  readonly table: string
  readonly first: number
  readonly last: number
}

/** @throws POLIGON_LOAD when not every row was taken as it was sent. */
export async function checkTaken(
  connection: Connection,
  taken: Taken,
  range: RowRange,
): Promise<void> {
  const sent = range.last - range.first + 1
  const warning = taken.warnings > 0 ? await seriousWarning(connection, taken.warnings) : undefined
  if (taken.affected === sent && warning === undefined) return
  const where = warning?.row
  const between = where === undefined ? rowsOf(range) : say`row ${range.first + where - 1}`
  const reason =
    warning === undefined
      ? say`${sent} rows were sent and ${taken.affected} were taken`
      : say`the server changed or skipped values: ${errorText({ errno: warning.code })}`
  throw refused(say`${between}: ${reason}`, {
    table: range.table,
    row: range.first + (where ?? 1) - 1,
  })
}

export function rowsOf({ first, last }: RowRange): Redacted {
  return first >= last ? say`row ${first}` : say`rows ${first} to ${last}`
}

/** The first warning that concerns what was sent; its row counts from the statement's first. */
async function seriousWarning(
  connection: Connection,
  count: number,
): Promise<{ readonly code: number; readonly row?: number } | undefined> {
  const warnings = await connection.rows('SHOW WARNINGS')
  const all = warnings.length >= count && count < mostWarnings
  const generated = all ? await generatedColumns(connection) : new Set<string | null | undefined>()
  const serious = all
    ? warnings.find(({ Code: code, Message: message }) => {
        const column = /column '([^']+)'/.exec(message ?? '')?.[1]
        return !(harmlessWhenGenerated.has(code) && generated.has(column))
      })
    : (warnings[0] ?? {})
  if (!serious) return undefined
  const row = /\bat row (\d+)$/.exec(serious['Message'] ?? '')?.[1]
  return {
    code: Number(serious['Code'] ?? 0),
    ...(row === undefined ? {} : { row: Number(row) }),
  }
}

async function generatedColumns(
  connection: Connection,
): Promise<ReadonlySet<string | null | undefined>> {
  const columns = await connection.rows(`
    SELECT COLUMN_NAME AS name FROM information_schema.COLUMNS
    WHERE TABLE_SCHEMA = DATABASE() AND COALESCE(GENERATION_EXPRESSION, '') <> ''`)
  return new Set(columns.map((row) => row['name']))
}
