import { name, say, type Redacted } from '../../core/redacted.ts'

/** What `pg` gives of an error. Message, detail and hint may hold values from the data. */
export interface ServerError {
  readonly code?: string
  readonly table?: string
  readonly column?: string
  readonly constraint?: string
  readonly where?: string
}

/** Appendix A of the PostgreSQL manual, in words; only what a load or a query meets. */
const meanings: Readonly<Record<string, string>> = {
  '0A000':
    'the server does not have a feature that is asked for (an extension that is not installed?)',
  '22001': 'a value is too long for its column',
  '22003': 'a number is out of range',
  '22007': 'a date or time is malformed',
  '22008': 'a date or time is out of range',
  '22021': 'bytes are not valid in the declared encoding',
  '22P02': 'a value does not fit the type of its column',
  '22P04': 'a row does not have as many fields as the table has columns',
  '23502': 'a column that must not be empty is empty',
  '23503': 'a foreign key points to nothing',
  '23505': 'a value that must be unique is there twice',
  '23514': 'a check constraint is violated',
  '42501': 'the account lacks the right to do it',
  '42601': 'the SQL has a syntax error',
  '42703': 'a column does not exist',
  '42704': 'a type, role or setting does not exist',
  '42710': 'an object exists already',
  '42804': 'a value has the wrong type',
  '42883': 'a function or operator does not exist',
  '42P01': 'a table does not exist',
  '42P06': 'a schema exists already',
  '42P07': 'a table exists already',
  '53100': 'the disk is full',
  '53200': 'the server is out of memory',
  '55006': 'an object is in use',
  '57014': 'it was cancelled',
  '57P01': 'the server closed the connection',
  '58P01': 'a file is missing (an extension that is not installed?)',
}

/** Says what the server refused without its words: only the code and names. */
export function errorText(failure: unknown): Redacted {
  const { code, constraint, column, table } = failure as ServerError
  if (code === undefined) return say`the connection was lost`
  const where = [
    table === undefined ? '' : `table ${table}`,
    column === undefined ? '' : `column ${column}`,
    constraint === undefined ? '' : `constraint ${constraint}`,
  ].filter(Boolean)
  return say`${name(meanings[code] ?? 'it was refused')} (${name([`SQLSTATE ${code}`, ...where].join(', '))})`
}

/** Line of the COPY data and column, from `COPY orders, line 12, column total: "…"`. */
export function copyPosition(failure: unknown): { line?: number; column?: string } {
  const match = /line (\d+)(?:, column ("[^"]+"|[^\s:]+))?/.exec(
    (failure as ServerError).where ?? '',
  )
  if (!match) return {}
  return {
    line: Number(match[1]),
    ...(match[2] === undefined ? {} : { column: match[2].replaceAll('"', '') }),
  }
}
