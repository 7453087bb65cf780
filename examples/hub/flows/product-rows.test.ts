import { describe, expect, it } from 'vitest'
import { readProducts } from './product-rows.ts'

describe('a product file', () => {
  it('is read by its header, in either language and any order', () => {
    const text = 'nazwa;cena_brutto;SKU;vat;ean\nKubek;1 234,50;KUB-001;23%;0012345678905\n'
    expect(readProducts(text)).toEqual({
      products: [
        {
          sku: 'KUB-001',
          name: 'Kubek',
          price: 123_450,
          vatRate: 2300,
          ean: '0012345678905',
          description: null,
        },
      ],
    })
  })

  it('is refused whole, with every reason and its line', () => {
    const rows = ['KUB-001;Kubek;12,30;23;', 'KUB-001;;x;7;12', 'KUB-002;Kubek']
    expect(readProducts(`sku;name;price_gross;vat_rate;ean\n${rows.join('\n')}\n`)).toEqual({
      reasons: [
        'line 3: sku stands in the file twice',
        'line 3: name is missing',
        'line 3: price_gross is no amount above zero',
        'line 3: vat_rate is not 0, 5, 8 or 23',
        'line 3: ean has not 8 or 13 digits',
        'line 4: 2 fields instead of 5',
      ],
    })
  })

  it.each([
    ['', 'the file has no products'],
    ['sku;name;price_gross;vat_rate\n', 'the file has no products'],
    ['sku;name;vat\na;b;23\n', 'line 1: column price_gross is missing'],
    ['sku;name\n"a', 'line 2: a quote is never closed'],
  ])('%j is refused', (text, reason) => {
    expect(readProducts(text)).toEqual({ reasons: [reason] })
  })
})
