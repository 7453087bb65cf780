import { expect, it } from 'vitest'
import { expiryOf } from './retention.ts'

it.each([
  ['2026-11-23T10:00:00.000Z', '30d', '2026-12-23T10:00:00.000Z'],
  ['2026-11-23T10:00:00.000Z', '2w', '2026-12-07T10:00:00.000Z'],
  ['2026-01-31T10:00:00.000Z', '1m', '2026-02-28T10:00:00.000Z'],
  ['2024-02-29T10:00:00.000Z', '1y', '2025-02-28T10:00:00.000Z'],
  ['2026-11-30T23:59:59.999Z', '15m', '2028-02-29T23:59:59.999Z'],
])('what was made at %s and may be kept for %s expires at %s', (created, retention, expires) => {
  expect(expiryOf(Date.parse(created), retention).toISOString()).toBe(expires)
})

it.each(['', '0d', '30', 'd', '1h', '-1d'])('takes no time span %j', (retention) => {
  expect(() => expiryOf(0, retention)).toThrow(RangeError)
})
