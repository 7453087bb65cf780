import { systemClock } from '../../core/clock.ts'
import { dateOf, isOfAge } from '../detectors/birth-date.ts'
import type { ColumnSamples } from './column-samples.ts'

/** Different days that must be there. */
const fewest = 10
/** In years: births of customers are further apart than what a shop has seen itself. */
const span = 20

/**
 * Whether dates are such as people's births are: days without a time, nearly all of adults, over decades, and few of
 * them twice. Dates of orders, contracts and prices lie close together, or come near to now.
 */
export function spreadsLikeAges({
  values,
  filled,
}: Pick<ColumnSamples, 'values' | 'filled'>): boolean {
  if (values.length < fewest || values.length < Math.min(filled, 200) * 0.5) return false
  const days = values.flatMap((value) => dateOf(value) ?? [])
  if (days.length < values.length * 0.95) return false
  const now = systemClock.now()
  if (days.filter((day) => isOfAge(day, now)).length < days.length * 0.95) return false
  const years = days.map((day) => new Date(day).getUTCFullYear()).toSorted((a, b) => a - b)
  const inner = years.slice(Math.floor(years.length * 0.05), Math.ceil(years.length * 0.95))
  return (inner.at(-1) ?? 0) - (inner[0] ?? 0) >= span && new Set(years).size >= fewest * 0.8
}
