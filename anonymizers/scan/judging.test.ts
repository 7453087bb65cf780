import { describe, expect, it } from 'vitest'
import { judged, many, of } from './judging.fixture.ts'

const names = ['Anna Kowalska', 'Jan Zięba', 'Ewa Nowak', 'Piotr Wójcik', 'Maria Lewandowska']
const towns = ['Kraków', 'Łódź', 'Gdańsk', 'Brno', 'Köln', 'Lyon', 'Torino', 'Sevilla']
const drawn = (i: number) =>
  `${(i * 7919 + 104_729).toString(36)}9xQ${(i * 1_299_709).toString(16)}kZ4w7Lp`

describe('a column is judged among the others of its table', () => {
  it('reads names without what all columns begin with', async () => {
    const rows = many((i) => ({
      Kon_Nr: String(i),
      Kon_Nazwa1: of(names, i),
      Kon_Poczta: of(towns, i),
      Kon_Funkcja: i % 2 === 0 ? 'Kierownik działu' : 'Główna księgowa',
    }))
    expect(await judged('kontrahenci', rows)).toEqual({
      Kon_Nazwa1: 'full_name',
      Kon_Poczta: 'city',
      Kon_Funkcja: 'job',
    })
  })

  it('takes no bot for a person, and the address of a server for no street', async () => {
    const rows = many((i) => ({
      name: of(['Welcome bot', 'Billing', 'Night shift', 'Returns', 'Sales'], i),
      imap_address: of(['imap.shop.example', 'mail.shop.example', 'mx.other.example'], i),
      smtp_address: of(['smtp.shop.example', 'mail.shop.example', 'mx.other.example'], i),
    }))
    for (const table of ['agent_bots', 'agent_capacity_policies'])
      expect(await judged(table, rows)).toEqual({})
  })

  it('knows by its table whether a text is a position at work or a place in a list', async () => {
    const rows = many((i) => ({
      email: `someone${i}@shop.example`,
      phone: `+48 600 300 ${100 + i}`,
      position: of(['Buyer', 'Clerk', 'Kierownik magazynu'], i),
    }))
    expect(await judged('user_profiles', rows)).toMatchObject({ position: 'job' })
    expect(
      await judged(
        'banners',
        many((i) => ({ position: `slot ${i}` })),
      ),
    ).toEqual({})
    expect(
      await judged(
        'customer_titles',
        many((i) => ({ position: `${i}` })),
      ),
    ).toEqual({})
  })

  it('takes the name of an account for a company, and that of a ledger for none', async () => {
    const rows = many((i) => ({ name: `${of(['Alfa', 'Termika', 'Novatech'], i)} ${i} GmbH` }))
    expect(await judged('crm_account', rows)).toEqual({ name: 'company' })
    expect(await judged('account_journal', rows)).toEqual({})
  })

  it('takes a way into another system out of settings', async () => {
    const rows = many((i) => ({
      ldap_uname: `cn=reader${i},dc=shop`,
      ldap_pword: drawn(i),
      paypal_express_signature: drawn(i + 100),
      sync_frequency: `${i}`,
    }))
    expect(await judged('settings', rows)).toEqual({
      ldap_uname: 'username',
      ldap_pword: 'password_hash',
      paypal_express_signature: 'secret',
    })
  })

  it('takes what a program says in its alerts and logs of exchanges for no text of a person', async () => {
    const rows = many((i) => ({ message: `Row ${i} of the feed was read and has no price` }))
    for (const table of ['notification_alert', 'erp_sync_log'])
      expect(await judged(table, rows)).toEqual({})
  })

  it('takes a state for a part of the country only beside the town that it belongs to', async () => {
    const rows = many((i) => ({
      state: of(['new', 'paid', 'sent'], i),
      billing_state: of(['Kent', 'Essex', 'Devon'], i),
      billing_city: of(towns, i),
    }))
    expect(await judged('orders', rows)).toEqual({ billing_state: 'city', billing_city: 'city' })
  })

  it('knows provinces, though they are few, and the second line of an address', async () => {
    const rows = many((i) => ({
      line2: of(['m. 4', 'lok. 12', 'klatka B'], i),
      region: of(['mazowieckie', 'podlaskie'], i),
      postcode: `0${i % 10}-${100 + i}`,
    }))
    expect(await judged('delivery_point', rows)).toEqual({
      line2: 'street',
      region: 'city',
      postcode: 'postcode',
    })
  })

  it('reads what stands behind the word for an address as a part of it', async () => {
    const rows = many((i) => ({
      billing_address_city: of(towns, i),
      billing_address_postalcode: `0${i % 10}-${100 + i}`,
      billing_address_state: of(['śląskie', 'podlaskie'], i),
    }))
    expect(await judged('accounts', rows)).toEqual({
      billing_address_city: 'city',
      billing_address_postalcode: 'postcode',
      billing_address_state: 'city',
    })
  })

  it('knows the province of a company by its town', async () => {
    const rows = many((i) => ({
      seat_address_state: of(['śląskie', 'podlaskie', 'lubelskie'], i),
      seat_address_city: of(towns, i),
      phone_office: `+48 600 300 ${100 + i}`,
    }))
    expect(await judged('accounts', rows)).toMatchObject({ seat_address_state: 'city' })
  })

  it('takes the title of a person for a job, and that of a thing for none', async () => {
    const rows = many((i) => ({
      title: of(['Sales Manager', 'Buyer', 'Director of Logistics'], i),
      last_name: of(['Kowalska', 'Zięba', 'Nowak'], i),
      phone: `+48 600 200 ${100 + i}`,
    }))
    expect(await judged('contact', rows)).toMatchObject({ title: 'job' })
    expect(await judged('slide', rows)).not.toHaveProperty('title')
  })

  it('knows companies by their legal forms, and tax numbers of several countries', async () => {
    const forms = ['sp. z o.o.', 'GmbH', 'S.A.', 's.r.o.']
    const rows = many((i) => ({
      q1: `Alfamet ${i} ${of(forms, i)}`,
      q2: i % 2 === 0 ? `DE${123_456_700 + i}` : `CZ${12_345_600 + i}`,
    }))
    expect(await judged('payer', rows)).toEqual({ q1: 'company', q2: 'tax_id' })
  })

  it('knows who made a row by a login, and not by a number', async () => {
    const rows = many((i) => ({ created_by: of(['akowal', 'jzieba', 'enowak7'], i), body: '' }))
    expect(await judged('order_note', rows)).toEqual({ created_by: 'username' })
    const numbers = many((i) => ({ created_by: String(i), body: '' }))
    expect(await judged('order_note', numbers)).toEqual({})
  })

  it('takes numbers of other rows for nothing', async () => {
    const rows = many((i) => ({ id_gender: String((i % 2) + 1), user_id: String(i) }))
    expect(await judged('customer', rows, { id_gender: 'int', user_id: 'int' })).toEqual({})
  })

  it('takes the words of a program for no names of persons', async () => {
    const rows = many((i) => ({
      name: of(['Standard export', 'Weekly load', 'Price list', 'Stock levels'], i) + ` ${i}`,
      company: 'Poligon Sp. z o.o.',
      username: of(['active', 'closed'], i),
    }))
    expect(await judged('customer_import', rows)).toEqual({})
  })

  it('knows the names of persons under the same name of a column', async () => {
    expect(
      await judged(
        'customer_import',
        many((i) => ({ name: of(names, i) })),
      ),
    ).toEqual({
      name: 'full_name',
    })
  })

  it.each(['api_access', 'password_reset', 'user_session'])(
    'takes what is drawn at random in %s for a secret',
    async (table) => {
      const rows = many((i) => ({ key: drawn(i), hash: drawn(i + 50), note_key: 'weekly_report' }))
      expect(await judged(table, rows)).toEqual({ key: 'secret', hash: 'secret' })
    },
  )

  it('leaves digests of files alone', async () => {
    expect(
      await judged(
        'media_file',
        many((i) => ({ checksum: drawn(i), hash: drawn(i) })),
      ),
    ).toEqual({})
  })

  it('judges ways to reach somebody that stand mixed in one column', async () => {
    const rows = many((i) => ({
      value: i % 2 === 0 ? `anna${i}@poczta.example` : `+48 600 100 ${100 + i}`,
      type: i % 2 === 0 ? 'email' : 'phone',
    }))
    expect(await judged('mechanism', rows)).toEqual({ value: 'free_text' })
  })

  it('judges a list in a document by the name of its column', async () => {
    const rows = many((i) => ({ vat_ids: `["PL12345${1000 + i}1"]` }))
    expect(await judged('customer', rows)).toEqual({ vat_ids: 'json' })
  })

  it('finds persons in texts of things, where there are several', async () => {
    const rows = many((i) => ({ memo: i % 8 === 0 ? `Wpłata: ${of(names, i)}, lipiec` : 'Opłata' }))
    expect(await judged('ledger_line', rows)).toEqual({ memo: 'free_text' })
  })

  it('takes texts that describe, and in which nobody is named, for texts', async () => {
    const rows = many((i) => ({ shipping_description: of(['Flat rate', 'Courier - next day'], i) }))
    expect(await judged('orders', rows)).toEqual({})
  })

  it('reads no templates of mails as mails', async () => {
    const rows = many((i) => ({
      subject: `Your order ${i}`,
      description: `Sent on step ${i} here`,
    }))
    expect(await judged('mail_template', rows)).toEqual({})
  })
})
