import { describe, expect, it } from 'vitest'
import { encodeText } from './encode-text.ts'

describe('the encoding of a file', () => {
  const text = 'Zażółć gęślą jaźń; 12,30\r\n'

  it.each(['windows-1250', 'iso-8859-2', 'utf-8', 'utf-16le'])(
    '%s comes back as it was',
    (name) => {
      expect(new TextDecoder(name, { ignoreBOM: true }).decode(encodeText(text, name))).toBe(text)
    },
  )

  it('writes the bytes of the code page', () => {
    expect([...encodeText('ąę', 'windows-1250')]).toEqual([0xb9, 0xea])
  })

  it('refuses what the encoding does not have, without showing it', () => {
    expect(() => encodeText('Σ', 'windows-1250')).toThrow(/a character that windows-1250/)
    expect(() => encodeText('x', 'latin-99')).toThrow(/no encoding latin-99/)
  })
})
