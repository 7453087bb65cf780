import { readdirSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromRegistry } from '../../core/registry.ts'
import { withPerson } from '../bind/persons.ts'
import type { ColumnShape } from '../column.ts'
import { isAtNoBank } from '../kernel/accounts.ts'
import { isUnassigned } from '../kernel/international.ts'
import { rowsMasker, valueMasker } from '../kernel/masking.fixture.ts'
import { wordsOf } from '../kernel/persona-words.ts'
import { textOf, type WordTable } from '../kernel/word-table.ts'
import { transformers } from '../registry.ts'
import { columnOf } from '../transformer.contract.ts'
import { lawsOf, type Transformer } from '../transformer.ts'
import { localeNames, locales, type LocaleName } from './registry.ts'

const loaded = new Map<string, Transformer>()
for (const name of Object.keys(transformers))
  loaded.set(name, await fromRegistry(transformers, 'transformer', name))
const named = (name: string) => loaded.get(name) as Transformer
const all = await Promise.all(localeNames.map((name) => fromRegistry(locales, 'locale', name)))
const others = all.filter(({ words }) => words !== undefined)

const text = columnOf('text')
const wordsIn = (table: WordTable) =>
  Array.from({ length: table.count }, (_, i) => Buffer.from(textOf(table, 'plain', i)).toString())
const known = new Map<LocaleName, ReadonlySet<string>>()
const surnamesOf = (name: LocaleName) => {
  const found = known.get(name) ?? new Set(wordsOf(name).lastNames.flatMap(wordsIn))
  known.set(name, found)
  return found
}

it('has a file for each locale and nothing else', () => {
  const files = readdirSync(new URL('.', import.meta.url)).map((file) => file.replace(/\.ts$/, ''))
  const shared = [
    'compose',
    'english',
    'locale',
    'locale-dump.test',
    'locale.test',
    'phone-ranges',
    'registry',
  ]
  expect(files.toSorted()).toEqual([...localeNames, ...shared].toSorted())
  expect(all.map(({ name }) => name)).toEqual(localeNames)
})

