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
    network.over(radices).permute(digits)
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
    [[2, 700]],
    [[700, 2]],
  ])('maps the sequences of radices %j one to one, and none to itself', (radices) => {
    const all = image(feistel(), radices)
    expect(new Set(all).size).toBe(all.length)
  })

  it.each([[[7]], [[10, 10]], [[3, 26, 2]], [[2, 90]]])(
    'leads from any sequence of %j to all others, so that walking on never comes back too early',
    (radices) => {
      const network = feistel().over(radices)
      const digits = new Uint32Array(radices.length)
      const total = radices.reduce((product, radix) => product * radix, 1)
      for (let step = 1; step <= total; step++) {
        network.permute(digits)
        expect(digits.every((digit) => digit === 0)).toBe(step === total)
      }
    },
  )

  it('keeps every digit below its radix at any width', () => {
    const radices = fc.array(fc.integer({ min: 2, max: 0xffff_ffff }), {
      minLength: 2,
      maxLength: 80,
    })
    fc.assert(
      fc.property(radices, (radices) => {
        const digits = Uint32Array.from(radices, (radix) => radix - 1)
        feistel().over(radices).permute(digits)
        digits.forEach((digit, i) => expect(digit).toBeLessThan(radices[i] as number))
        expect([...digits]).not.toEqual(radices.map((radix) => radix - 1))
      }),
    )
  })

  it.each([
    ['two whole numbers', 24],
    ['limbs', 200],
  ])('keeps 20,000 sequences of decimal digits distinct whose halves are %s', (_kind, count) => {
    const network = feistel().over(Array<number>(count).fill(10))
    const images = Array.from({ length: 20_000 }, (_, number) => {
      const digits = new Uint32Array(count)
      // Neighbours in the first and in the last digits alike.
      for (let i = 0, rest = number; rest > 0; i++, rest = Math.floor(rest / 10))
        digits[number % 2 === 0 ? i : count - 1 - i] = rest % 10
      network.permute(digits)
      return digits.join('')
    })
    expect(new Set(images).size).toBe(20_000)
  })

  it('spreads neighbours over the whole range', () => {
    const network = feistel().over([10 ** 5, 10 ** 4])
    const firstDigits = new Map<number, number>()
    for (let id = 0; id < 10_000; id++) {
      const digits = Uint32Array.of(0, id)
      network.permute(digits)
      const first = Math.floor((digits[0] as number) / 10 ** 4)
      firstDigits.set(first, (firstDigits.get(first) ?? 0) + 1)
    }
    expect(firstDigits.size).toBe(10)
    for (const count of firstDigits.values()) expect(Math.abs(count - 1000)).toBeLessThan(150)
  })

  it('gives the same images whether it remembers or computes', () => {
    const remembering = feistel().over([500, 400])
    const forgetful = feistel()
    for (let i = 0; i < 8; i++) forgetful.over([2 + i, 3])
    for (let number = 0; number < 2000; number++) {
      const [a, b] = [0, 1].map(() => Uint32Array.of(number % 500, (number * 7) % 400))
      remembering.permute(a as Uint32Array)
      forgetful.over([500, 400]).permute(b as Uint32Array)
      expect(a).toEqual(b)
    }
  })

  it('gives other permutations for other keys', () => {
    expect(image(feistel('another key....!'), [10, 10])).not.toEqual(image(feistel(), [10, 10]))
  })
})
