import { readdirSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromRegistry } from '../core/registry.ts'
import { testCards, unassignedAreas } from './harmless-ranges.ts'
import { checkDigit, ibanDigits, luhnDigit } from './kernel/check-digits.ts'
import { transformers } from './registry.ts'
import { transformerContract, type ContractCase } from './transformer.contract.ts'

const digits = (count: number) =>
  fc.string({
    unit: fc.integer({ min: 0, max: 9 }).map(String),
    minLength: count,
    maxLength: count,
  })
const letters = (min: number, max: number) =>
  fc.string({
    unit: fc.constantFrom(...'aąbcćdeęfghijklłmnńoóprsśtuwyzźż'.split('')),
    minLength: min,
    maxLength: max,
  })
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
const word = letters(3, 12).map(capital)
const onlyDigits = (text: string) => text.replace(/\D/g, '')
const withCheck = (rule: 'nip' | 'regon' | 'pesel', text: string) =>
  text + checkDigit(rule, Buffer.from(text), text.length)
const isNip = (text: string) =>
  /^[1-9][1-9]0\d{7}$/.test(text) && withCheck('nip', text.slice(0, 9)) === text

const firstNames = fc.oneof(word, fc.constantFrom('Anna', 'JAN', 'Łukasz', 'ewa', 'Zofia'))
const surnames = fc.oneof(word, fc.constantFrom('Kowalska', 'NOWAK', 'Zieliński', 'Lis-Maj'))
const nips = fc
  .tuple(fc.integer({ min: 100, max: 999 }), digits(6))
  .map(([office, rest]) => withCheck('nip', office + rest))
  .filter((nip) => nip.length === 10)
const born = fc.date({
  min: new Date('1900-01-01'),
  max: new Date('2099-12-31'),
  noInvalidDate: true,
})
const isoDates = born.map((date) => date.toISOString().slice(0, 10))
const pesels = fc.tuple(born, digits(4)).map(([date, serial]) => {
  const [year = '', month = '', day = ''] = date.toISOString().slice(0, 10).split('-')
  const months = Number(month) + (year.startsWith('20') ? 20 : 0)
  return withCheck('pesel', year.slice(2) + String(months).padStart(2, '0') + day + serial)
})
const accounts = digits(24).map((account) => {
  const check = String(ibanDigits(Buffer.from(account), 0, 24)).padStart(2, '0')
  return `PL${check}${account}`
})
const phones = fc.tuple(
  fc.constantFrom('', '+48 ', '0048'),
  fc.constantFrom('5', '6', '7'),
  digits(8),
)

const coordinates = fc
  .tuple(fc.integer({ min: -89, max: 89 }), digits(6))
  .map(([degrees, rest]) => `${degrees}.${rest}`)
  .filter((text) => Number(text) !== 0)
const amounts = fc
  .tuple(fc.integer({ min: -99_999, max: 99_999 }), digits(2))
  .map((all) => all.join('.'))
  .filter((text) => Number(text) !== 0)

