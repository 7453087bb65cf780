const weighted = (digits: string, weights: readonly number[]) =>
  weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0)

/** Tenth digit of a Polish tax number; 10 where no number starts with these nine. */
export function nipCheck(nine: string): number {
  return weighted(nine, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11
}

/** Ninth digit of a nine-digit REGON. */
export function regonCheck(eight: string): number {
  return (weighted(eight, [8, 9, 2, 3, 4, 5, 6, 7]) % 11) % 10
}

/** Eleventh digit of a PESEL. */
export function peselCheck(ten: string): number {
  return (10 - (weighted(ten, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10
}

/** Thirteenth digit of an EAN-13. */
export function eanCheck(twelve: string): number {
  return (10 - (weighted(twelve, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]) % 10)) % 10
}

/** Last digit by the algorithm of Luhn. */
export function luhnCheck(digits: string): number {
  const sum = Array.from(digits).reduce((total, digit, i) => {
    const value = Number(digit) * ((digits.length - i) % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return (10 - (sum % 10)) % 10
}

/** Ninth digit of a German VAT number (ISO 7064, MOD 11,10). */
export function germanVatCheck(eight: string): number {
  let product = 10
  for (const digit of eight) {
    const sum = (Number(digit) + product) % 10 || 10
    product = (2 * sum) % 11
  }
  return (11 - product) % 10
}

/** The two key digits of a French VAT number over its SIREN. */
export function frenchVatKey(siren: string): string {
  return String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0')
}

/** `PL` + check digits + account, by ISO 13616 (modulus 97). */
export function ibanOf(country: string, account: string): string {
  const letters = Array.from(`${account}${country}00`, (character) =>
    Number.parseInt(character, 36).toString(),
  ).join('')
  return `${country}${String(98n - (BigInt(letters) % 97n)).padStart(2, '0')}${account}`
}
