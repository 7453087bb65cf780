/** How the digits of a country's VAT numbers hang together. */
export interface VatRule {
  /** What stands behind the country, in capitals and without separators. */
  readonly form: RegExp
  /** Where the digits that can be chosen stand among all of them. */
  readonly free: readonly [from: number, to: number]
  /** Digits behind them and the check digits, which stay. */
  readonly kept?: number
  /** All digits but those that are kept; undefined when no number has these free ones. */
  compose(free: string): string | undefined
}

const digit = (text: string, at: number) => text.charCodeAt(at) - 48
const sumOf = (text: string, weights: readonly number[]) =>
  weights.reduce((sum, weight, i) => sum + weight * digit(text, i), 0)
const descending = (from: number) => Array.from({ length: from - 1 }, (_, i) => from - i)

/** `free` and one digit that `check` gives, 10 and more for none. */
const withCheck =
  (check: (free: string) => number) =>
  (free: string): string | undefined => {
    const last = check(free)
    return last < 10 ? free + String(last) : undefined
  }

const luhn = (free: string): number => {
  let sum = 0
  for (let i = free.length - 1, twice = true; i >= 0; i--, twice = !twice) {
    const product = digit(free, i) * (twice ? 2 : 1)
    sum += product > 9 ? product - 9 : product
  }
  return (10 - (sum % 10)) % 10
}

/** ISO/IEC 7064, MOD 11,10. */
const iso7064 = (free: string): number => {
  let product = 10
  for (let i = 0; i < free.length; i++) {
    const sum = (digit(free, i) + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return (11 - product) % 10
}

const notZero = (compose: VatRule['compose']) => (free: string) =>
  free.startsWith('0') ? undefined : compose(free)

const digits = (count: number) => new RegExp(`^\\d{${count}}$`)

/**
 * Countries whose check digits are known; after the algorithms that the Commission published for VIES (*VAT
 * identification numbers structure and check digits*), as libraries such as python-stdnum have them too.
 */
export const vatRules: Readonly<Record<string, VatRule>> = {
  AT: {
    form: /^U\d{8}$/,
    free: [0, 7],
    compose: withCheck((free) => (luhn(`${free}0`) + 6) % 10),
  },
  BE: {
    form: /^[01]\d{9}$/,
    free: [0, 8],
    compose: (free) =>
      /^[01]/.test(free) ? free + String(97 - (Number(free) % 97)).padStart(2, '0') : undefined,
  },
  CZ: {
    form: digits(8),
    free: [0, 7],
    compose: (free) =>
      free.startsWith('9')
        ? undefined
        : free + String((11 - (sumOf(free, descending(8)) % 11)) % 10),
  },
  DE: { form: digits(9), free: [0, 8], compose: notZero(withCheck(iso7064)) },
  DK: {
    form: digits(8),
    free: [0, 7],
    compose: notZero(withCheck((free) => (11 - (sumOf(free, [2, 7, 6, 5, 4, 3, 2]) % 11)) % 11)),
  },
  EE: {
    form: digits(9),
    free: [0, 8],
    compose: withCheck((free) => (10 - (sumOf(free, [3, 7, 1, 3, 7, 1, 3, 7]) % 10)) % 10),
  },
  EL: {
    form: digits(9),
    free: [0, 8],
    compose: withCheck((free) => (sumOf(free, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10),
  },
  FI: {
    form: digits(8),
    free: [0, 7],
    compose: withCheck((free) => (11 - (sumOf(free, [7, 9, 10, 5, 8, 4, 2]) % 11)) % 11),
  },
  FR: {
    form: digits(11),
    free: [2, 10],
    compose: (free) => {
      const siren = free + String(luhn(free))
      return String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0') + siren
    },
  },
  HR: { form: digits(11), free: [0, 10], compose: withCheck(iso7064) },
  HU: {
    form: digits(8),
    free: [0, 7],
    compose: withCheck((free) => (10 - (sumOf(free, [9, 7, 3, 1, 9, 7, 3]) % 10)) % 10),
  },
  IT: { form: digits(11), free: [0, 10], compose: withCheck(luhn) },
  LU: {
    form: digits(8),
    free: [0, 6],
    compose: (free) => free + String(Number(free) % 89).padStart(2, '0'),
  },
  NL: {
    form: /^\d{9}B\d\d$/,
    free: [0, 8],
    kept: 2,
    compose: withCheck((free) => sumOf(free, descending(9)) % 11),
  },
  PT: {
    form: digits(9),
    free: [0, 8],
    compose: notZero(
      withCheck((free) => {
        const check = 11 - (sumOf(free, descending(9)) % 11)
        return check > 9 ? 0 : check
      }),
    ),
  },
  SE: { form: /^\d{10}01$/, free: [0, 9], kept: 2, compose: withCheck(luhn) },
  SI: {
    form: digits(8),
    free: [0, 7],
    compose: notZero(
      withCheck((free) => {
        const check = 11 - (sumOf(free, descending(8)) % 11)
        return check === 10 ? 0 : check
      }),
    ),
  },
  SK: {
    form: digits(10),
    free: [0, 9],
    compose: (free) =>
      /^[1-9]\d[2-4789]/.test(free)
        ? withCheck((all) => (11 - ((Number(all) * 10) % 11)) % 11)(free)
        : undefined,
  },
}

/** The free digits of a number with right check digits; undefined for every other. */
export function freeDigitsOf(rule: VatRule, number: string): string | undefined {
  if (!rule.form.test(number)) return undefined
  const all = number.replace(/\D/g, '')
  const free = all.slice(...rule.free)
  return rule.compose(free) === all.slice(0, all.length - (rule.kept ?? 0)) ? free : undefined
}
