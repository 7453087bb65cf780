import type { Difference } from '../core/contracts/run-record.ts'
import { meets, parseExpectation, spokenValue } from './expectation.ts'
import type { KnownRecord } from './records.ts'
import { shownColumn, type KnownColumn, type KnownNoun } from './vocabulary.ts'

export interface ExpectedTable {
  readonly columns: readonly KnownColumn[]
  /** Cells with their variables filled in. */
  readonly rows: readonly (readonly string[])[]
}

/** How an expected row finds the record that it is compared with. */
export type Pairing = 'first column' | 'order'

/** Every wrong cell of every row, and every row that has no record. */
export function compareRows(
  noun: KnownNoun,
  table: ExpectedTable,
  records: readonly KnownRecord[],
  pairing: Pairing,
): readonly Difference[] {
  const left = [...records]
  return table.rows.flatMap((cells, index) => {
    const subject = subjectOf(noun, table, cells, index)
    const record = takeMatch(left, table, cells, pairing)
    if (!record)
      return [
        { system: noun.system, subject, field: '', expected: 'to be there', actual: 'missing' },
      ]
    return table.columns.flatMap((known, i): Difference[] => {
      const { key, column } = known
      const expectation = parseExpectation(cells[i] ?? '')
      const actual = record.values[key] ?? null
      if (meets(expectation, actual, column)) return []
      return [
        {
          system: noun.system,
          subject,
          field: shownColumn(known),
          expected: column.personal ? '(personal)' : cells[i]?.trim() || '<none>',
          actual: column.personal ? 'something else' : showValue(actual, known),
        },
      ]
    })
  })
}

/** A record in one line: the columns that a check asks about, personal ones hidden. */
export function showRecord(record: KnownRecord, columns: readonly KnownColumn[]): string {
  return columns
    .map((known) => {
      const { key, column } = known
      const value = record.values[key] ?? null
      const shown = column.personal && value !== null ? '(personal)' : showValue(value, known)
      return `${shownColumn(known)} ${shown}`
    })
    .join(' | ')
}

function showValue(value: string | null, { column }: KnownColumn): string {
  return value === null ? '<none>' : spokenValue(value, column)
}

function takeMatch(
  left: KnownRecord[],
  { columns }: ExpectedTable,
  cells: readonly string[],
  pairing: Pairing,
): KnownRecord | undefined {
  const first = columns[0]
  const at =
    pairing === 'order' || !first
      ? 0
      : left.findIndex(({ values }) =>
          meets(parseExpectation(cells[0] ?? ''), values[first.key] ?? null, first.column),
        )
  return at < 0 ? undefined : left.splice(at, 1)[0]
}

function subjectOf(
  noun: KnownNoun,
  { columns, rows }: ExpectedTable,
  cells: readonly string[],
  index: number,
): string {
  const first = columns[0]
  if (rows.length === 1) return noun.key
  return first && !first.column.personal && (cells[0] ?? '') !== ''
    ? `${noun.key} ${cells[0]}`
    : `${noun.key} ${index + 1}`
}
