import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromRegistry } from '../../core/registry.ts'
import { ByteWriter } from '../dialects/byte-writer.ts'
import { dialects } from '../dialects/registry.ts'
import { tableOf, testKey } from '../kernel/masking.fixture.ts'
import type { KernelKey } from '../kernel/keyed-function.ts'
import { createRowMasker } from '../kernel/row-masker-of.ts'
import { vatRules } from '../kernel/vat-rules.ts'
import { createWasmKernel } from '../kernel/wasm-kernel.ts'
import type { PermuteProgram, PermuteScheme } from '../programs/change-programs.ts'
import type { Program } from '../programs/program.ts'
import { createBlockCodec } from './block-codec.ts'

const copy = await fromRegistry(dialects, 'dialect', 'pg-copy', 'POLIGON_INTERNAL')
const keys: Readonly<Record<string, KernelKey>> = {
  blake2s: testKey,
  'hmac-sha256': { bytes: testKey, prf: 'hmac-sha256' },
}
const kernels = Object.fromEntries(
  Object.entries(keys).map(([prf, key]) => [prf, createWasmKernel(key)]),
)

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

/** What each kernel makes of the values, or says of them; `inWasm`: how many fields JavaScript was asked for. */
function masks(program: Program, values: readonly string[], prf = 'blake2s') {
  const table = tableOf({ v: program })
  const make = () => createRowMasker(table, ['v'], keys[prf] as KernelKey, undefined)
  const masker = make()
  let asked = 0
  const counting = {
    ...masker,
    maskField: (writer: number) => {
      asked++
      return masker.maskField(writer)
    },
  }
  const codec = copy.createRowCodec(['v'], masker)
  const lane = kernels[prf]?.lane(table, ['v'], copy.syntax, counting)
  if (!lane) throw new Error('no lane')
  const bytes = Buffer.from(values.map((value) => `${value.replaceAll('\\', '\\\\')}\n`).join(''))
  const run = (rows: typeof codec) => {
    const out = new ByteWriter(64)
    try {
      rows.maskRows(bytes, 0, bytes.length, out)
      return out.view().toString('latin1').split('\n')
    } catch (failure) {
      return [String(rows.row), String(failure)]
    }
  }
  const fast = run(createBlockCodec(codec, lane, copy.syntax))
  return { fast, plain: run(copy.createRowCodec(['v'], make())), asked }
}

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

describe.each(Object.keys(keys))('permutations under %s', (prf) => {
  it.each(schemes)(
    'of %s are those of the kernel in JavaScript, at every border and in lists',
    (scheme) => {
      fc.assert(
        fc.property(
          fc.array(written(edges[scheme]), { minLength: 1, maxLength: 40 }),
          fc.integer({ min: 1, max: 18 }),
          fc.constantFrom<Partial<PermuteProgram>>({}, { most: 18 }, { most: 30 }),
          fc.constantFrom(undefined, 'ORD-', 'ORD-????-', '5f0c', '?-'),
          (values, digits, most, prefix) => {
            const program = permute(scheme, { digits, ...most, ...(prefix ? { prefix } : {}) })
            const { fast, plain } = masks(program, values, prf)
            expect(fast).toEqual(plain)
            const list = masks(inJson(program), [JSON.stringify(values)], prf)
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
      const { fast, plain, asked } = masks(permute('vat'), [...numbers, ...broken])
      expect(fast).toEqual(plain)
      expect(asked).toBe(0)
    },
  )
})

describe('the WASM kernel', () => {
  it.each(schemes)('permutes what is usual by itself: %s', (scheme) => {
    const usual = edges[scheme].filter((value) => /^[\x20-\x7e]{1,30}$/.test(value))
    expect(usual.length).toBeGreaterThan(2)
    const { asked, fast, plain } = masks(permute(scheme), usual)
    expect(fast).toEqual(plain)
    expect(asked).toBe(0)
  })
})
