import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromRegistry } from '../core/registry.ts'
import { transformers } from './registry.ts'
import { columnOf, maskerOf } from './transformer.contract.ts'
import { lawsOf } from './transformer.ts'

// The validators here are written from the standards, apart from the code that makes the numbers.

const digits = (text: string) => text.replace(/\D/g, '')
const weighted = (text: string, weights: readonly number[]) =>
  weights.reduce((sum, weight, i) => sum + weight * Number(text[i]), 0)

const isEmail = (text: string) => /^[a-z0-9.]+@[a-z]+\.example$/.test(text)

/** Nine digits of no Polish zone; `+48` or `0048` may stand before them, and a 0 of former days. */
function isPhone(text: string): boolean {
  const number = digits(text).replace(/^(?:0048|48(?=\d{9}$)|0(?=\d{9}$))/, '')
  return /^(?:27|28|30|31|35|36|37|38|40|49)\d{7}$/.test(number) && !/^\+(?!48)/.test(text)
}

/** ISO 7064 MOD 97-10 over the rearranged number, at a Polish bank whose number begins with 0. */
function isIban(text: string): boolean {
  const number = digits(text)
  return (
    number.length === 26 &&
    number[2] === '0' &&
    mod97(`${number.slice(2)}2521${number.slice(0, 2)}`) === 1
  )
}
const mod97 = (text: string) => Number(BigInt(text) % 97n)

