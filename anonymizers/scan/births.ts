import { dateOf } from '../detectors/birth-date.ts'

/** Ustawa o ewidencji ludności: what is added to the month, by century. */
const centuries: readonly (readonly [added: number, century: number])[] = [
  [80, 1800],
  [0, 1900],
  [20, 2000],
  [40, 2100],
  [60, 2200],
]

/** The day that a PESEL begins with, `1978-03-14`; undefined for what is no PESEL by its form. */
export function birthOfPesel(text: string): string | undefined {
  const [, year, month, day] = /^(\d\d)(\d\d)(\d\d)\d{5}$/.exec(text.trim()) ?? []
  const found = centuries.find(([added]) => Number(month) > added && Number(month) <= added + 12)
  if (year === undefined || !found) return undefined
  const [added, century] = found
  const written = `${century + Number(year)}-${String(Number(month) - added).padStart(2, '0')}-${day}`
  return dayOf(written)
}

/** A date as databases write it; undefined for what is none, and for one with a time. */
export function dayOf(text: string): string | undefined {
  const time = dateOf(text)
  return time === undefined ? undefined : new Date(time).toISOString().slice(0, 10)
}
