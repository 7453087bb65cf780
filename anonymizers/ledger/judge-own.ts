import type { TableName } from '../../core/contracts/dump.ts'
import { dayNumber, dayOf } from '../kernel/days.ts'
import { firstYear, lastYear } from './days-in-text.ts'
import type { CollectingPlan } from './leaves.ts'
import { judgeOwn, type OwnCounts } from './own-finds.ts'
import { ownParts } from './own-parts.ts'
import { printOfDay } from './own-prints.ts'

/** What the finds of a column say of the rows that they are in. */
export interface OwnFinding {
  readonly kind: string
  readonly rows: number
  /** `unsure`: more often than by chance, and yet it may have another reason. */
  readonly is: 'leak' | 'unsure' | 'chance'
  /** How likely a field has it by chance. */
  readonly probability: number
}

const surest = ['leak', 'unsure', 'chance'] as const

/** By kind what is surest. */
export function judgeOwnFinds(
  plan: CollectingPlan,
  table: TableName,
  column: string,
  counts: OwnCounts,
): readonly OwnFinding[] {
  const parts = ownParts(plan, table)
  const found = [...counts.byPart].flatMap(([number, count]): readonly OwnFinding[] => {
    const part = parts[number]
    const verdict = part && judgeOwn(count, part.meaning === 'day')
    if (!verdict) return []
    const isItself = part.column === column
    const tells = part.tells || isItself
    const is =
      verdict.is === 'chance' ? 'chance' : verdict.is === 'more' && tells ? 'leak' : 'unsure'
    // Of names, the words are told as any others are; a date in its own column can only be its mask.
    if (is === 'chance' && (part.meaning !== 'day' || isItself)) return []
    return [{ kind: part.kind, rows: count.hits, is, probability: verdict.probability }]
  })
  return [...Map.groupBy(found, ({ kind }) => kind).values()].flatMap((alike) =>
    alike
      .toSorted((a, b) => surest.indexOf(a.is) - surest.indexOf(b.is) || b.rows - a.rows)
      .slice(0, 1),
  )
}

/** Days of births that are masked somewhere, among other texts. */
export interface Births {
  judge(days: ReadonlyMap<number, number>): OwnFinding | undefined
}

/** So many different days at least say something. */
const fewDays = 3

/**
 * Whether a column has more days of births than other days of the same years would be.
 *
 * @param births - fingerprints of days.
 */
export function createBirths(births: ReadonlySet<number>, key: number): Births {
  let known: { readonly at: ReadonlyMap<number, number>; readonly upTo: Int32Array } | undefined
  const lay = () => {
    const [first, last] = [dayNumber(firstYear, 1, 1), dayNumber(lastYear, 12, 31)]
    const at = new Map<number, number>()
    const upTo = new Int32Array(last - first + 2)
    for (let day = first; day <= last; day++) {
      const { year, month, day: ofMonth } = dayOf(day)
      const print = printOfDay(key, year * 10_000 + month * 100 + ofMonth)
      at.set(print, day - first)
      upTo[day - first + 1] = (upTo[day - first] as number) + (births.has(print) ? 1 : 0)
    }
    return { at, upTo }
  }
  return {
    judge(days) {
      const hits = [...days].filter(([print]) => births.has(print))
      if (hits.length === 0) return undefined
      const { at, upTo } = (known ??= lay())
      let expected = 0
      for (const print of days.keys()) {
        const day = at.get(print) ?? 0
        const [from, to] = [Math.max(0, day - 182), Math.min(upTo.length - 1, day + 183)]
        expected += ((upTo[to] as number) - (upTo[from] as number)) / 365
      }
      const isMore = hits.length >= fewDays && hits.length > expected + 5 * Math.sqrt(expected) + 1
      return {
        kind: 'birthDate',
        rows: hits.reduce((sum, [, rows]) => sum + rows, 0),
        is: isMore ? 'unsure' : 'chance',
        probability: Math.min(1, expected / days.size),
      }
    },
  }
}