describe.each(others.map((locale) => [locale.name, locale] as const))('locale %s', (_, locale) => {
  const words = wordsOf(locale.name)
  const compile = (name: string, params: object = {}, column: ColumnShape = text) =>
    named(name).compile(named(name).params.parse(params), column, locale)
  const masker = (name: string, params: object = {}, column: ColumnShape = text) =>
    valueMasker(compile(name, params, column))

  it('has words enough, each once, and towns with an area and a region', () => {
    expect(words.firstNames.map(({ count }) => count > 90)).toEqual([true, true])
    expect(words.lastNames[0].count).toBeGreaterThan(4500)
    expect(new Set(wordsIn(words.lastNames[1])).size).toBe(words.lastNames[1].count)
    expect(words.streets.count).toBeGreaterThan(140)
    expect(words.companies.count).toBeGreaterThan(4000)
    expect(words.towns.count).toBeGreaterThan(30)
    expect(words.sentences.count).toBeGreaterThan(20)
    for (let town = 0; town < words.towns.count; town++) {
      expect(words.areaStarts[town + 1]).toBeGreaterThan(words.areaStarts[town] as number)
      expect(words.townRegions[town]).toBeLessThan(words.regions.count)
    }
    const parts = locale.postcode.replace(/[^NAX]/g, '').length
    for (let area = 0; area < words.areas.length; area += 4)
      expect([2, 3]).toContain(Math.min(words.areas[area] as number, parts))
  })

  it('has no word that its own character sets lack', () => {
    const tables = [words.firstNames, words.lastNames, words.streets, words.companies, words.towns]
    const texts = [...tables, words.regions, words.sentences].flat().flatMap(wordsIn)
    const charset = ['latin1', 'latin2'].find((one) => locale.charsets.test(one)) ?? 'latin1'
    const decoder = new TextDecoder(charset === 'latin1' ? 'iso-8859-1' : 'iso-8859-2')
    const letters = new Set(
      decoder.decode(Uint8Array.from({ length: 256 }, (_, i) => i)).normalize('NFC'),
    )
    expect([...new Set(texts.join(''))].filter((letter) => !letters.has(letter))).toEqual([])
  })

  it('gives the fields of one person that fit together', () => {
    const person = { column: 'id', canonical: 'exact' } as const
    const mask = rowsMasker({
      id: { op: 'keep' },
      first: withPerson(compile('firstName'), person),
      last: withPerson(compile('lastName'), person),
      full: withPerson(compile('fullName'), person),
      city: withPerson(compile('city'), person),
      region: withPerson(compile('region'), person),
      postcode: withPerson(compile('postcode'), person),
    })
    const towns = wordsIn(words.towns)
    const regions = wordsIn(words.regions)
    for (let id = 0; id < 100; id++) {
      const row = {
        first: 'Xq',
        last: 'Xv',
        full: 'Xq Xv',
        city: 'Xt',
        region: 'Xregion',
        postcode: 'x',
      }
      const { first, last, full, city, region, postcode } = mask({ id: String(id), ...row })
      expect(full).toBe(`${first} ${last}`)
      expect(surnamesOf(locale.name)).toContain(last)
      const town = towns.indexOf(city ?? '')
      expect(region).toBe(regions[words.townRegions[town] as number])
      const areas = Array.from({ length: words.areas.length / 4 }, (_, i) => i)
        .slice(words.areaStarts[town], words.areaStarts[town + 1])
        .map((at) =>
          Buffer.from(words.areas.subarray(at * 4 + 1, at * 4 + 1 + (words.areas[at * 4] ?? 0))),
        )
      expect(areas.some((area) => postcode?.replace(/\W/g, '').startsWith(area.toString()))).toBe(
        true,
      )
      const form = locale.postcode.replace(/[NAX]/g, (sign) =>
        sign === 'N' ? '\\d' : sign === 'A' ? '[A-Z]' : '[A-Z\\d]',
      )
      expect(postcode).toMatch(new RegExp(`^${form}$`))
    }
  })

  it('gives women and men their form of a surname', () => {
    const full = masker('fullName')
    const surnames = words.lastNames.map(wordsIn)
    const forms = surnames.map((all) => new Set(all))
    const first = words.firstNames.map((table) => wordsIn(table)[7] ?? '')
    for (let i = 0; i < 50; i++)
      for (const gender of [0, 1] as const) {
        const parts = (full(`${first[gender]} ${surnames[1]?.[i * 11]}`) ?? '').split(' ')
        const endings = [1, 2, 3, 4].map((from) => parts.slice(from).join(' '))
        expect(endings.some((one) => forms[gender]?.has(one))).toBe(true)
      }
  })

  const digits = (count: number) => fc.stringMatching(new RegExp(`^[2-9]\\d{${count - 1}}$`))
  const inputs: Readonly<Record<string, fc.Arbitrary<string>>> = {
    firstName: fc.constantFrom('Anna', 'JEAN', 'łucja', wordsIn(words.firstNames[0])[3] ?? ''),
    lastName: fc.constantFrom('Nowak', 'MÜLLER', wordsIn(words.lastNames[1])[40] ?? ''),
    fullName: fc.constantFrom('Anna Nowak', 'JEAN DUPONT', 'Zoë Ång'),
    city: fc.constantFrom('Berlin', 'paris', 'MADRID', ...wordsIn(words.towns).slice(0, 9)),
    street: fc.constantFrom('Hauptstraße 12', '12 High Street', 'VIA ROMA', 'rue du Port'),
    postcode: fc.constantFrom('10115', '110 00', 'LS1 4AP', '75001'),
    company: fc.constantFrom('Müller GmbH', 'ACME LTD'),
    jobTitle: fc.constantFrom('Buchhalter', 'CLERK', ...locale.jobTitles),
    email: fc.constantFrom('anna@web.de', 'Jean.D@orange.fr'),
    username: fc.constantFrom('anna84', 'jd'),
    phone: fc.oneof(
      digits(9),
      digits(10).map((one) => `+${locale.phone.code} ${one}`),
      digits(9).map((one) => `${locale.phone.trunk}${one.slice(0, 3)}-${one.slice(3)}`),
      digits(8).map((one) => `0048${one}`),
      fc.constantFrom('brak', '?', '112', '+'),
    ),
    iban: fc.constantFrom('DE89370400440532013000', 'GB82 WEST 1234 5698 7654 32', '1234567890'),
    bic: fc.constantFrom('DEUTDEFF', 'BREXPLPWMBK'),
    vat: fc.constantFrom('DE136695976', '136695976', 'PL5260250995', 'CZ25123891', '25123891'),
    region: fc.constantFrom('Bayern', 'île-de-france', 'XX', `${locale.country}-XX`),
    freeText: fc.constantFrom('Bitte klingeln bei Frau Meier, 0176 1234567', 'Notiz', 'Anna Nowak'),
  }

  it.each(Object.keys(inputs))('keeps the laws of %s', (name) => {
    const transformer = named(name)
    const laws = lawsOf(transformer, transformer.params.parse({}), locale)
    const mask = masker(name)
    const again = masker(name)
    const other = valueMasker(compile(name), Buffer.from('another key for tests'))
    let changedByKey = 0
    fc.assert(
      fc.property(inputs[name] as fc.Arbitrary<string>, (input) => {
        const masked = mask(input)
        expect(again(input)).toBe(masked)
        if (laws.chanceOfInput === 0) expect(masked).not.toBe(input)
        expect(masked).not.toBe('')
        if (other(input) !== masked) changedByKey++
      }),
      { numRuns: 40 },
    )
    expect(changedByKey).toBeGreaterThan(13)
    expect(mask(null)).toBeNull()
    expect(mask('')).toBe('')
    const samples = fc.sample(inputs[name] as fc.Arbitrary<string>, { numRuns: 10, seed: 7 })
    let fitted = 0
    for (const maxLength of [1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 20, 22, 27, 60]) {
      const column = columnOf('text', { maxLength, declared: `varchar(${maxLength})` })
      let fit: ReturnType<typeof masker>
      try {
        fit = masker(name, {}, column)
      } catch (refusal) {
        expect(refusal).toMatchObject({ code: 'POLIGON_POLICY_REFUSED' })
        continue
      }
      fitted++
      for (const sample of samples.filter(({ length }) => length <= maxLength))
        expect((fit(sample) ?? '').length).toBeLessThanOrEqual(maxLength)
    }
    expect(fitted).toBeGreaterThan(0)
    const inAscii = masker(name, {}, columnOf('text', { charset: 'ascii' }))
    if (locale.country !== 'GB' && locale.country !== 'US')
      for (const sample of samples) expect(inAscii(sample) ?? '').toMatch(/^\p{ASCII}*$/u)
  })

  it('gives phones that nobody has, also by their own reading, and one to all spellings', () => {
    const mask = masker('phone')
    const { code, trunk } = locale.phone
    const spellings = [`${trunk}712345678`, `+${code} 712 345 678`, `00${code}712345678`]
    const masks = spellings.map((one) => mask(one) ?? '')
    for (const one of masks) expect(isUnassigned(Buffer.from(one), locale.phone), one).toBe(true)
    const national = masks.map((one) =>
      one.replace(/\D/g, '').replace(new RegExp(`^(?:00)?${code}`), trunk),
    )
    expect(new Set(national).size).toBe(1)
    expect(isUnassigned(Buffer.from(spellings[0] ?? ''), locale.phone)).toBe(false)
  })

  it('gives other phones of as many digits to different numbers where the policy wants real ones', () => {
    const mask = masker('phone', { range: 'realistic', reason: 'a test' })
    const { code, trunk } = locale.phone
    const numbers = Array.from({ length: 3000 }, (_, i) => `+${code} 30 ${1_000_000 + i * 7}`)
    const masks = numbers.map((one) => mask(one) ?? '')
    expect(new Set(masks).size).toBe(numbers.length)
    for (const one of masks) expect(one).toMatch(new RegExp(`^\\+${code} 3\\d \\d{7}$`))
    expect(mask(`${trunk}301234567`)?.slice(-8)).toBe(mask(`+${code}301234567`)?.slice(-8))
  })

  it('gives accounts with right check digits at no bank', () => {
    const mask = masker('iban')
    const { accounts } = locale
    if (accounts === 'PL') return
    for (let i = 0; i < 200; i++) {
      const masked = mask(`DE${String(i).padStart(2, '0')}370400440532013000`) ?? ''
      expect(masked.startsWith(accounts)).toBe(true)
      const number = (masked.slice(4) + masked.slice(0, 4)).replaceAll(/[A-Z]/g, (letter) =>
        String(letter.charCodeAt(0) - 55),
      )
      expect(BigInt(number) % 97n).toBe(1n)
      expect(isAtNoBank(masked, accounts)).toBe(true)
    }
    expect(isAtNoBank('DE89370400440532013000', 'DE')).toBe(false)
  })
})
