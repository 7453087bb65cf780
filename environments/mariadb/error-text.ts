import { name, say, type Redacted } from '../../core/redacted.ts'

/** The error reference of MariaDB in words; only what a load or a query meets. */
const meanings: Readonly<Record<number, string>> = {
  1030: 'the storage engine failed (is the disk full?)',
  1044: 'the account lacks the right to do it',
  1048: 'a column that must not be empty is empty',
  1050: 'a table exists already',
  1054: 'a column does not exist',
  1062: 'a value that must be unique is there twice',
  1064: 'the SQL has a syntax error',
  1114: 'the table or the disk is full',
  1136: 'a row does not have as many fields as the table has columns',
  1142: 'the account lacks the right to do it',
  1146: 'a table does not exist',
  1153: 'a statement is larger than the server takes (max_allowed_packet)',
  1180: 'the rows could not be committed (is a value there twice that must be unique?)',
  1205: 'another connection holds a lock for too long',
  1213: 'a deadlock with another connection',
  1227: 'the account lacks the right to do it',
  1264: 'a number is out of range',
  1265: 'a value does not fit its column and would be cut',
  1273: 'a collation does not exist on this server',
  1292: 'a date, time or number is malformed',
  1305: 'a function or procedure does not exist',
  1364: 'a column without a default gets no value',
  1366: 'a value does not fit the type or character set of its column',
  1406: 'a value is too long for its column',
  1451: 'a foreign key still points to the row',
  1452: 'a foreign key points to nothing',
  1644: 'a trigger or procedure raised an error',
  3819: 'a check constraint is violated',
  4025: 'a check constraint is violated',
}

/** Says what the server refused without its words, which hold values: only the number and its name. */
export function errorText(failure: unknown): Redacted {
  const { errno, code } = failure as { errno?: number; code?: string }
  // Numbers below 1000 and from 2000 to 2999 are the operating system's and the client's.
  if (errno === undefined || errno < 1000 || (errno >= 2000 && errno < 3000))
    return say`the connection was lost (${name(code ?? 'no code')})`
  return say`${name(meanings[errno] ?? 'it was refused')} (error ${errno}${name(code === undefined ? '' : ` ${code}`)})`
}

export function errorNumber(failure: unknown): number | undefined {
  return (failure as { errno?: number }).errno
}
