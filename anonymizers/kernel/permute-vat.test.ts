import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { valueMasker } from './masking.fixture.ts'
import { freeDigitsOf, vatRules } from './vat-rules.ts'

/** Numbers that companies and authorities publish as their own. */
const published = [
  'ATU13585627',
  'BE0428759497',
  'CZ25123891',
  'DE136695976',
  'DK13585628',
  'EE100931558',
  'EL094259216',
  'FI20774740',
  'FR40303265045',
  'HR33392005961',
  'HU12892312',
  'IT00743110157',
  'LU15027442',
  'NL004495445B01',
  'PT501964843',
  'SE123456789701',
  'SI50223054',
  'SK2022749619',
]
const mask = valueMasker({
  op: 'permute',
  subject: { domain: 'vat', canonical: 'alphanumeric', follows: 'value' },
  scheme: 'vat',
})
const ruleOf = (country: string) => {
  const rule = vatRules[country]
  if (!rule) throw new Error(`no rule for ${country}`)
  return rule
}
const isValid = (number: string) =>
  freeDigitsOf(ruleOf(number.slice(0, 2)), number.slice(2)) !== undefined

describe('VAT numbers of other countries', () => {
  it('have an example for every rule', () => {
    expect(published.map((one) => one.slice(0, 2))).toEqual(Object.keys(vatRules))
  })

  it.each(published)('%s is valid and becomes another that is', (number) => {
    expect(isValid(number)).toBe(true)
    const masked = mask(number) ?? ''
    expect(masked).not.toBe(number)
    expect(masked.slice(0, 2)).toBe(number.slice(0, 2))
    expect(isValid(masked)).toBe(true)
  })

  it.each(Object.keys(vatRules))('of %s stay distinct, and invalid ones invalid', (country) => {
    const rule = ruleOf(country)
    const [from, to] = rule.free
    const frees = fc.array(fc.integer({ min: 0, max: 9 }), {
      minLength: to - from,
      maxLength: to - from,
    })
    const suffix = country === 'NL' ? 'B01' : country === 'SE' ? '01' : ''
    const valid = fc.sample(
      frees
        .map((all) => rule.compose(all.join('')))
        .filter((one) => one !== undefined)
        .map((one) => `${country}${country === 'AT' ? 'U' : ''}${one}${suffix}`)
        .filter(isValid),
      { numRuns: 200, seed: 7 },
    )
    const broken = valid
      .map((one) => one.replace(/\d(?=\D*$)/, (last) => String((Number(last) + 1) % 10)))
      .filter((one) => !isValid(one))
    const inputs = [...new Set([...valid, ...broken])]
    const masks = inputs.map((one) => mask(one) ?? '')
    expect(new Set(masks).size).toBe(inputs.length)
    expect(masks.map(isValid)).toEqual(inputs.map(isValid))
  })

  it('keep how they are written', () => {
    expect(mask('at u135.856-27')).toMatch(/^at u\d{3}\.\d{3}-\d\d$/)
    expect(mask('GR094259216')).toBe(mask('EL094259216')?.replace('EL', 'GR'))
  })
})
