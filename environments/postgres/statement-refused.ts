import { PoligonError } from '../../core/errors.ts'
import { name, say, type Redacted } from '../../core/redacted.ts'
import { errorText, type ServerError } from './error-text.ts'
import { refused } from './refused.ts'

/** Says which statement of a dump the server refused, and why, by keywords and names alone. */
export function statementRefused(text: string, failure: unknown): PoligonError {
  if (failure instanceof PoligonError) return failure
  const extension = /^CREATE\s+EXTENSION\s+(?:IF\s+NOT\s+EXISTS\s+)?"?([\w-]+)/i.exec(text)?.[1]
  if (extension !== undefined && notInstalled.has((failure as ServerError).code ?? ''))
    return new PoligonError('POLIGON_LOAD', {
      what: say`The extension ${name(extension)} is not installed on the server.`,
      remedy: say`Install it there with its package, or take a dump without it.`,
      cause: failure,
    })
  return refused(say`${describe(text)}: ${errorText(failure)}`, {}, failure)
}

/** Since PostgreSQL 13 and before it. */
const notInstalled: ReadonlySet<string> = new Set(['0A000', '58P01'])

/** The first words, which are keywords and names: `CREATE TABLE public.orders`. */
function describe(sql: string): Redacted {
  return name(
    /^\s*([A-Za-z]+(?:\s+[A-Za-z]+){0,3}(?:\s+"?[\w.]+"?)?)/.exec(sql)?.[1]?.slice(0, 80) ??
      'a statement',
  )
}
