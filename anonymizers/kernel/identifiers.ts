import { isDigit, startsWithCountry } from './canonical.ts'
import { checkDigit, ibanDigits } from './check-digits.ts'
import { readDigits, type Digits } from './digits-of.ts'

/** What is recognised in running text by its form and its check digits. */
export type IdentifierKind = 'email' | 'phone' | 'nip' | 'pesel' | 'iban'

/** Where something stands in the bytes of a text. */
export interface Identifier {
  readonly kind: IdentifierKind
  readonly from: number
  readonly to: number
}

/** From where no part of an address stands before it, so that each run of characters is tried once. */
const address = String.raw`(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}`

/** Digits with what people put between them, after `PL` or `+`. */
const number = String.raw`(?:\b(?:PL ?)?|\+)\d(?:[ ().-]{0,2}\d){8,27}`

const candidates = new RegExp(`${address}|${number}`, 'gi')
const numbers = new RegExp(number, 'gi')

/** What numbers of orders and invoices begin with: `ORD-2024-00017`. */
const series = /[A-Z]{2}[-/]$/

/** The fewest digits of what is recognised. */
const fewestDigits = 9

/** E.164: of the country and within it. */
const mostPhoneDigits = 15

/** What can be recognised in text, from left to right. */
export function findIdentifiers(value: Uint8Array): readonly Identifier[] {
  const hasAddress = value.includes(0x40)
  if (!hasAddress && !hasDigits(value)) return []
  const text = Buffer.from(value.buffer, value.byteOffset, value.length).toString('latin1')
  const found: Identifier[] = []
  const pattern = hasAddress ? candidates : numbers
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const { 0: written, index: from } = match
    const to = from + written.length
    const kind = written.includes('@') ? 'email' : kindOfNumber(value.subarray(from, to))
    if (kind === 'phone' && series.test(text.slice(Math.max(0, from - 4), from))) continue
    if (kind) found.push({ kind, from, to })
  }
  return found
}

function hasDigits(value: Uint8Array): boolean {
  let count = 0
  for (let i = 0; i < value.length; i++)
    if (isDigit(value[i] as number) && ++count === fewestDigits) return true
  return false
}

const digits: Digits = { bytes: new Uint8Array(32), count: 0 }

function kindOfNumber(written: Uint8Array): IdentifierKind | undefined {
  readDigits(written, startsWithCountry(written) ? 2 : 0, digits)
  const { bytes } = digits
  const check = (at: number) => (bytes[at] as number) - 48
  if (written[0] === 0x2b) return digits.count <= mostPhoneDigits ? 'phone' : undefined
  switch (digits.count) {
    case 26:
      return ibanDigits(bytes, 2, 26) === check(0) * 10 + check(1) ? 'iban' : undefined
    case 10:
      return checkDigit('nip', bytes, 9) === check(9) ? 'nip' : undefined
    case 11:
      if (checkDigit('pesel', bytes, 10) === check(10)) return 'pesel'
      return check(0) === 4 && check(1) === 8 ? 'phone' : undefined
    case 9:
      return 'phone'
    case 13:
      return check(0) === 0 && check(1) === 0 ? 'phone' : undefined
    default:
      return undefined
  }
}
