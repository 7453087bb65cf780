import type { TableName } from '../../core/contracts/dump.ts'
import type { ColumnKind, TableShape } from '../column.ts'
import { innerPrograms } from '../inner-programs.ts'
import type { ColumnPlan } from '../plan.ts'
import type { Program } from '../programs/program.ts'
import { daysIn } from './days-in-text.ts'
import type { CollectingPlan } from './leaves.ts'
import type { OwnCounts } from './own-finds.ts'
import { ownParts } from './own-parts.ts'
import { eachName, printOfDay } from './own-prints.ts'
import { hasSampled, isSampled } from './sampled-rows.ts'

/** What is counted of a column. */
export interface OwnFinds {
  readonly own: OwnCounts
  /** By the fingerprint of a day: how many rows have it. */
  readonly days: Map<number, number>
}

/** Looks in rows for what their own masked values were. */
export interface OwnSearch {
  /** Rows come that need not follow those before. */
  begin(): void
  /** Whether any of so many rows from `row` on is looked at; `parts`: fingerprints of all that their parts are. */
  wants(row: number, rows: number, parts: Int32Array): boolean
  /**
   * @param row - its number in the table, from 0.
   * @param part - the fingerprint of a part of the row of the original, or 0.
   */
  see(row: number, part: (part: number) => number, field: (at: number) => Uint8Array | null): void
}

interface Searching {
  readonly plan: CollectingPlan
  /** Of the copy. */
  readonly shape: TableShape
  readonly columns: readonly string[]
  readonly key: number
  readonly enter: (column: string) => OwnFinds
}

/** Each field is held against the parts of so many rows before its own too: what they have is chance. */
const otherRows = 4

const forDays = new Set<ColumnKind>(['text', 'json', 'integer', 'date', 'timestamp', 'other'])
const forTexts = new Set<ColumnKind>(['text', 'json', 'other'])

/** Undefined where the table has nothing to look for or nothing to look at. */
export function createOwnSearch(searching: Searching): OwnSearch | undefined {
  const { plan, shape, columns, key, enter } = searching
  const parts = ownParts(plan, shape.name)
  const withDays = hasBirths(plan)
  const places = columns.flatMap((column, at) => {
    const kind = shape.columns.find(({ name }) => name === column)
    if (!kind || kind.generated || kind.values) return []
    const passes = mayPass(plan, shape.name, column)
    const wanted = parts.flatMap((part, i) => {
      const looked = part.column === column ? part.changes : passes
      const kinds = part.meaning === 'day' ? forDays : forTexts
      return looked && kinds.has(kind.kind) ? [i] : []
    })
    const days = wanted.filter((i) => parts[i]?.meaning === 'day')
    const names = wanted.filter((i) => parts[i]?.meaning !== 'day')
    const counted = withDays && passes && forTexts.has(kind.kind)
    if (wanted.length === 0 && !counted) return []
    return [{ at, days, names, counted, into: enter(column) }]
  })
  if (places.length === 0) return undefined

  let before: Int32Array[] = []
  const found: number[] = []
  const take = (print: number) => {
    found.push(print)
  }
  const own = new Int32Array(parts.length)
  const count = (
    into: OwnCounts,
    wanted: readonly number[],
    seen: readonly number[],
    days: number,
  ) => {
    for (const i of wanted) {
      const print = own[i] as number
      if (print === 0) continue
      const sums = into.of(i)
      sums.rows++
      sums.days += days
      if (seen.includes(print)) sums.hits++
      for (const row of before) {
        const other = row[i] as number
        if (other === 0) continue
        sums.others++
        if (seen.includes(other)) sums.otherHits++
      }
    }
  }
  return {
    begin() {
      before = []
    },
    wants: (row, rows, prints) =>
      (withDays && hasSampled(row, rows)) || prints.some((print) => print !== 0),
    see(row, part, field) {
      let known = false
      for (let i = 0; i < own.length; i++) {
        own[i] = part(i)
        known ||= own[i] !== 0
      }
      const sampled = withDays && isSampled(row)
      if (!known && !sampled) return
      for (const { at, days, names, counted, into } of places) {
        const asks = known && (days.length > 0 || names.length > 0)
        if (!asks && !(counted && sampled)) continue
        const value = field(at)
        if (!value?.length) continue
        if (days.length > 0 || counted) {
          const seen = daysIn(value).map((day) => printOfDay(key, day))
          if (known) count(into.own, days, seen, seen.length)
          if (counted && sampled)
            for (const day of seen) into.days.set(day, (into.days.get(day) ?? 0) + 1)
        }
        if (!known || names.length === 0) continue
        found.length = 0
        eachName(key, value, take)
        count(into.own, names, found, 0)
      }
      if (known) before = [own.slice(), ...before.slice(0, otherRows - 1)]
    },
  }
}

/** Whether days of birth are masked anywhere. */
const hasBirths = (plan: CollectingPlan): boolean =>
  [...plan.tables.keys()].some((table) =>
    ownParts(plan, table).some(({ meaning, tells }) => meaning === 'day' && tells),
  )

/** Whether something of the column's values may pass: it is kept, wholly or in part, or nobody knows it. */
function mayPass(plan: CollectingPlan, table: TableName, column: string): boolean {
  const planned: ColumnPlan | undefined = plan.tables
    .get(table)
    ?.columns.find((one) => one.column === column)
  if (!planned || planned.treatment === 'keep') return true
  // Its words stay on purpose; see leaves.ts.
  return planned.program.op !== 'keep' && passesSome(planned.program)
}

function passesSome(program: Program): boolean {
  if (program.op === 'keep') return true
  if (program.op === 'walk' && program.otherPaths === 'keep') return true
  return innerPrograms(program).some(passesSome)
}
