import type { CheckRule } from '../programs/render-program.ts'
import type { ByteWriter } from './byte-writer.ts'

/** Weights of the Polish numbers, for the digits that stand before the check digit. */
const weighted = {
  /** Rozporządzenie Ministra Finansów on NIP: the sum modulo 11; 10 is never issued. */
  nip: { weights: [6, 5, 7, 2, 3, 4, 5, 6, 7], digit: (sum: number) => sum % 11 },
  /** GUS: the sum modulo 11, 10 counts as 0. */
  regon: { weights: [8, 9, 2, 3, 4, 5, 6, 7], digit: (sum: number) => (sum % 11) % 10 },
  /** Ustawa o ewidencji ludności: what is missing to the next ten. */
  pesel: {
    weights: [1, 3, 7, 9, 1, 3, 7, 9, 1, 3],
    digit: (sum: number) => (10 - (sum % 10)) % 10,
  },
  /** NBP, numer rozliczeniowy banku. */
  'sort-code': { weights: [3, 9, 7, 1, 3, 9, 7], digit: (sum: number) => (10 - (sum % 10)) % 10 },
} as const

type Weighted = keyof typeof weighted

/** The check digit over the digits that end at `to`; 10 when no number begins so (NIP only). */
export function checkDigit(rule: Weighted, bytes: Uint8Array, to: number): number {
  const { weights, digit } = weighted[rule]
  const from = to - weights.length
  let sum = 0
  for (let i = 0; i < weights.length; i++)
    sum += (weights[i] as number) * ((bytes[from + i] as number) - 48)
  return digit(sum)
}

const branchWeights = [2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8]

/** GUS, a REGON of a branch: over the 13 digits that end at `to`, modulo 11, 10 counts as 0. */
export function branchDigit(bytes: Uint8Array, to: number): number {
  const sum = branchWeights.reduce(
    (all, weight, i) => all + weight * (Number(bytes[to - 13 + i]) - 48),
    0,
  )
  return (sum % 11) % 10
}

/** ISO/IEC 7812-1, annex B (Luhn), over the digits from `from` to `to`. */
export function luhnDigit(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0
  for (let i = to - 1, twice = true; i >= from; i--, twice = !twice) {
    const digit = ((bytes[i] as number) - 48) * (twice ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return (10 - (sum % 10)) % 10
}

/** ISO 13616-1: the two check digits of a Polish account over its 24 digits. `PL00` counts as 252100. */
export function ibanDigits(bytes: Uint8Array, from: number, to: number): number {
  let rest = 0
  for (let i = from; i < to; i++) rest = (rest * 10 + (bytes[i] as number) - 48) % 97
  return 98 - ((rest * 1_000_000 + 252_100) % 97)
}

/** Appends check digits to what was rendered from `from` on; false when there are none for these digits. */
export function appendCheck(rule: CheckRule, out: ByteWriter, from: number): boolean {
  if (rule === 'luhn') {
    out.byte(48 + luhnDigit(out.bytes, from, out.length))
    return true
  }
  if (rule === 'iban') {
    const account = out.length - 24
    const digits = ibanDigits(out.bytes, account, out.length)
    out.ensure(2)
    out.bytes.copyWithin(account + 2, account, out.length)
    out.bytes[account] = 48 + Math.floor(digits / 10)
    out.bytes[account + 1] = 48 + (digits % 10)
    out.length += 2
    return true
  }
  const digit = checkDigit(rule, out.bytes, out.length)
  out.byte(48 + digit)
  return digit < 10
}
