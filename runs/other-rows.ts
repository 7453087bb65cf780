import type { RowChange } from '../core/contracts/change-log.ts'
import type { Redactor } from '../core/contracts/detector.ts'
import type { JournalSink } from '../core/contracts/journal.ts'
import { name, names, say, type Redacted } from '../core/redacted.ts'
import { shownKey, told, verbs } from './watched-rows.ts'

/** Longer values are cut in the evidence. */
const valueLimit = 200

interface Scene {
  readonly slot: string
  readonly system: string
  /** Who wrote. */
  readonly from: string
  /** Tables whose changes were told already. */
  readonly known: readonly string[]
  readonly redact: Redactor
}

/** Tells what the server's log says of the tables that no noun of a pack watches, table by table. */
export function tellOtherRows(
  changes: readonly RowChange[],
  { slot, system, from, known, redact }: Scene,
  sink: JournalSink,
): void {
  const others = changes.filter(({ table }) => !known.some((one) => isSameTable(one, table)))
  for (const [table, rows] of Map.groupBy(others, (change) => change.table)) {
    const event = { slot, from, to: system, kind: 'sql', key: table } as const
    for (const row of rows.slice(0, told))
      sink.observe({ ...event, summary: summaryOf(row), evidence: redact(evidenceOf(row)) })
    if (rows.length > told)
      sink.observe({ ...event, summary: say`${rows.length - told} more changed` })
  }
}

/** A pack may leave out the schema that the log always names, and may quote. */
function isSameTable(named: string, table: string): boolean {
  const plain = named.replaceAll(/["`]/g, '')
  return plain === table || `public.${plain}` === table
}

function summaryOf(row: RowChange): Redacted {
  const what = say`${name(row.table)}${shownKey(Object.values(row.key).join('/'))} ${name(verbs[row.change])}`
  return row.change === 'update' ? say`${what}: ${names(differing(row))}` : what
}

function differing({ before, after }: RowChange): readonly string[] {
  return Object.keys(after ?? before ?? {}).filter(
    (column) => !before || !after || before[column] !== after[column],
  )
}

function evidenceOf(row: RowChange): string {
  const shown = (value: string | null | undefined) =>
    value != null && value.length > valueLimit ? `${value.slice(0, valueLimit)}…` : (value ?? null)
  return JSON.stringify(
    differing(row).map((column) => ({
      column,
      ...(row.before ? { before: shown(row.before[column]) } : {}),
      ...(row.after ? { after: shown(row.after[column]) } : {}),
    })),
  )
}
