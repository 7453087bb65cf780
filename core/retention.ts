/** A time span as policies write it: a number and `d`, `w`, `m` or `y`. */
export type Retention = string

/**
 * When something that was made at `created` (milliseconds since the epoch) may no longer be kept. Months
 * and years go by the calendar in UTC; a day that the month lacks becomes its last one.
 *
 * @throws RangeError when `retention` is no time span.
 */
export function expiryOf(created: number, retention: Retention): Date {
  const [, digits, unit] = /^([1-9]\d*)([dwmy])$/.exec(retention) ?? []
  const count = Number(digits)
  const date = new Date(created)
  switch (unit) {
    case 'd':
      return new Date(date.setUTCDate(date.getUTCDate() + count))
    case 'w':
      return new Date(date.setUTCDate(date.getUTCDate() + count * 7))
    case 'm':
      return monthsLater(date, count)
    case 'y':
      return monthsLater(date, count * 12)
    case undefined:
    default:
      throw new RangeError('no time span')
  }
}

function monthsLater(date: Date, months: number): Date {
  const day = date.getUTCDate()
  const later = new Date(date)
  later.setUTCMonth(date.getUTCMonth() + months)
  if (later.getUTCDate() !== day) later.setUTCDate(0)
  return later
}