const isNip = (text: string) => {
  const number = digits(text)
  return (
    /^[1-9][1-9]0\d{7}$/.test(number) &&
    weighted(number, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === Number(number[9])
  )
}

/** Somebody who is not born yet, or born before 1810. */
function isPesel(text: string): boolean {
  const check = (10 - (weighted(text, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10
  return /^(?:\d\d[4-7]\d|0\d[89]\d)\d{7}$/.test(text) && check === Number(text[10])
}

function isRegon(text: string): boolean {
  const number = digits(text)
  const check = (weighted(number, [8, 9, 2, 3, 4, 5, 6, 7]) % 11) % 10
  return /^99\d{7}$/.test(number) && check === Number(number[8])
}

/** Luhn, and one of the numbers that gateways publish for their test systems. */
function isTestCard(text: string): boolean {
  const number = digits(text)
  const sum = number
    .split('')
    .toReversed()
    .reduce(
      (all, digit, i) =>
        all + (i % 2 === 0 ? Number(digit) : [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][Number(digit)]!),
      0,
    )
  return sum % 10 === 0 && /^(?:4|5[15]|222300|3[0578]|6)/.test(number) && number.length >= 14
}

const isAddress = (text: string) =>
  /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}$/.test(text) || text.startsWith('2001:db8:')

/** Its host is under the reserved top-level domain, or it has none. */
function leadsNowhere(text: string): boolean {
  const [, host = ''] = /^(?:[a-z][a-z+.-]*:)?(?:\/\/)?([^/?#:,]*)/i.exec(text) ?? []
  return /^(?:[a-z2-7]{13}\.example)?$/.test(host) || !/[\p{L}\d]/u.test(host)
}

/** What people really write into such columns, beside what belongs there. */
const strange = ['brak', '1', '-', '?', '000', 'nie podano', 'jan@wp.pl, 600 123 456', 'ąę']

interface Reaching {
  readonly inputs: readonly string[]
  readonly reachesNobody: (mask: string) => boolean
}

/** Everything by which somebody outside could be reached or charged. */
const reaching: Readonly<Record<string, Reaching>> = {
  email: {
    inputs: ['jan@wp.pl', 'Jan Nowak <jan@wp.pl>', 'a@b.pl; c@d.pl', 'jan@wp', '"a b"@wp.pl', '@'],
    reachesNobody: isEmail,
  },
  phone: {
    inputs: [
      '600123456',
      '+48 600 123 456',
      '0048600123456',
      '48600123456',
      '+49 151 23456789',
      '+1 (202) 555-0143',
      '22 621-10-10 w. 12',
      '600123456, 601123456',
      '112',
    ],
    reachesNobody: isPhone,
  },
  iban: {
    inputs: ['PL61109010140000071219812874', 'GB82WEST12345698765432', 'PL61', '61 1090 1014'],
    reachesNobody: isIban,
  },
  card: {
    inputs: [
      '4532015112830366',
      '5425 2334 3010 9903',
      '4111',
      '9999999999999999',
      '374245455400126',
    ],
    // Stars stay where they are, and what has no digit is no number.
    reachesNobody: (mask) => mask.includes('*') || isTestCard(mask),
  },
  nip: {
    inputs: ['5260250995', '526-025-09-95', 'PL5260250995', '123', '526025099', '52602509955'],
    reachesNobody: isNip,
  },
  regon: { inputs: ['123456785', '12345678512347', '000000000'], reachesNobody: isRegon },
  ip: {
    inputs: [
      '8.8.8.8',
      '10.0.0.1:8080',
      '::ffff:1.2.3.4',
      'fe80::1%eth0',
      '1.2.3.0/24',
      'localhost',
    ],
    reachesNobody: isAddress,
  },
  mac: {
    inputs: ['00:1a:2b:3c:4d:5e', '001122334455'],
    reachesNobody: (mask) => (parseInt(mask.slice(0, 2), 16) & 0b11) === 0b10,
  },
  url: {
    inputs: ['https://jan:haslo@sklep.pl/a', '//wp.pl', 'tel:+48600123456', 'https://1.2.3.4/x'],
    reachesNobody: leadsNowhere,
  },
  bic: {
    inputs: ['BREXPLPWMBK', 'DEUTDEFF'],
    reachesNobody: (mask) => /^[a-z]{4}PL[a-z]0(?:XXX)?$/i.test(mask),
  },
}

/** PESEL keeps the form of what is none, so that only valid ones are looked at. */
const pesels = ['44051401359', '02070803628', '90090515836']

const kinds = [
  'email',
  'phone',
  'mobile',
  'nip',
  'regon',
  'iban',
  'bank_account',
  'card',
  'ip',
  'mac',
  'url',
  'website',
  'bic',
  'swift',
]
const all = await Promise.all(
  Object.keys(transformers).map((name) => fromRegistry(transformers, 'transformer', name)),
)
const maskerFor = (name: string, params: unknown = {}) => {
  const transformer = all.find((one) => one.name === name)
  if (!transformer) throw new Error(`there is no transformer ${name}`)
  return maskerOf(transformer.compile(transformer.params.parse(params), columnOf('text')))
}

describe('nobody is reached by a mask', () => {
  it('of any transformer for such a kind: each is looked at here', () => {
    const wanted = all.filter((one) => one.kinds.some((kind) => kinds.includes(kind)))
    expect(wanted.length).toBeGreaterThan(8)
    expect(wanted.map(({ name }) => name).toSorted()).toEqual(Object.keys(reaching).toSorted())
    for (const one of wanted)
      expect(lawsOf(one, one.params.parse({})).harmless, one.name).toBe(true)
  })

  it.each(Object.keys(reaching))('as %s, whatever stands in the column', (name) => {
    const { inputs, reachesNobody } = reaching[name] as Reaching
    const mask = maskerFor(name)
    for (const input of [...inputs, ...strange])
      expect(mask(input), JSON.stringify(input)).toSatisfy(reachesNobody)
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ minLength: 1 }), fc.stringMatching(/^[0-9 +-]{1,30}$/)),
        (input) => {
          // Blanks alone are as good as empty.
          const masked = mask(input)
          expect(masked === input && input.trim() === '' ? true : reachesNobody(masked ?? '')).toBe(
            true,
          )
        },
      ),
      { numRuns: 200 },
    )
  })

  it('as PESEL, where one stands there', () => {
    const mask = maskerFor('pesel')
    for (const pesel of pesels) expect(mask(pesel)).toSatisfy(isPesel)
  })

  it('inside running text', () => {
    const mask = maskerFor('freeText')
    const text = mask(
      'Pisać na jan.nowak@wp.pl lub dzwonić +48 600 123 456, NIP 526-025-09-95, konto PL61109010140000071219812874, PESEL 44051401359.',
    )
    expect(text).toMatch(/@/)
    for (const [email] of (text ?? '').matchAll(/\S+@\S+?(?=[\s,]|$)/g))
      expect(email).toSatisfy(isEmail)
    for (const [account] of (text ?? '').matchAll(/PL\d{26}/g)) expect(account).toSatisfy(isIban)
    for (const [nip] of (text ?? '').matchAll(/\d{3}-\d{3}-\d\d-\d\d/g))
      expect(nip).toSatisfy(isNip)
    for (const [phone] of (text ?? '').matchAll(/\+48[\d ]{9,12}/g))
      expect(phone.trim()).toSatisfy(isPhone)
    for (const [pesel] of (text ?? '').matchAll(/(?<!\d)\d{11}(?!\d)/g))
      expect(pesel).toSatisfy(isPesel)
  })
})
