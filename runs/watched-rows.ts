import type { JournalSink } from '../core/contracts/journal.ts'
import { name, names, say, type Redacted } from '../core/redacted.ts'
import type { RunningDatabase } from '../environments/index.ts'
import type { Noun, Pack } from './pack.ts'
import { checksumQuery, sourceOf } from './row-checksum.ts'
import { differences, type RowDifference, type SeenRows } from './row-changes.ts'

/** Nouns with more rows than this are not watched; the run's notes say so. */
const watchedRowLimit = 20_000
/** Changed rows of one noun that get an event of their own at one look; the rest is counted. */
export const told = 25

/** Watches the rows of one database that its pack has nouns for, in one slot. */
export interface WatchedRows {
  readonly system: string
  /** Tables whose changes are told. */
  readonly tables: readonly string[]
  /** Names of tables that are too large to be watched. */
  readonly unwatched: readonly string[]
  /** Starts again from the template's state. */
  forget(): void
  /** Tells what changed since the last look; `from` is who did it. */
  look(from: string): Promise<void>
  /** Rows of the noun's table in the template. */
  baseline(noun: string): number | undefined
}

interface Seen {
  readonly rows: SeenRows
  readonly hash: string
}

/** The slot's copy must still be as the template is. */
export async function watchRows(
  slot: string,
  database: RunningDatabase,
  pack: Pack,
  sink: JournalSink,
): Promise<WatchedRows> {
  const { system } = database
  const counts = new Map<string, number>()
  for (const [key, noun] of Object.entries(pack.nouns)) {
    const [count] = await database.query(slot, `SELECT count(*) AS n FROM ${noun.table}`)
    counts.set(key, Number(count?.['n'] ?? 0))
  }
  const all = Object.entries(pack.nouns)
  const small = all.filter(([key]) => (counts.get(key) ?? 0) <= watchedRowLimit)
  const watched: Pack = { ...pack, nouns: Object.fromEntries(small) }
  const query = small.length === 0 ? undefined : checksumQuery(database.family, watched)
  const readHashes = async () => {
    const rows = query === undefined ? [] : await database.query(slot, query)
    return new Map(rows.map((row) => [row['noun'] ?? '', row['hash'] ?? '']))
  }

  const template = new Map<string, Seen>()
  for (const [key, hash] of await readHashes()) {
    const noun = watched.nouns[key]
    if (noun) template.set(key, { rows: await readRows(slot, database, noun), hash })
  }
  let last = new Map(template)
  return {
    system,
    tables: [...template.keys()].flatMap((key) => watched.nouns[key]?.table ?? []),
    unwatched: all.filter(([key]) => !template.has(key)).map(([, { table }]) => table),
    baseline: (noun) => counts.get(noun),
    forget() {
      last = new Map(template)
    },
    async look(from) {
      for (const [key, hash] of await readHashes()) {
        const noun = watched.nouns[key]
        const before = last.get(key)
        if (!noun || before?.hash === hash) continue
        const rows = await readRows(slot, database, noun)
        last.set(key, { rows, hash })
        tell(key, noun, from, differences(before?.rows ?? new Map(), rows))
      }
    },
  }

  function tell(key: string, noun: Noun, from: string, found: readonly RowDifference[]): void {
    const event = { slot, from, to: system, kind: 'sql', key: noun.table } as const
    for (const difference of found.slice(0, told))
      sink.observe({
        ...event,
        summary: summaryOf(key, difference),
        evidence: evidenceOf(noun, difference),
      })
    if (found.length > told)
      sink.observe({ ...event, summary: say`${found.length - told} more changed` })
  }
}

async function readRows(slot: string, database: RunningDatabase, noun: Noun): Promise<SeenRows> {
  const columns = Object.keys(noun.columns)
  const expressions = Object.values(noun.columns).map(({ sql }, i) => `${sql} AS c${i}`)
  const rows = await database.query(
    slot,
    `SELECT ${[`${noun.key} AS k`, ...expressions].join(', ')} FROM ${sourceOf(noun)}`,
  )
  return new Map(
    rows.map((row) => [
      String(row['k']),
      Object.fromEntries(columns.map((column, i) => [column, row[`c${i}`] ?? null])),
    ]),
  )
}

/** A key that reads like a number or a code tells rows apart; anything else could be a person's. */
export function shownKey(key: string): Redacted {
  return /^(?=.*\d)[\w/-]{1,36}$/.test(key) ? say` ${name(key)}` : say``
}

export const verbs = { insert: 'added', update: 'changed', delete: 'removed' } as const

function summaryOf(noun: string, { key, change, columns }: RowDifference): Redacted {
  const what = say`${name(noun)}${shownKey(key)} ${name(verbs[change])}`
  return change === 'update' ? say`${what}: ${names(columns)}` : what
}

/** Before and after, column by column. Personal columns are told to differ, never what they hold. */
function evidenceOf(noun: Noun, { columns, before, after }: RowDifference): string {
  const shown = (row: RowDifference['before'], column: string) =>
    noun.columns[column]?.personal && row?.[column] != null ? '(personal)' : (row?.[column] ?? null)
  return JSON.stringify(
    columns.map((column) => ({
      column,
      ...(before ? { before: shown(before, column) } : {}),
      ...(after ? { after: shown(after, column) } : {}),
    })),
  )
}
