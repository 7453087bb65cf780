import type { JournalSink } from '../core/contracts/journal.ts'
import { name, names, say, type Redacted } from '../core/redacted.ts'
import type { RunningDatabase } from '../environments/index.ts'
import type { Noun, Pack } from './pack.ts'
import { differences, type RowDifference, type SeenRows } from './row-changes.ts'

/** Tables with more rows than this are not watched; the run's notes say so. */
export const watchedRowLimit = 20_000
/** Changed rows of one table that get an event of their own at one look; the rest is counted. */
const told = 25

/** Watches the rows of one database that its pack has nouns for, in one slot. */
export interface WatchedRows {
  readonly system: string
  /** Names of tables that are too large to be watched. */
  readonly unwatched: readonly string[]
  /** Starts again from the template's state. */
  forget(): void
  /** Tells what changed since the last look; `from` is who did it. */
  look(from: string): Promise<void>
  /** Rows of `noun` in the template. */
  baseline(noun: string): number | undefined
}

/** The slot's copy must still be as the template is. */
export async function watchRows(
  slot: string,
  database: RunningDatabase,
  pack: Pack,
  sink: JournalSink,
): Promise<WatchedRows> {
  const { system } = database
  const template = new Map<string, SeenRows>()
  const unwatched: string[] = []
  const counts = new Map<string, number>()
  for (const [key, noun] of Object.entries(pack.nouns)) {
    const [count] = await database.query(slot, `SELECT count(*) AS n FROM ${noun.table}`)
    counts.set(key, Number(count?.['n'] ?? 0))
    if (Number(count?.['n']) > watchedRowLimit) unwatched.push(noun.table)
    else template.set(key, await readRows(slot, database, noun))
  }
  let last = new Map(template)
  return {
    system,
    unwatched,
    baseline: (noun) => counts.get(noun),
    forget() {
      last = new Map(template)
    },
    async look(from) {
      for (const key of template.keys()) {
        const noun = pack.nouns[key]
        if (!noun) continue
        const now = await readRows(slot, database, noun)
        const found = differences(last.get(key) ?? new Map(), now)
        last.set(key, now)
        for (const difference of found.slice(0, told))
          sink.observe({
            slot,
            from,
            to: system,
            kind: 'sql',
            key: noun.table,
            summary: summaryOf(key, difference),
            evidence: evidenceOf(noun, difference),
          })
        if (found.length > told)
          sink.observe({
            slot,
            from,
            to: system,
            kind: 'sql',
            key: noun.table,
            summary: say`${found.length - told} more rows of ${name(noun.table)} changed`,
          })
      }
    },
  }
}

async function readRows(slot: string, database: RunningDatabase, noun: Noun): Promise<SeenRows> {
  const columns = Object.entries(noun.columns).map(([column, { sql }], i) => ({
    column,
    expression: `${sql} AS c${i}`,
    alias: `c${i}`,
  }))
  const rows = await database.query(
    slot,
    `SELECT ${[`${noun.key} AS k`, ...columns.map(({ expression }) => expression)].join(', ')} FROM ${noun.from ?? noun.table}`,
  )
  return new Map(
    rows.map((row) => [
      String(row['k']),
      Object.fromEntries(columns.map(({ column, alias }) => [column, row[alias] ?? null])),
    ]),
  )
}

const verbs = { insert: 'added', update: 'changed', delete: 'removed' } as const

function summaryOf(noun: string, { key, change, columns }: RowDifference): Redacted {
  // A key that reads like a number or a code tells rows apart; anything else could be a person's.
  const shownKey = /^[\w/-]{1,24}$/.test(key) ? say` ${name(key)}` : say``
  const what = say`${name(noun)}${shownKey} ${name(verbs[change])}`
  if (change !== 'update') return what
  return say`${what}: ${names(columns)}`
}

/** Before and after, column by column. Personal columns are told to differ, never what they hold. */
function evidenceOf(noun: Noun, { columns, before, after }: RowDifference): string {
  const shown = (row: RowDifference['before'], column: string) =>
    noun.columns[column]?.personal && row?.[column] != null ? '(personal)' : (row?.[column] ?? null)
  return JSON.stringify(
    columns.map((column) => ({
      column,
      before: before ? shown(before, column) : undefined,
      after: after ? shown(after, column) : undefined,
    })),
  )
}
