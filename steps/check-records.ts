import type { DataTable } from '@cucumber/cucumber'
import type { Criterion } from './criteria.ts'
import { compareRows, showRecord, type ExpectedTable, type Pairing } from './compare-rows.ts'
import { refuseHopeless } from './expectation.ts'
import { recordOf, selectRecords, type Filter, type KnownRecord } from './records.ts'
import { columnOf, shownColumn, type KnownNoun } from './vocabulary.ts'
import { waitFailure, waitInWorld } from './wait-in-world.ts'
import type { Sight, WaitTerms } from './wait.ts'
import type { PoligonWorld } from './world.ts'

interface RecordSight extends Sight {
  readonly records: readonly KnownRecord[]
}

export interface RecordCheck {
  readonly noun: KnownNoun
  readonly filters: readonly Filter[]
  /** How many records there must be; any number when left out. */
  readonly count?: number
  readonly table: ExpectedTable | undefined
  readonly pairing: Pairing
  /** What is looked for, for people: `1 order with external number T1`. */
  readonly title: string
}

export function filtersOf(
  world: PoligonWorld,
  noun: KnownNoun,
  criteria: readonly Criterion[],
): readonly Filter[] {
  return criteria.map(({ words, value, reference }) => ({
    column: { ...columnOf(noun, words), said: words },
    value: reference ? world.fill(value) : value,
  }))
}

export function tableOf(world: PoligonWorld, noun: KnownNoun, table: DataTable): ExpectedTable {
  const [header = [], ...body] = table.raw()
  const columns = header.map((word) => ({ ...columnOf(noun, word), said: word.trim() }))
  const rows = body.map((row) => row.map((cell) => world.fill(cell)))
  for (const row of rows)
    for (const [i, cell] of row.entries())
      refuseHopeless(cell, columns[i]?.column ?? { type: 'text' })
  return { columns, rows }
}

/** Records of a noun, as they are committed now. */
export async function readRecords(
  world: PoligonWorld,
  noun: KnownNoun,
  filters: readonly Filter[],
): Promise<readonly KnownRecord[]> {
  const { sql, parameters } = selectRecords(noun, filters)
  const rows = await world.calls.query(noun.system, sql, parameters)
  return rows.map((row) => recordOf(noun, row))
}

/** Waits for the records to be as the check says, and to stay so. */
export async function checkRecords(
  world: PoligonWorld,
  check: RecordCheck,
  terms: WaitTerms,
): Promise<void> {
  const differencesIn = (records: readonly KnownRecord[]) =>
    check.table ? compareRows(check.noun, check.table, records, check.pairing) : []
  const look = async (): Promise<RecordSight> => {
    const records = await readRecords(world, check.noun, check.filters)
    const counted = check.count === undefined || records.length === check.count
    return {
      records,
      holds: counted && differencesIn(records).length === 0,
      shown: showRecords(check, records),
    }
  }
  const result = await waitInWorld(world, look, terms)
  if (result.outcome === 'held') return
  const { records } = result.last
  const differences =
    check.count !== undefined && records.length !== check.count
      ? [
          {
            system: check.noun.system,
            subject: check.title,
            field: '',
            expected: `exactly ${check.count}`,
            actual: String(records.length),
          },
        ]
      : differencesIn(records)
  const headline = `In system "${check.noun.system}", ${check.title}: not as expected`
  throw await waitFailure(world, headline, differences, result)
}

export function titleOf(noun: KnownNoun, filters: readonly Filter[]): string {
  const parts = filters.map(({ column: known, value }) => {
    const shown = value === null ? '<none>' : known.column.personal ? '(personal)' : value
    return `${shownColumn(known)} ${shown}`
  })
  return parts.length === 0 ? noun.key : `${noun.key} with ${parts.join(' and ')}`
}

/** More records than this are only counted. */
const shownRecords = 6

function showRecords({ table, noun, pairing }: RecordCheck, records: readonly KnownRecord[]) {
  const columns = table?.columns ?? []
  const first = columns[0]
  const asked =
    pairing === 'first column' && first && table
      ? records.filter(({ values }) => table.rows.some((row) => row[0] === values[first.key]))
      : records
  const shown = columns.length === 0 ? [] : asked.slice(0, shownRecords)
  return [`${asked.length} ${noun.key}`, ...shown.map((one) => showRecord(one, columns))].join('; ')
}
