import { describe, expect, it } from 'vitest'
import { durationPattern, parseDuration, showDuration } from './duration.ts'

describe('a duration', () => {
  it.each([
    ['5 s', 5000],
    ['0,5 s', 500],
    ['1.5 s', 1500],
    ['250 ms', 250],
    ['250ms', 250],
    ['2 min', 120_000],
    ['1 h', 3_600_000],
    ['4 dni', 345_600_000],
    ['1 day', 86_400_000],
  ])('%s is %d ms', (text, milliseconds) => {
    expect(new RegExp(`^${durationPattern.source}$`).test(text)).toBe(true)
    expect(parseDuration(text)).toBe(milliseconds)
  })

  it('is shown in seconds', () => {
    expect(showDuration(54)).toBe('0.05 s')
    expect(showDuration(12_000)).toBe('12 s')
  })
})
