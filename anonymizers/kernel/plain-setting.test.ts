import { describe, expect, it } from 'vitest'
import { isPlainSetting } from './plain-setting.ts'

const isPlain = (text: string): boolean => isPlainSetting(Buffer.from(text))

describe('a setting that can be nobody’s', () => {
  it.each(['0', '1', '-1', '77', '999999', '12.5', '-0.000001', 'yes', 'No', 'TRUE', 'off', '[]'])(
    'is %s',
    (text) => expect(isPlain(text)).toBe(true),
  )

  it.each([
    ['a name', 'anna'],
    ['a short code', 'pl'],
    ['a phone', '601234567'],
    ['a phone of a town', '1234567'],
    ['a postcode', '00-950'],
    ['many decimals', '1.1234567'],
    ['an address of a machine', '83.12.34.56'],
    ['a date', '1982-02-02'],
    ['a number with words', '12 a'],
    ['a sign alone', '-'],
    ['a point alone', '1.'],
    ['nothing', ''],
    ['a blank', ' '],
    ['a word and more', 'yes, Anna'],
    ['digits of another script', '٧٧'],
  ])('is not %s', (_, text) => expect(isPlain(text)).toBe(false))
})
