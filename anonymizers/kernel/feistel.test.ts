import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Feistel } from './feistel.ts'
import { KeyedHash } from './keyed-hash.ts'

const feistel = (key = 'a key for tests.') =>
  new Feistel(new KeyedHash(Buffer.from(key)).purpose('permute/test'))

/** All sequences of `radices`, permuted. */
function image(network: Feistel, radices: readonly number[]): string[] {
  const total = radices.reduce((product, radix) => product * radix, 1)
  return Array.from({ length: total }, (_, number) => {
    const digits = new Uint32Array(radices.length)
    let rest = number
    for (let i = radices.length - 1; i >= 0; i--) {
      const radix = radices[i] as number
      digits[i] = rest % radix
      rest = Math.floor(rest / radix)
    }
    const before = digits.join(' ')
    network.permute(digits, radices, radices.length)
    expect(digits.join(' ')).not.toBe(before)
    return digits.join(' ')
  })
}

describe('Feistel', () => {
  it.each([
    [[2]],
    [[10]],
    [[26]],
    [[10, 10]],
    [[3, 26, 2]],
    [[10, 10, 10]],
    [[16, 7, 2, 5, 3]],
    [[100, 50]],
  ])('maps the sequences of radices %j one to one, and none to itself', (radices) => {
    const all = image(feistel(), radices)
    expect(new Set(all).size).toBe(all.length)
  })

  it.each([[[7]], [[10, 10]], [[3, 26, 2]]])(
    'leads from any sequence of %j to all others, so that walking on never comes back too early',
    (radices) => {
      const network = feistel()
      const digits = new Uint32Array(radices.length)
      const total = radices.reduce((product, radix) => product * radix, 1)
      for (let step = 1; step <= total; step++) {
        network.permute(digits, radices, radices.length)
        expect(digits.every((digit) => digit === 0)).toBe(step === total)
      }
    },
  )

  it('keeps every digit below its radix at any width', () => {
    const radices = fc.array(fc.integer({ min: 2, max: 0xffff_ffff }), {
      minLength: 1,
      maxLength: 80,
    })
    fc.assert(
      fc.property(radices, (radices) => {
        const digits = Uint32Array.from(radices, (radix) => radix - 1)
        feistel().permute(digits, radices, radices.length)
        digits.forEach((digit, i) => expect(digit).toBeLessThan(radices[i] as number))
        expect([...digits]).not.toEqual(radices.map((radix) => radix - 1))
      }),
    )
  })

  it('gives other permutations for other keys', () => {
    expect(image(feistel('another key....!'), [10, 10])).not.toEqual(image(feistel(), [10, 10]))
  })
})
