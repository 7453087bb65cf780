import { describe, expect, it } from 'vitest'
import { meaningOf } from './name-meaning.ts'
import { tokensOf } from './tokens.ts'
import { dictionaryFor, locales } from './words/dictionary.ts'

const dictionary = dictionaryFor(undefined)
const meant = (column: string) => meaningOf(column, dictionary)?.meaning

describe('the words of a name', () => {
  it.each([
    ['addr_line2', 'addr line 2'],
    ['ADRES_DOSTAWY', 'adres dostawy'],
    ['custFirstName', 'cust first name'],
    ['HTTPReferer', 'http referer'],
    ['Rodné číslo', 'rodne cislo'],
    ['Straße', 'strasse'],
  ])('%s is %s', (written, words) => {
    expect(tokensOf(written).join(' ')).toBe(words)
  })
})

describe('the name of a column', () => {
  it.each([
    ['cust_eml', 'email'],
    ['customerEmail', 'email'],
    ['email_address_2', 'email'],
    ['imie_klienta', 'first_name'],
    ['vorname', 'first_name'],
    ['prenom', 'first_name'],
    ['NAZWISKO', 'last_name'],
    ['apellido', 'last_name'],
    ['cognome', 'last_name'],
    ['prijmeni', 'last_name'],
    ['nr_tel', 'phone'],
    ['telefonnummer', 'phone'],
    ['handy', 'phone'],
    ['addr_line2', 'street'],
    ['billing_address_1', 'street'],
    ['ulica', 'street'],
    ['calle', 'street'],
    ['indirizzo', 'street'],
    ['plz', 'postcode'],
    ['kodPocztowy', 'postcode'],
    ['psc', 'postcode'],
    ['miejscowosc', 'city'],
    ['ville', 'city'],
    ['rodne_cislo', 'national_id'],
    ['codice_fiscale', 'national_id'],
    ['pesel', 'national_id'],
    ['nip', 'tax_id'],
    ['ust_idnr', 'tax_id'],
    ['siret', 'tax_id'],
    ['data_urodzenia', 'birth_date'],
    ['geburtsdatum', 'birth_date'],
    ['hashed_password', 'password_hash'],
    ['mot_de_passe', 'password_hash'],
    ['client_secret', 'secret'],
    ['nr_rachunku', 'iban'],
    ['remote_addr', 'ip'],
    ['uwagi_klienta', 'note'],
    ['nazwa', 'name'],
    ['ldap_uname', 'username'],
    ['ldap_pword', 'password_hash'],
    ['imap_user', 'username'],
    ['user_identifier', 'username'],
    ['persist_code', 'secret'],
    ['reset_password_code', 'secret'],
    ['nvp_api_signature', 'secret'],
    ['gravatar', 'email'],
    ['from_string', 'email'],
    ['bcc', 'email'],
    ['contact', 'full_name'],
    ['contact_2', 'full_name'],
  ])('%s means %s', (column, kind) => {
    expect(meant(column)).toBe(kind)
  })

  it.each([
    'email_template_id',
    'email_verified_at',
    'is_email_confirmed',
    'send_phone_reminder',
    'address_id',
    'address_format',
    'phone_count',
    'last_login',
    'password_changed_at',
    'street_required',
    'city_id',
    'total',
    'created_at',
    'sku',
    'quantity',
    'status',
  ])('%s means nothing personal', (column) => {
    expect([undefined, 'nothing']).toContain(meant(column))
  })

  it.each([
    ['contact_fax', 'phone'],
    ['contact_city', 'city'],
    ['kontakt_email', 'email'],
  ])('%s is told by what stands behind the person', (column, kind) => {
    expect(meant(column)).toBe(kind)
  })

  it('is less sure with words around it that it does not know', () => {
    const sure = (column: string) => meaningOf(column, dictionary)?.strength ?? 0
    expect(sure('email')).toBeGreaterThan(sure('xyzzy_email'))
    expect(sure('customer_email')).toBeGreaterThan(sure('xyzzy_email'))
  })

  it('is read in the language that is named first', () => {
    expect(meaningOf('konto', dictionaryFor('pl'))?.meaning).toBe('iban')
    expect(meaningOf('cap', dictionaryFor('it'))?.meaning).toBe('postcode')
  })
})

it.each(locales)('the words of %s tell names, streets, towns, phones and passwords', (locale) => {
  const kinds = new Set(dictionaryFor(locale).columns.values())
  for (const kind of [
    'first_name',
    'last_name',
    'street',
    'city',
    'phone',
    'password_hash',
  ] as const)
    expect(kinds).toContain(kind)
  for (const word of dictionaryFor(locale).columns.keys()) expect(word).toMatch(/^[a-z0-9]+$/)
})
