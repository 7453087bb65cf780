import { describe, expect, it } from 'vitest'
import { readSettings } from './settings.ts'

const complete = {
  SHOP_DATABASE_URL: 'mysql://x',
  ERP_DATABASE_URL: 'postgres://x',
  CARRIER_URL: 'http://carrier/',
  CARRIER_TOKEN: 't',
  VAT_URL: 'http://vat',
  COMPANY_VAT_NUMBER: 'PL1111111111',
  PIM_FOLDER: '/pim',
  PAYMENT_SECRET: 's',
}

describe('readSettings', () => {
  it('has a default for every pause', () => {
    expect(readSettings(complete)).toMatchObject({
      pollMs: 5000,
      port: 8080,
      carrierUrl: 'http://carrier',
    })
  })

  it('names all that is missing or wrong at once', () => {
    const { CARRIER_TOKEN: _, ...rest } = complete
    expect(() => readSettings({ ...rest, POLL_MS: 'soon', PIM_FOLDER: '' })).toThrow(
      'set these variables: CARRIER_TOKEN, PIM_FOLDER, POLL_MS',
    )
  })
})
