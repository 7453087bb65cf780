import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accountForms, anyAccount, ibanCheck } from './account-rules.ts'
import { valueMasker } from './masking.fixture.ts'

/** Numbers that banks publish as examples. */
const published = [
  'CZ6508000000192000145399',
  'DE89370400440532013000',
  'ES9121000418450200051332',
  'FR1420041010050500013M02606',
  'GB29NWBK60161331926819',
  'IT60X0542811101000000123456',
  'NL91ABNA0417164300',
  'PL61109010140000071219812874',
]
const mask = valueMasker({
  op: 'permute',
  subject: { domain: 'iban', canonical: 'alphanumeric', follows: 'value' },
  scheme: 'iban',
})

function isValid(iban: string): boolean {
  const [, country = '', check, account = ''] = /^([A-Z]{2})(\d\d)(.+)$/.exec(iban) ?? []
  const { form, complete } = accountForms[country] ?? anyAccount
  return (
    form.test(account) && complete(account) === account && ibanCheck(country, account) === check
  )
}

/** Numbers of that country, by the form of the published one. */
const numbersOf = (example: string) =>
  fc
    .array(fc.nat({ max: 25 }), { minLength: 30, maxLength: 30 })
    .map((drawn) =>
      Array.from(example.slice(4), (sign, i) =>
        /\d/.test(sign) ? String((drawn[i] ?? 0) % 10) : String.fromCharCode(65 + (drawn[i] ?? 0)),
      ).join(''),
    )
    .map((account) => (accountForms[example.slice(0, 2)] ?? anyAccount).complete(account))
    .map((account) =>
      account === undefined
        ? example
        : `${example.slice(0, 2)}${ibanCheck(example.slice(0, 2), account)}${account}`,
    )

describe('a bijection of accounts', () => {
  it.each(published)('makes of %s another valid number of the country', (iban) => {
    expect(isValid(iban)).toBe(true)
    const image = mask(iban) ?? ''
    expect(image).not.toBe(iban)
    expect(image.slice(0, 2)).toBe(iban.slice(0, 2))
    expect(image.length).toBe(iban.length)
    expect(isValid(image)).toBe(true)
  })

  it.each(published)('keeps numbers like %s distinct, and invalid ones invalid', (iban) => {
    const valid = fc.sample(numbersOf(iban), { numRuns: 200, seed: 7 })
    const broken = valid
      .map((one) => one.replace(/\d$/, (last) => String((Number(last) + 1) % 10)))
      .filter((one) => !isValid(one))
    const inputs = [...new Set([...valid, ...broken])]
    expect(inputs.length).toBeGreaterThan(200)
    const images = inputs.map((one) => mask(one) ?? '')
    expect(new Set(images).size).toBe(inputs.length)
    expect(images.map(isValid)).toEqual(inputs.map(isValid))
    for (const [i, image] of images.entries()) expect(image).not.toBe(inputs[i])
  })

  it('keeps how a number is written, with or without PL', () => {
    const image = mask('PL61109010140000071219812874') ?? ''
    expect(mask('61 1090 1014 0000 0712 1981 2874')?.replaceAll(' ', '')).toBe(image.slice(2))
    expect(mask('de89 3704 0044 0532 0130 00')).toMatch(/^de\d\d(?: \d{4}){4} \d\d$/)
    expect(mask('fr1420041010050500013m02606')).toMatch(/^fr\d{19}[a-z]\d{5}$/)
  })

  it.each(['brak', '123', 'DE00', 'rachunek nr 5', 'Łódź 12'])(
    'does not let %s through',
    (text) => {
      expect(mask(text)).not.toBe(text)
    },
  )
})
