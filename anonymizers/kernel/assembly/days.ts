/** The twin of ../days.ts: days since 1 March of the year 0. */

export function dayNumber(year: u32, month: u32, day: u32): u32 {
  const y = month <= 2 ? year - 1 : year
  const place = month > 2 ? month - 3 : month + 9
  return y * 365 + y / 4 - y / 100 + y / 400 + (153 * place + 2) / 5 + day - 1
}

/** Months from 1 to 12. */
export function daysInMonth(year: u32, month: u32): u32 {
  const next = month === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 1, 1)
  return next - dayNumber(year, month, 1)
}

/** What {@link setDay} was last given. */
export let yearOfDay: u32 = 0
export let monthOfDay: u32 = 0
export let dayOfMonth: u32 = 0

/** The inverse of {@link dayNumber}. */
export function setDay(day: u32): void {
  const era = day / 146097
  const ofEra = day - era * 146097
  const year = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146096) / 365
  const ofYear = ofEra - (365 * year + year / 4 - year / 100)
  const shifted = (5 * ofYear + 2) / 153
  monthOfDay = shifted < 10 ? shifted + 3 : shifted - 9
  yearOfDay = year + era * 400 + (monthOfDay <= 2 ? 1 : 0)
  dayOfMonth = ofYear - (153 * shifted + 2) / 5 + 1
}
