import type { ByteWriter } from './byte-writer.ts'
import { isAlphanumeric, isDigit, isLetter } from './canonical.ts'
import type { Feistel } from './feistel.ts'
import { byClass, lettersForForeign, permuteLayout } from './permute-layout.ts'
import type { PermuteProgram } from '../programs/change-programs.ts'
import type { Permutation } from './permute.ts'
import { freeDigitsOf, vatRules, type VatRule } from './vat-rules.ts'

/** EU countries and what writes VAT numbers like them. */
const countries = new Set(
  'AT BE BG CY CZ DE DK EE EL ES FI FR GB GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI'.split(
    ' ',
  ),
)

const limbs = new Uint32Array(2)

/**
 * The country stays. Where its check digits are known, a number that has them right becomes another that
 * has, and what has not does not become one; all else keeps its layout only.
 */
export function permuteVat(feistel: Feistel, { country: own }: PermuteProgram): Permutation {
  let kept = 0
  const permute = permuteLayout(feistel, (byte, place) => (place < kept ? 0 : byClass(byte)))

  function layout(value: Uint8Array, rule: VatRule | undefined, out: ByteWriter): void {
    const start = out.length
    const isValid = (one: Uint8Array) =>
      rule !== undefined && freeDigitsOf(rule, numberIn(one, kept)) !== undefined
    let next = value
    do {
      out.length = start
      permute(next, out)
      next = out.view(start).slice()
    } while (isValid(next))
  }

  return (value, out) => {
    const country = Buffer.from(value.subarray(0, 2)).toString('latin1').toUpperCase()
    kept = countries.has(country) && value.length > 4 && isLetter(value[0] ?? 0) ? 2 : 0
    const whose = kept === 2 ? country : /^\P{L}*$/u.test(textOf(value)) ? own : undefined
    const rule = whose === undefined ? undefined : vatRules[whose === 'GR' ? 'EL' : whose]
    const known = value.every((byte) => byte < 0x80) ? value : lettersForForeign(value)
    const free = rule && freeDigitsOf(rule, numberIn(known, kept))
    if (rule && free !== undefined) appendNumber(known, otherNumber(feistel, rule, free), out)
    else layout(known, rule, out)
  }
}

const textOf = (value: Uint8Array) => Buffer.from(value).toString()

/** What stands behind the country, in capitals and without separators. */
function numberIn(value: Uint8Array, from: number): string {
  const number = Buffer.from(value.subarray(from)).filter(isAlphanumeric)
  return Buffer.from(number).toString('latin1').toUpperCase()
}

/** Walks on until the free digits are those of a number. */
function otherNumber(feistel: Feistel, rule: VatRule, free: string): string {
  const low = free.length >> 1
  const network = feistel.over([10 ** (free.length - low), 10 ** low])
  limbs[0] = Number(free.slice(0, free.length - low))
  limbs[1] = Number(free.slice(free.length - low))
  for (;;) {
    network.permute(limbs)
    const [high = 0, rest = 0] = limbs
    const next = String(high).padStart(free.length - low, '0') + String(rest).padStart(low, '0')
    const number = rule.compose(next)
    if (number !== undefined) return number
  }
}

/** `value` with its first digits replaced by those of `number`. */
function appendNumber(value: Uint8Array, number: string, out: ByteWriter): void {
  let at = 0
  for (const byte of value)
    out.byte(isDigit(byte) && at < number.length ? number.charCodeAt(at++) : byte)
}
