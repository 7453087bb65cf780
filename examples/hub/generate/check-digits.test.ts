import { describe, expect, it } from 'vitest'
import {
  eanCheck,
  frenchVatKey,
  germanVatCheck,
  ibanOf,
  luhnCheck,
  nipCheck,
  peselCheck,
  regonCheck,
} from './check-digits.ts'

describe('check digits of published examples', () => {
  it.each([
    ['NIP', nipCheck('526000124'), 6],
    ['REGON', regonCheck('12345678'), 5],
    ['PESEL', peselCheck('4405140135'), 9],
    ['EAN-13', eanCheck('400638133393'), 1],
    ['Luhn', luhnCheck('7992739871'), 3],
    ['German VAT number', germanVatCheck('13669597'), 6],
    ['French VAT number', frenchVatKey('404833048'), '83'],
    ['IBAN of Poland', ibanOf('PL', '109010140000071219812874'), 'PL61109010140000071219812874'],
    ['IBAN of Germany', ibanOf('DE', '370400440532013000'), 'DE89370400440532013000'],
  ])('%s', (_, computed, published) => {
    expect(computed).toBe(published)
  })
})
