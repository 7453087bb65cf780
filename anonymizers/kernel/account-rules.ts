/** How the numbers of accounts of a country hang together: what stands behind the check digits of an IBAN. */
export interface AccountForm {
  readonly form: RegExp
  /** Where its own check digits stand; all else can be chosen. */
  readonly checks: readonly number[]
  /** With the check digits that belong to the rest; undefined when no number has it. */
  readonly complete: (account: string) => string | undefined
}

const digitsIn = (text: string) => Array.from(text, Number)
const sumOf = (text: string, weights: readonly number[]) =>
  digitsIn(text).reduce((sum, digit, i) => sum + digit * (weights[i] ?? 0), 0)
const put = (text: string, at: number, check: string) =>
  text.slice(0, at) + check + text.slice(at + check.length)

/** NBP, numer rozliczeniowy banku. */
const polish = (account: string) =>
  put(account, 7, String((10 - (sumOf(account.slice(0, 7), [3, 9, 7, 1, 3, 9, 7]) % 10)) % 10))

/** Consejo Superior Bancario: modulo 11, 10 is written as 1. */
const spanishWeights = [1, 2, 4, 8, 5, 10, 9, 7, 3, 6]
function spanish(account: string): string {
  const check = (text: string) => {
    const digit = (11 - (sumOf(text, spanishWeights) % 11)) % 11
    return String(digit === 10 ? 1 : digit)
  }
  return put(account, 8, check(`00${account.slice(0, 8)}`) + check(account.slice(10)))
}

/** Clé RIB: letters count as they do on the keys of a telephone of old. */
const frenchDigit = (letter: string) =>
  '12345678912345678923456789'['ABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(letter)] ?? letter
function french(account: string): string {
  const number = account.slice(0, 21).replace(/[A-Z]/g, frenchDigit)
  return put(account, 21, String(97n - ((BigInt(number) * 100n) % 97n)).padStart(2, '0'))
}

/** ABI, codice CIN: characters in odd places by a table. */
const oddPlaces = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
]
function italian(account: string): string {
  const sum = Array.from(account.slice(1), (sign) => Number.parseInt(sign, 36))
    .map((value) => (value < 10 ? value : value - 10))
    .reduce((all, value, i) => all + (i % 2 === 0 ? (oddPlaces[value] ?? 0) : value), 0)
  return put(account, 0, String.fromCharCode(65 + (sum % 26)))
}

/** Vyhláška 169/2011 Sb.: the weighted sums of prefix and account are multiples of 11. */
function czech(account: string): string | undefined {
  const prefix = 11 - (sumOf(account.slice(4, 9), [10, 5, 8, 4, 2]) % 11)
  const number = 11 - (sumOf(account.slice(10, 19), [6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11)
  if (prefix === 10 || number === 10) return undefined
  return put(put(account, 9, String(prefix % 11)), 19, String(number % 11))
}

/** By country, of those whose own check digits are known; the forms are those of the IBAN registry (SWIFT). */
export const accountForms: Readonly<Record<string, AccountForm>> = {
  CZ: { form: /^\d{20}$/, checks: [9, 19], complete: czech },
  ES: { form: /^\d{20}$/, checks: [8, 9], complete: spanish },
  FR: { form: /^\d{10}[A-Z\d]{11}\d\d$/, checks: [21, 22], complete: french },
  IT: { form: /^[A-Z]\d{10}[A-Z\d]{12}$/, checks: [0], complete: italian },
  PL: { form: /^\d{24}$/, checks: [7], complete: polish },
}

/** Of all other countries: only the two check digits of the IBAN are right. */
export const anyAccount: AccountForm = {
  form: /^[A-Z\d]{11,30}$/,
  checks: [],
  complete: (account) => account,
}

/** ISO 7064, MOD 97-10, over the rearranged number; letters count from 10. */
export function ibanCheck(country: string, account: string): string {
  const number = `${account}${country}00`.replaceAll(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  )
  return String(98n - (BigInt(number) % 97n)).padStart(2, '0')
}
