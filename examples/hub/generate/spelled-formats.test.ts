import { describe, expect, it } from 'vitest'
import { copyLine } from './copy-text.ts'
import { phpSerialize } from './php-serialize.ts'
import { splitGross } from './vat.ts'

describe('copyLine', () => {
  it('escapes what COPY would read as something else', () => {
    const when = new Date(Date.UTC(2026, 0, 2))
    expect(copyLine([1, null, 'a\tb\nc\\N\r', true, when])).toBe(
      '1\t\\N\ta\\tb\\nc\\\\N\\r\ttrue\t2026-01-02T00:00:00.000Z\n',
    )
  })
})

describe('phpSerialize', () => {
  it('counts bytes, not letters', () => {
    expect(phpSerialize({ name: 'Żółć', points: 3, tags: ['a'], none: null, on: true })).toBe(
      'a:5:{s:4:"name";s:8:"Żółć";s:6:"points";i:3;s:4:"tags";a:1:{i:0;s:1:"a";}s:4:"none";N;s:2:"on";b:1;}',
    )
  })
})

describe('splitGross', () => {
  it('agrees with an invoice that was computed by hand', () => {
    expect(splitGross(9999, 23)).toEqual({ net: 8129, vat: 1870, gross: 9999 })
    expect(splitGross(4990, 5)).toEqual({ net: 4752, vat: 238, gross: 4990 })
  })
})