/** Valid inputs of every transformer and what their masks must be. */
const cases: Readonly<Record<string, ContractCase>> = {
  bijection: {
    inputs: fc.oneof(
      fc
        .nat(999_999_999)
        .map(String)
        .filter((id) => id !== '0'),
      fc.uuid(),
      digits(6).map((number) => `ZAM/2026/${number}`),
      digits(20).map((number) => `6209${number}`),
    ),
  },
  bic: {
    inputs: fc
      .tuple(fc.stringMatching(/^[A-Z]{6}[A-Z0-9]{2}$/), fc.constantFrom('', 'XXX', 'WAW'))
      .map((all) => all.join('')),
    isHarmless: (mask) => mask.charAt(7) === '0',
    spellings: [['DEUTDEFF', 'deutdeff']],
    plain: (text) => text.toUpperCase(),
  },
  birthDate: { inputs: isoDates },
  card: {
    inputs: fc
      .tuple(fc.constantFrom('4', '51', '2221', '37', '36', '3528', '6011', '9'), digits(15))
      .map(([start, rest]) =>
        `${start}${rest}`.slice(0, start === '37' ? 14 : start === '36' ? 13 : 15),
      )
      .map((number) => number + luhnDigit(Buffer.from(number), 0, number.length)),
    isHarmless: (mask) => Object.values(testCards).flat().includes(onlyDigits(mask)),
    spellings: [['4532015112830366', '4532 0151 1283 0366', '4532-0151-1283-0366']],
    plain: onlyDigits,
  },
  city: { inputs: fc.oneof(word, fc.constantFrom('Warszawa', 'ZIELONA GÓRA', 'kraków')) },
  company: { inputs: word.map((name) => `${name} sp. z o.o.`) },
  constant: { inputs: word },
  country: { inputs: fc.oneof(word, fc.constantFrom('PL', 'de', 'CZE', 'Niemcy', 'POLAND')) },
  dateGeneralise: {
    inputs: fc.oneof(
      isoDates,
      isoDates.map((date) => `${date} 12:34:56+02`),
    ),
  },
  dateShift: {
    inputs: fc.oneof(
      isoDates,
      isoDates.map((date) => `${date} 12:34:56+02`),
    ),
  },
  email: {
    inputs: fc.oneof(
      fc.emailAddress(),
      fc.tuple(firstNames, surnames, fc.nat(9999)).map(([a, b, n]) => `${a}.${b}${n}@poczta.pl`),
    ),
    isHarmless: (mask) => /^[a-z0-9.]{1,64}@[a-z]+\.example$/.test(mask),
    spellings: [
      ['jan.nowak@wp.pl', ' Jan.Nowak@WP.pl '],
      ['łoś@wp.pl', 'ŁOŚ@wp.pl', 'łos\u0301@wp.pl'],
    ],
    plain: (text) => text.toLowerCase(),
  },
  firstName: {
    inputs: firstNames,
    spellings: [['ŁUKASZ', ' łukasz', 'Łukasz']],
    plain: (text) => text.toLowerCase(),
  },
  freeText: {
    inputs: fc.oneof(
      fc.array(word, { minLength: 1, maxLength: 20 }).map((all) => all.join(' ')),
      fc.tuple(word, fc.emailAddress(), word, nips, word).map((all) => all.join(' ')),
    ),
  },
  fullName: {
    inputs: fc.tuple(firstNames, surnames).map((all) => all.join(' ')),
    spellings: [['Anna  Nowak', 'ANNA NOWAK', ' anna nowak']],
    plain: (text) => text.toLowerCase(),
  },
  gender: {
    inputs: fc.oneof(fc.constantFrom('K', 'M', 'kobieta', 'PAN', 'Frau', 'male'), word),
  },
  geoPoint: {
    inputs: fc.tuple(coordinates, coordinates).map(([a, b]) => `POINT(${a} ${b})`),
  },
  hash: { inputs: fc.tuple(word, digits(6)).map((all) => all.join('')) },
  houseNumber: {
    inputs: fc
      .tuple(fc.integer({ min: 1, max: 300 }), fc.constantFrom('', 'a', '/3'))
      .map((all) => all.join('')),
  },
  iban: {
    inputs: accounts,
    isHarmless: (mask) => {
      const number = onlyDigits(mask)
      const check = String(ibanDigits(Buffer.from(number), 2, 26)).padStart(2, '0')
      const bank = number.slice(2, 9)
      return (
        number.startsWith(`${check}0`) &&
        String(checkDigit('sort-code', Buffer.from(bank), 7)) === number.charAt(9)
      )
    },
    spellings: [['PL61109010140000071219812874', '61 1090 1014 0000 0712 1981 2874']],
    plain: onlyDigits,
  },
  ip: {
    inputs: fc.oneof(fc.ipV4(), fc.ipV6()),
    isHarmless: (mask) => /^(?:192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|10\.|2001:db8:)/.test(mask),
  },
  jobTitle: { inputs: fc.oneof(word, fc.constantFrom('Księgowy', 'MAGAZYNIER')) },
  lastName: {
    inputs: surnames,
    spellings: [['ZIELIŃSKI', 'Zieliński']],
    plain: (text) => text.toLowerCase(),
  },
  latitude: { inputs: coordinates },
  longitude: { inputs: coordinates },
  lookup: { inputs: word },
  mac: {
    inputs: fc
      .tuple(fc.stringMatching(/^[0-9a-f]{12}$/), fc.constantFrom(':', '-', ''))
      .map(([hex, separator]) => (hex.match(/../g) ?? []).join(separator)),
    isHarmless: (mask) => /^[0-9a-f][26ae]/i.test(mask),
    spellings: [['00:1A:2B:3C:4D:5E', '00-1a-2b-3c-4d-5e', '001A2B3C4D5E']],
    plain: (text) => text.toLowerCase().replace(/[:-]/g, ''),
  },
  nip: {
    inputs: nips,
    isHarmless: (mask) => isNip(onlyDigits(mask)),
    spellings: [['5260250995', '526-025-09-95', 'PL5260250995', 'PL 526 025 09 95']],
    plain: onlyDigits,
  },
  null: { inputs: word },
  numberNoise: { inputs: amounts },
  numberRound: { inputs: amounts },
  passwordHash: { inputs: word.map((salt) => `$2y$10$${salt}`) },
  pattern: { inputs: fc.stringMatching(/^[A-Z]{2}\/\d{6}\/[a-z]{3}$/) },
  pesel: {
    inputs: pesels,
    isHarmless: (mask) =>
      /^(?:\d\d[4-7]|0\d[89])\d{8}$/.test(mask) && withCheck('pesel', mask.slice(0, 10)) === mask,
    spellings: [['44051401359', '440514 01359']],
    plain: onlyDigits,
  },
  phone: {
    inputs: phones.map((all) => all.join('')),
    isHarmless: (mask) => unassignedAreas.includes(onlyDigits(mask).slice(-9, -7)),
    spellings: [
      ['600123456', '+48 600-123-456', '0048 600 123 456', '(+48) 600 123 456', '0600123456'],
    ],
    plain: (text) => onlyDigits(text).slice(-9),
  },
  placeholder: {
    inputs: fc
      .tuple(fc.constantFrom('%PDF-1.5 ', '<svg>', '', '\\x89504e47'), digits(8))
      .map((all) => all.join('')),
  },
  postcode: { inputs: digits(5).map((code) => `${code.slice(0, 2)}-${code.slice(2)}`) },
  region: {
    inputs: fc.oneof(word, fc.constantFrom('mazowieckie', 'Woj. śląskie', 'PL-12', 'POMORSKIE')),
  },
  regon: {
    inputs: digits(8)
      .filter((number) => !number.startsWith('99'))
      .map((number) => withCheck('regon', number)),
    isHarmless: (mask) => mask.startsWith('99') && withCheck('regon', mask.slice(0, 8)) === mask,
  },
  secret: { inputs: word },
  street: {
    inputs: fc.oneof(
      word,
      fc.tuple(word, fc.nat(200)).map(([name, n]) => `ul. ${name} ${n}`),
    ),
  },
  template: { inputs: fc.tuple(firstNames, surnames).map((all) => all.join(' ')) },
  token: { inputs: fc.oneof(fc.base64String({ minLength: 20 }), fc.uuid()) },
  url: {
    inputs: fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.domain(),
      fc.constantFrom('/account/orders', '/index.html', '/u/7', '/?q=a', '#b', '/orders/1?page=2'),
    ),
    isHarmless: (mask) => /^(?:(?:https?:\/\/)?[a-z2-7]{13}\.example)?(?:[:/?#]|$)/.test(mask),
  },
  userAgent: {
    inputs: fc
      .tuple(fc.constantFrom('Android', 'Windows NT 6.1', 'curl'), digits(5))
      .map((all) => all.join('/')),
  },
  username: {
    inputs: fc.tuple(word, fc.nat(99_999)).map(([name, n]) => `${name.toLowerCase()}${n}`),
    spellings: [['Admin7', 'admin7']],
  },
  uuid: {
    inputs: fc.uuid(),
    spellings: [
      [
        '01890a5d-ac96-774b-bcce-b302099a8057',
        '01890A5D-AC96-774B-BCCE-B302099A8057',
        '01890a5dac96774bbcceb302099a8057',
      ],
    ],
    plain: (text) => text.toLowerCase().replaceAll('-', ''),
  },
  vat: {
    inputs: fc.oneof(
      nips,
      nips.map((nip) => `PL${nip}`),
      digits(9).map((number) => `DE${number}`),
    ),
  },
}

const all = await Promise.all(
  Object.keys(transformers).map((name) => fromRegistry(transformers, 'transformer', name)),
)

describe('the registry of transformers', () => {
  const files = readdirSync(new URL('transformers/', import.meta.url))
    .filter((file) => /\.[jt]s$/.test(file) && !file.includes('.test.'))
    .map((file) => file.replace(/\.[jt]s$/, ''))

  it('names every file and nothing else', () => {
    expect(files.length).toBeGreaterThan(20)
    expect(Object.keys(transformers).toSorted()).toEqual(files.toSorted())
  })

  it('calls each by the name of its file', () => {
    expect(all.map(({ name }) => name)).toEqual(Object.keys(transformers))
  })

  it('has inputs for the contract of each', () => {
    expect(Object.keys(cases).toSorted()).toEqual(Object.keys(transformers).toSorted())
  })
})

for (const transformer of all) {
  const known = cases[transformer.name]
  if (known) transformerContract(transformer, known)
}
