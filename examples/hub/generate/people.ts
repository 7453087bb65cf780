import type { Random } from 'poligon'
import {
  frenchVatKey,
  germanVatCheck,
  ibanOf,
  luhnCheck,
  nipCheck,
  peselCheck,
  regonCheck,
} from './check-digits.ts'
import {
  addressOf,
  companyOf,
  firstNameOf,
  lastNameOf,
  type Address,
  type Country,
  type Gender,
} from './person-names.ts'
import { randomOf } from './random-of.ts'
import { plainLetters, spellEmail, spellNip, spellPhone } from './spellings.ts'

/**
 * `customer`: has an account in the shop, bought, and is a partner of the ERP (same person, other
 * spelling). `registered`: has an account and never bought. `guest`: bought without an account. `partner`: known to the ERP alone. `subscriber`: only reads
 * the newsletter. `staff`: employee in the ERP, user of the shop's panel.
 */
export type Role = 'customer' | 'registered' | 'guest' | 'partner' | 'subscriber' | 'staff'

/** One thing as it is spelled in either database. */
export interface Spelled {
  readonly shop: string
  readonly erp: string
}

export interface Business {
  readonly name: string
  readonly soleTrader: boolean
  readonly nip?: Spelled
  readonly regon?: string
  /** EU VAT number with its country prefix. */
  readonly vatEu?: string
}

export interface Person {
  readonly index: number
  readonly role: Role
  readonly country: Country
  readonly gender: Gender
  readonly firstName: string
  readonly lastName: string
  /** `1984-02-29` */
  readonly birthDate: string
  readonly pesel: string | undefined
  readonly email: Spelled
  readonly phone: Spelled
  readonly home: Address
  readonly delivery: Address
  readonly iban: string
  readonly login: string
  readonly ip: string
  readonly business: Business | undefined
}

export const isPartner = ({ role }: Person) =>
  role === 'customer' || role === 'guest' || role === 'partner'
export const hasAccount = ({ role }: Person) => role === 'customer' || role === 'registered'
export const isBuyer = ({ role }: Person) => role === 'customer' || role === 'guest'

/** The people of both databases, the same for the same seed; the first ones do not depend on `size`. */
export function peopleOf(seed: number, size: number): readonly Person[] {
  return Array.from({ length: size }, (_, index) => personOf(seed, index))
}

function roleOf(index: number): Role {
  const place = index % 50
  if (place === 0) return 'staff'
  if (place <= 2) return 'subscriber'
  if (place <= 6) return 'partner'
  if (place <= 10) return 'guest'
  return place <= 14 ? 'registered' : 'customer'
}

function personOf(seed: number, index: number): Person {
  const random = randomOf(seed, 'person', index)
  const role = roleOf(index)
  const country = role === 'staff' || random.chance(0.9) ? 'PL' : random.pick(['DE', 'FR'] as const)
  const gender = random.pick(['f', 'm'] as const)
  const firstName = firstNameOf(random, country, gender)
  const lastName = lastNameOf(random, country, gender)
  const birthDate = `${1940 + random.below(66)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`
  const login = `${plainLetters(firstName).slice(0, 1)}.${plainLetters(lastName)}${index}`
  const email = `${plainLetters(firstName)}.${plainLetters(lastName)}${index}@${random.pick(mailDomains[country])}`
  const phone = phoneOf(random, country, index)
  const home = addressOf(random, country)
  const delivery = random.chance(0.3) ? addressOf(random, country) : home
  return {
    index,
    role,
    country,
    gender,
    firstName,
    lastName,
    birthDate,
    pesel: country === 'PL' ? peselOf(birthDate, gender, index) : undefined,
    email: { shop: spellEmail(random, email), erp: spellEmail(random, email) },
    phone: {
      shop: spellPhone(random, dialling[country], phone),
      erp: country === 'PL' ? phone : `+${dialling[country]}${phone}`,
    },
    home,
    delivery,
    iban: accountOf(random, country, index),
    login,
    ip: `${random.pick([31, 46, 79, 83, 91, 178, 188])}.${random.below(256)}.${random.below(256)}.${1 + random.below(254)}`,
    business:
      role === 'customer' || role === 'partner'
        ? businessOf(random, country, index, `${firstName} ${lastName}`)
        : undefined,
  }
}

