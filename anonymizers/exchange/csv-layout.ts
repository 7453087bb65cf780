import { PoligonError } from '../../core/errors.ts'
import { say, type Redacted } from '../../core/redacted.ts'
import { Refusal } from '../dialects/refusal.ts'
import { charsetReader } from './file-charset.ts'
import { createCsvRowReader, type CsvLayout } from './csv-row.ts'
import type { FileRule } from './file-rules.ts'

export interface CsvFacts {
  readonly layout: CsvLayout
  readonly columns: readonly string[]
  /** Of the line with the names. */
  readonly headerBytes: number
}

const separators = [',', ';', '\t', '|']

/**
 * How a CSV file is written, by what its rule says and, where that says nothing, by its first rows.
 *
 * @param head - the first bytes, behind a byte order mark.
 * @param whole - `head` is all of the file.
 * @throws POLIGON_SOURCE
 */
export function csvFacts(head: Buffer, whole: boolean, rule: FileRule, shown: Redacted): CsvFacts {
  const { separator, quote = '"' } = rule
  const candidates = (separator === undefined ? separators : [separator]).map(
    (sign): CsvLayout => ({
      kind: 'csv',
      separator: sign.charCodeAt(0),
      quote: quote === '' ? -1 : quote.charCodeAt(0),
    }),
  )
  const parting = candidates.filter((layout) => (firstRow(head, layout) ?? 0) > 1)
  const fitting = parting.length < 2 ? parting : parting.filter((one) => isEven(head, whole, one))
  const [only, another] = parting.length === 0 ? candidates : fitting
  if (!only || (parting.length > 0 && another))
    throw refused(
      shown,
      only
        ? say`can be read with several separators`
        : say`has rows of different lengths, whatever separates the fields`,
    )
  if (rule.columns) return { layout: only, columns: checked(rule.columns, shown), headerBytes: 0 }
  const reader = createCsvRowReader(only)
  const headerBytes = Math.max(0, reader.read(head, 0, true))
  const text = charsetReader(rule.charset)
  const columns = Array.from({ length: reader.fields }, (_, i) =>
    text(unquoted(head.subarray(reader.starts[i], reader.ends[i]), only.quote)),
  )
  if (rule.known.length > 0 && !columns.some((column) => rule.known.includes(column)))
    throw refused(shown, say`has none of the names that the policy knows in its first line`)
  return { layout: only, columns: checked(columns, shown), headerBytes }
}

/** How many fields the first row has; undefined when it cannot be read. */
function firstRow(head: Buffer, layout: CsvLayout): number | undefined {
  const reader = createCsvRowReader(layout)
  try {
    reader.read(head, 0, true)
    return reader.fields
  } catch (failure) {
    if (failure instanceof Refusal) return undefined
    throw failure
  }
}

/** Whether all rows have as many fields as the first one. */
function isEven(head: Buffer, whole: boolean, layout: CsvLayout): boolean {
  const reader = createCsvRowReader(layout)
  const fields = firstRow(head, layout)
  try {
    for (let at = 0; at < head.length;) {
      at = reader.read(head, at, whole)
      if (at < 0) break
      if (reader.fields !== 0 && reader.fields !== fields) return false
    }
  } catch (failure) {
    if (failure instanceof Refusal) return false
    throw failure
  }
  return true
}

function unquoted(field: Buffer, quote: number): Buffer {
  if (field[0] !== quote || field.length < 2) return field
  const sign = String.fromCharCode(quote)
  return Buffer.from(
    field
      .toString('latin1')
      .slice(1, -1)
      .replaceAll(sign + sign, sign),
    'latin1',
  )
}

/** Names are shown to people: what looks like values is not taken for them. */
function checked(columns: readonly string[], shown: Redacted): readonly string[] {
  if (columns.length === 0) throw refused(shown, say`has no line with the names of its fields`)
  if (
    columns.some(
      (one) =>
        one.trim() === '' ||
        one.length > 80 ||
        /@|\d{6}|[\r\n]/.test(one) ||
        /^[\d\s.,-]+$/.test(one),
    )
  )
    throw refused(shown, say`has something else than names of fields in its first line`)
  if (new Set(columns).size < columns.length) throw refused(shown, say`has two fields of one name`)
  return columns
}

const refused = (shown: Redacted, why: Redacted) =>
  new PoligonError('POLIGON_SOURCE', {
    what: say`${shown} ${why}.`,
    remedy: say`Mend the file, or write under its rule in \`files\` of the policy its \`separator\`, its \`quote\`, or \`columns: [names]\` when it has no line with names.`,
  })
