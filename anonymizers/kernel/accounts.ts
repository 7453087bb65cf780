import { ibanCheck } from './account-rules.ts'
import type { BitStream } from './keyed-hash.ts'

/** What numbers of accounts look like in a country: the part behind the check digits of an IBAN. */
interface AccountRule {
  /** Characters of the whole IBAN. */
  readonly length: number
  /** How the accounts begin behind the check digits. */
  readonly begins: RegExp
  /** An account at a bank that does not exist; with the country's own check digits. */
  compose(random: (digits: number) => string): string
}

const digitsIn = (text: string) => Array.from(text, (digit) => Number(digit))
const sumOf = (text: string, weights: readonly number[]) =>
  digitsIn(text).reduce((sum, digit, i) => sum + digit * (weights[i] ?? 0), 0)

/**
 * By country; the forms are those of the IBAN registry (ISO 13616, SWIFT). Codes of banks begin with zeros where
 * national banks give none out so: that none ever will, no act says. DE: *Bankleitzahlen* begin with 1 to 8
 * (Bundesbank); ES, FR, IT, CZ: a code of zeros alone; GB: no BIC begins with ZZZZ, and no sort code with 00.
 */
const rules = {
  CZ: {
    length: 24,
    begins: /^0000/,
    compose: (random) =>
      `0000${weighted(random(5), [10, 5, 8, 4, 2])}${weighted(random(9), [6, 3, 7, 9, 10, 5, 8, 4, 2])}`,
  },
  DE: { length: 22, begins: /^0/, compose: (random) => `0${random(17)}` },
  ES: {
    length: 24,
    begins: /^0000/,
    compose: (random) => {
      const office = random(4)
      const account = random(10)
      const check = (text: string) =>
        spanishCheck(sumOf(text.padStart(10, '0'), [1, 2, 4, 8, 5, 10, 9, 7, 3, 6]))
      return `0000${office}${check(`0000${office}`)}${check(account)}${account}`
    },
  },
  FR: {
    length: 27,
    begins: /^00000/,
    compose: (random) => {
      const bank = '00000'
      const office = random(5)
      const account = random(11)
      const rest = (89n * BigInt(bank) + 15n * BigInt(office) + 3n * BigInt(account)) % 97n
      return `${bank}${office}${account}${String(97n - rest).padStart(2, '0')}`
    },
  },
  GB: { length: 22, begins: /^ZZZZ00/, compose: (random) => `ZZZZ00${random(12)}` },
  IT: {
    length: 27,
    begins: /^[A-Z]00000/,
    compose: (random) => {
      const number = `00000${random(17)}`
      return `${italianCheck(number)}${number}`
    },
  },
} as const satisfies Readonly<Record<string, AccountRule>>

export type AccountCountry = keyof typeof rules

export const accountLength = (country: AccountCountry): number => rules[country].length

/** Vyhláška 169/2011 Sb.: the weighted sum is a multiple of 11. The last digit has weight 1. */
function weighted(digits: string, weights: readonly number[]): string {
  const last = (11 - (sumOf(digits, weights) % 11)) % 11
  if (last < 10) return `${digits}${last}`
  // No digit makes a multiple: the first digit but one that changes the sum by one step goes on.
  const at = digits.length - 1
  const next = `${digits.slice(0, at)}${(Number(digits[at]) + 1) % 10}`
  return weighted(next, weights)
}

/** Consejo Superior Bancario: modulo 11, 10 is written as 1. */
function spanishCheck(sum: number): string {
  const check = (11 - (sum % 11)) % 11
  return String(check === 10 ? 1 : check)
}

/** ABI: letters by place, odd ones by a table. */
const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21]
function italianCheck(number: string): string {
  const sum = digitsIn(number).reduce(
    (all, digit, i) => all + (i % 2 === 0 ? (odd[digit] ?? 0) : digit),
    0,
  )
  return String.fromCharCode(65 + (sum % 26))
}

/** The number of an account, drawn from `bits`: whole, or without country and check digits. */
export function drawAccount(country: AccountCountry, bits: BitStream, whole: boolean): string {
  const random = (digits: number) => {
    let text = ''
    while (text.length < digits) {
      const places = Math.min(4, digits - text.length)
      text += String(bits.below(10 ** places)).padStart(places, '0')
    }
    return text
  }
  const account = rules[country].compose(random)
  return whole ? `${country}${ibanCheck(country, account)}${account}` : account
}

/** Whether `text`, an IBAN or a number of that country, is at none of its banks. */
export function isAtNoBank(text: string, country: AccountCountry): boolean {
  const compact = text.replace(/[^A-Za-z0-9]/g, '').toUpperCase()
  const number =
    /^[A-Z]{2}\d\d/.test(compact) && compact.startsWith(country) ? compact.slice(4) : compact
  return rules[country].begins.test(number)
}
