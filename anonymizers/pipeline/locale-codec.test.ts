import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromRegistry } from '../../core/registry.ts'
import { localeNames, locales } from '../locales/registry.ts'
import { transformers } from '../registry.ts'
import { columnOf } from '../transformer.contract.ts'
import { masksOfBoth } from './both-kernels.fixture.ts'

/** What stands in a column of the kind, in several countries and spellings. */
const values = {
  phone: [
    '+49 30 3023125',
    '0049 30 1234567',
    '(030) 123-45-67',
    '+1 202 555 0123',
    '+33 (0)6 12 34 56 78',
    '0612345678',
    '44 7700 900123',
    '+',
    '00',
    '12',
    'brak',
  ],
  iban: [
    'DE89370400440532013000',
    'fr14 2004 1010 0505 0001 3M02 606',
    '370400440532013000',
    'GB29NWBK60161331926819',
    '-',
  ],
  postcode: ['10115', 'SW1A 1AA', 'sw1a1aa', '75001', '110 00', '00-950', '90210', 'brak'],
  region: ['BY', 'DE-BY', 'Bayern', 'WOJ. ŚLĄSKIE', 'PL-14', '14', 'mazowieckie', 'x'],
  gender: ['K', 'm', 'Kobieta', 'mężczyzna', 'female', '1', 'x'],
  country: ['PL', 'DEU', 'Polska', 'NIEMCY', 'Germany', 'nigdzie'],
  city: ['Berlin', 'KRAKÓW', 'Praha 1'],
  company: ['Müller GmbH', 'Kot sp. z o.o.'],
  bic: ['DEUTDEFF', 'brexplpwmbk'],
  jobTitle: ['Kierownik', 'x'],
  hash: ['abc'],
} as const
const kinds = Object.keys(values) as readonly (keyof typeof values)[]

describe.each(localeNames)('in the locale %s both kernels', (name) => {
  it.each(kinds)('mask a %s alike, and the one in WebAssembly by itself', async (kind) => {
    const locale = await fromRegistry(locales, 'locale', name, 'POLIGON_INTERNAL')
    const transformer = await fromRegistry(transformers, 'transformer', kind, 'POLIGON_INTERNAL')
    const params = [
      ...transformer.examples.map((example): object => example.params ?? {}),
      ...(kind === 'hash' ? [{ form: 'base64', length: 22 }] : []),
    ]
    for (const [i, maxLength] of [undefined, 40, 14].entries())
      for (const one of params) {
        const column = columnOf('text', maxLength === undefined ? {} : { maxLength })
        let program
        try {
          program = transformer.compile(transformer.params.parse(one), column, locale)
        } catch {
          continue
        }
        const written = [...values[kind], ...fc.sample(numbers, { numRuns: 40, seed: i })]
        const fitting = written.filter(({ length }) => length <= (maxLength ?? Infinity))
        const { fast, plain, asked } = masksOfBoth(program, fitting, { locale: name })
        expect(fast).toEqual(plain)
        // Accounts by a bijection are left to JavaScript.
        if (kind !== 'iban' || !('range' in one)) expect(asked).toBe(0)
      }
  })
})

/** Digits with what people put between them. */
const numbers = fc.string({
  unit: fc.constantFrom(...Array.from('0123456789+ -/()')),
  minLength: 1,
  maxLength: 30,
})
