import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { vatRules } from '../kernel/vat-rules.ts'
import type { PermuteProgram, PermuteScheme } from '../programs/change-programs.ts'
import type { Program } from '../programs/program.ts'
import { phoneRanges } from '../locales/phone-ranges.ts'
import { masksOfBoth, prfs } from './both-kernels.fixture.ts'

const permute = (scheme: PermuteScheme, more: Partial<PermuteProgram> = {}): PermuteProgram => ({
  op: 'permute',
  subject: { domain: `of ${scheme}`, canonical: 'exact', follows: 'value' },
  scheme,
  ...more,
})
const inJson = (program: Program): Program => ({
  op: 'walk',
  format: 'json',
  paths: [{ path: ['each'], program }],
  otherPaths: 'stop',
})

/** Values at the borders of what a scheme knows. */
const edges: Readonly<Record<PermuteScheme, readonly string[]>> = {
  id: [
    ...Array.from({ length: 30 }, (_, digits) => '9'.repeat(digits + 1)),
    ...Array.from({ length: 30 }, (_, zeros) => `1${'0'.repeat(zeros)}`),
    ...Array.from({ length: 10 }, (_, digit) => String(digit)),
    '0',
    '00',
    '-0',
    '-',
    '--',
    '-1',
    '-007',
    '000000000000000000001',
    '9007199254740993',
    'ORD-1',
    'ORD-',
    'ORD-2024-00017',
    'ord-2024-00017',
    'A',
    'z9',
    '---',
    'x'.repeat(72),
    '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    '81ARZ3NDEKTSV4RRFFQ69G5FAV',
    '01ARZ3NDEKTSV4RRFFQ69G5FAU',
    '5f0c954e-8d4b-4c57-9c39-2f8a3f7c1d11',
    '5F0C954E-8D4B-AC57-FC39-2F8A3F7C1D11',
    'gf0c954e-8d4b-4c57-9c39-2f8a3f7c1d11',
    '00000000-0000-0000-0000-000000000000',
  ],
  nip: [
    '526-025-09-95',
    'PL5260250995',
    'PL 526 025 09 95',
    '0260250995',
    '526025099',
    'brak',
    'P5260250995',
  ],
  regon: ['012100784', '01210078400024', '012-100-784', '0121007840002', 'brak'],
  phone: [
    '+48 600 123 456',
    '0048600123456',
    '0600123456',
    '600-123-456',
    '060012345',
    '+49 30 901820',
    '(0)30/901820',
    '+33 (0)6 12 34 56 78',
    'nie',
  ],
  pesel: [
    '44051401359',
    '440514-01359',
    '99123100000',
    '00210100000',
    '00010112345',
    '85810112345',
    '123',
  ],
  vat: [
    ...'ATU13585627 BE0428759497 CZ25123891 DE136695976 DK13585628 EE100931558 EL094259216 FI20774740'.split(
      ' ',
    ),
    ...'FR40303265045 HR33392005961 HU12892312 IT00743110157 LU15027442 NL004495445B01 PT501964843'.split(
      ' ',
    ),
    ...'SE123456789701 SI50223054 SK2022749619 GR094259216 at-u135.856-27 PL5260250995 ESX1234567X'.split(
      ' ',
    ),
    ...'136695976 136 695 976 DE136695977 XX1 00743110157 nl004495445b02 BE2428759497'.split(' '),
  ],
  iban: ['DE89370400440532013000', 'PL 61 1090 1014 0000 0712 1981 2874', 'brak'],
  layout: ['12345', 'ab-12', 'ŁÓDŹ', '-'],
}

const decimals = Array.from('0123456789')
const signs = Array.from('aZkL09-5 /.')
const written = (known: readonly string[]) =>
  fc.oneof(
    fc.constantFrom(...known),
    fc.string({ unit: fc.constantFrom(...decimals), minLength: 1, maxLength: 30 }),
    fc.string({ unit: fc.constantFrom(...signs), minLength: 1, maxLength: 90 }),
    fc
      .tuple(fc.constantFrom(...known), fc.nat(), fc.constantFrom(...signs))
      .map(
        ([text, at, sign]) =>
          text.slice(0, at % text.length) + sign + text.slice((at % text.length) + 1),
      ),
  )
const schemes = Object.keys(edges) as PermuteScheme[]

describe.each(prfs)('permutations under %s', (prf) => {
  it.each(schemes)(
    'of %s are those of the kernel in JavaScript, at every border and in lists',
    (scheme) => {
      fc.assert(
        fc.property(
          fc.array(written(edges[scheme]), { minLength: 1, maxLength: 40 }),
          fc.integer({ min: 1, max: 18 }),
          fc.constantFrom<Partial<PermuteProgram>>({}, { most: 18 }, { most: 30 }),
          fc.constantFrom(undefined, 'ORD-', 'ORD-????-', '5f0c', '?-'),
          fc.constantFrom(undefined, 'PL', 'DE', 'IT', 'US'),
          fc.constantFrom(undefined, ...Object.values(phoneRanges)),
          (values, digits, most, prefix, country, range) => {
            const program = permute(scheme, {
              digits,
              ...most,
              ...(prefix ? { prefix } : {}),
              ...(country ? { country } : {}),
              ...(range ? { range } : {}),
            })
            const { fast, plain } = masksOfBoth(program, values, { prf })
            expect(fast).toEqual(plain)
            const list = masksOfBoth(inJson(program), [JSON.stringify(values)], { prf })
            expect(list.fast).toEqual(list.plain)
          },
        ),
        { numRuns: 60 },
      )
    },
  )
})

describe('VAT numbers in the WASM kernel', () => {
  it.each(Object.entries(vatRules))(
    'of %s are valid and invalid where they are in JavaScript',
    (country, rule) => {
      const [from, to] = rule.free
      const suffix = country === 'NL' ? 'B01' : country === 'SE' ? '01' : ''
      const numbers = Array.from({ length: 60 }, (_, i) =>
        rule.compose(String((i * 16_180_339_887) % 10 ** (to - from)).padStart(to - from, '0')),
      )
        .filter((number) => number !== undefined)
        .map((number) => `${country}${country === 'AT' ? 'U' : ''}${number}${suffix}`)
      const broken = numbers.map((number) =>
        number.replace(/\d(?=\D*$)/, (last) => String((Number(last) + 1) % 10)),
      )
      expect(numbers.length).toBeGreaterThan(3)
      const { fast, plain, asked } = masksOfBoth(permute('vat'), [...numbers, ...broken])
      expect(fast).toEqual(plain)
      expect(asked).toBe(0)
    },
  )
})

describe('the WASM kernel', () => {
  it.each(schemes.filter((scheme) => scheme !== 'iban'))(
    'permutes what is usual by itself: %s',
    (scheme) => {
      const usual = edges[scheme].filter((value) => /^[\x20-\x7e]{1,30}$/.test(value))
      expect(usual.length).toBeGreaterThan(2)
      const { asked, fast, plain } = masksOfBoth(permute(scheme), usual)
      expect(fast).toEqual(plain)
      expect(asked).toBe(0)
    },
  )
})
