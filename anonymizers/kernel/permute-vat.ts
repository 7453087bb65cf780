import { isLetter } from './canonical.ts'
import type { Feistel } from './feistel.ts'
import { byClass, lettersForForeign, permuteLayout } from './permute-layout.ts'
import type { Permutation } from './permute.ts'

/** EU countries and what writes VAT numbers like them. */
const countries = new Set(
  'AT BE BG CY CZ DE DK EE EL ES FI FR GB GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI'.split(
    ' ',
  ),
)

/** The country stays, all else keeps its layout only. */
export function permuteVat(feistel: Feistel): Permutation {
  let kept = 0
  const permute = permuteLayout(feistel, (byte, place) => (place < kept ? 0 : byClass(byte)))
  return (value, out) => {
    const country = Buffer.from(value.subarray(0, 2)).toString('latin1').toUpperCase()
    kept = countries.has(country) && value.length > 4 && isLetter(value[0] ?? 0) ? 2 : 0
    permute(lettersForForeign(value), out)
  }
}