const two = (n: number) => String(n).padStart(2, '0')
const dialling = { PL: '48', DE: '49', FR: '33' } as const
const mailDomains: Readonly<Record<Country, readonly string[]>> = {
  PL: ['poczta-lipowa.pl', 'brzozanet.pl', 'listy24h.com.pl', 'dom-i-ogrod.waw.pl'],
  DE: ['briefkasten-nord.de', 'lindenpost.de'],
  FR: ['boite-claire.fr', 'courrier-du-gue.fr'],
}

/** Different for every index below ten million. */
function phoneOf(random: Random, country: Country, index: number): string {
  const serial = String((index * 7_368_787 + 1_234_567) % 10_000_000).padStart(7, '0')
  if (country === 'PL')
    return random.pick(['50', '51', '60', '66', '69', '72', '78', '88']) + serial
  return random.pick(country === 'DE' ? ['151', '170'] : ['61', '75']) + serial
}

function peselOf(birthDate: string, gender: Gender, index: number): string {
  const [year = '', month = '', day = ''] = birthDate.split('-')
  const century = Number(year) >= 2000 ? 20 : 0
  const serial = String(Math.floor(index / 50) % 1000).padStart(3, '0')
  const sex = ((index % 5) * 2 + (gender === 'm' ? 1 : 0)) % 10
  const ten = `${year.slice(2)}${two(Number(month) + century)}${day}${serial}${sex}`
  return ten + String(peselCheck(ten))
}

/** Bank codes of large banks; the account holds the index, so that every IBAN is another one. */
function accountOf(random: Random, country: Country, index: number): string {
  const serial = String(index).padStart(8, '0')
  const noise = String(random.below(1e8)).padStart(8, '0')
  if (country === 'PL')
    return ibanOf(
      'PL',
      random.pick(['10201026', '11402004', '10501025', '12401037']) + noise + serial,
    )
  if (country === 'DE')
    return ibanOf('DE', random.pick(['37040044', '10070024']) + serial + noise.slice(6))
  return ibanOf('FR', `3000200550${serial}${noise.slice(0, 5)}`)
}

function businessOf(
  random: Random,
  country: Country,
  index: number,
  owner: string,
): Business | undefined {
  if (!random.chance(country === 'PL' ? 0.2 : 0.5)) return undefined
  const soleTrader = random.chance(0.5)
  const name = companyOf(random, country, soleTrader, owner)
  const serial = (index * 611_953 + 271_828) % 1_000_000
  const digits = String(serial).padStart(6, '0')
  if (country === 'DE') {
    const eight = `26${digits}`
    return { name, soleTrader: false, vatEu: `DE${eight}${germanVatCheck(eight)}` }
  }
  if (country === 'FR') {
    const eight = `55${digits}`
    const siren = eight + String(luhnCheck(eight))
    return { name, soleTrader: false, vatEu: `FR${frenchVatKey(siren)}${siren}` }
  }
  const nip = nipOf(random, digits)
  const regon = `36${digits}`
  return {
    name,
    soleTrader,
    nip: { shop: spellNip(random, nip), erp: nip },
    regon: regon + String(regonCheck(regon)),
  }
}

/** Numbers start with the code of the tax office that gave them. */
function nipOf(random: Random, digits: string): string {
  const offices = ['525', '526', '677', '778', '897', '583']
  for (let i = random.below(offices.length); ; i++) {
    const nine = `${offices[i % offices.length]}${digits}`
    if (nipCheck(nine) < 10) return nine + String(nipCheck(nine))
  }
}
