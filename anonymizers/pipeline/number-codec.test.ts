import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NumberProgram } from '../programs/change-programs.ts'
import { masksOfBoth, prfs } from './both-kernels.fixture.ts'

/** Numbers as databases write them, the largest and smallest among them. */
const decimal = fc
  .tuple(
    fc.constantFrom('', '-', '+'),
    fc.stringMatching(/^\d{0,9}$/),
    fc.option(fc.stringMatching(/^\d{0,4}$/)),
  )
  .map(([sign, whole, rest]) => sign + whole + (rest === null ? '' : `.${rest}`))
  .filter((text) => /\d/.test(text))
const change = fc.oneof(
  fc.record({ percent: fc.constantFrom(0.001, 0.1, 10, 33.3333, 100) }),
  fc.record({ by: fc.constantFrom(0.000001, 0.0045, 1, 12.5, 100_000) }),
)
const limits = fc.record(
  {
    most: fc.constantFrom(90, 180, 99.99, 2_147_483_647),
    maxLength: fc.integer({ min: 1, max: 14 }),
  },
  { requiredKeys: [] },
)

describe.each(prfs)('numbers under %s', (prf) => {
  it('are moved alike by both kernels, and refused alike', () => {
    fc.assert(
      fc.property(
        change,
        limits,
        fc.array(decimal, { minLength: 1, maxLength: 20 }),
        (how, most, numbers) => {
          const program: NumberProgram = {
            op: 'number',
            subject: { domain: 'number', canonical: 'exact', follows: 'value' },
            change: how,
            ...most,
          }
          const { fast, plain } = masksOfBoth(program, numbers, { prf })
          expect(fast).toEqual(plain)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('are moved in WebAssembly where they are usual', () => {
    const numbers = [
      '1249.90',
      '-100',
      '52.229676',
      '0',
      '0.00',
      '-0',
      '.5',
      '7.',
      '9999999999999',
      '1',
    ]
    for (const how of [{ percent: 10 }, { by: 0.0045 }]) {
      const { fast, plain, asked } = masksOfBoth(
        { op: 'number', subject: { domain: 'n', canonical: 'exact' }, change: how },
        numbers,
        { prf },
      )
      expect(fast).toEqual(plain)
      expect(asked).toBe(0)
    }
  })

  it.each(['NaN', '-Infinity', '1e3', '12345678901234', 'x', '1.2.3', '-'])(
    '%s is left to JavaScript',
    (text) => {
      const { fast, plain, asked } = masksOfBoth(
        { op: 'number', subject: { domain: 'n', canonical: 'exact' }, change: { percent: 10 } },
        [text],
        { prf },
      )
      expect(fast).toEqual(plain)
      expect(asked).toBe(1)
    },
  )
})
