import { describe, expect, it } from 'vitest'
import { bodyCap, bodyText } from './body-text.ts'

describe('a body in the journal', () => {
  it('is text as it came', () => {
    expect(bodyText(Buffer.from('zażółć 🚚'), 'text/plain')).toBe('zażółć 🚚')
    expect(bodyText(new Uint8Array(), null)).toBe('')
  })

  it('is cut at 64 KB between characters, and says so', () => {
    for (let shift = 0; shift < 4; shift++) {
      const text = bodyText(Buffer.from('a'.repeat(shift) + '🚚'.repeat(20_000)), 'text/plain')
      expect(text).toMatch(/^a*(?:🚚)+\[cut: \d+ of \d+ bytes\]$/u)
      expect(Buffer.byteLength(text)).toBeGreaterThan(bodyCap - 8)
    }
  })

  it('is named by type and size when it is not text', () => {
    expect(bodyText(Buffer.from([0xff, 0xfe, 0x00]), 'image/png; q=1')).toBe(
      '[3 bytes of image/png]',
    )
    expect(bodyText(Buffer.from([0]), undefined)).toBe('[1 bytes of unknown type]')
  })
})
