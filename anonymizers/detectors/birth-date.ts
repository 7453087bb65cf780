import { systemClock } from '../../core/clock.ts'
import { defineValueDetector } from './value-detector.ts'

/** In years. */
const youngest = 16
const oldest = 100
const year = 365.2425 * 86_400_000

/** The instant of a date as databases and people write it; undefined for what is none. */
export function dateOf(value: string): number | undefined {
  const text = value.trim()
  const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[ T]00:00(?::00(?:\.0+)?)?(?:Z|\+00(?::00)?)?)?$/.exec(text)
  const local = iso ?? /^(?<d>\d\d?)[./-](?<m>\d\d?)[./-](?<y>\d{4})$/.exec(text)
  if (!local) return undefined
  const { y, m, d } = local.groups ?? { y: local[1], m: local[2], d: local[3] }
  const time = Date.UTC(Number(y), Number(m) - 1, Number(d))
  return new Date(time).getUTCDate() === Number(d) ? time : undefined
}

/** Whether somebody who may buy and sell at the instant was born on the day. */
export function isOfAge(born: number, at: number): boolean {
  const age = (at - born) / year
  return age >= youngest && age <= oldest
}

export default defineValueDetector({
  kind: 'birth_date',
  describe: `Days without a time on which people who are ${youngest} to ${oldest} years old were born (ISO 8601, and day first).`,
  recognise: (value) => {
    const born = dateOf(value)
    return born !== undefined && isOfAge(born, systemClock.now()) ? 0.5 : 0
  },
  whole: ['1978-03-14', '1978-03-14 00:00:00', '14.03.1978', '5/12/1961'],
  foreign: [
    '2025-11-23',
    '1978-03-14 10:11:12',
    '1978-02-30',
    '1812-01-01',
    '19780314',
    '0000-00-00',
  ],
})
