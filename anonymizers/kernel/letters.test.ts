import { describe, expect, it } from 'vitest'
import { signRanges } from './letters.ts'

describe('signs among letters', () => {
  it('are no letters, marks or white space, and have one form and one case', () => {
    const others = signRanges.flatMap(([from, to]) =>
      Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).filter(
        (sign) =>
          /[\p{L}\p{M}\p{Nd}\s]/u.test(sign) ||
          sign.toLowerCase() !== sign ||
          sign.normalize('NFC') !== sign,
      ),
    )
    expect(others).toEqual([])
  })
})
