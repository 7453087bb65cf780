import { say } from '../../core/redacted.ts'
import { isDigit, isLetter } from './canonical.ts'
import type { Feistel } from './feistel.ts'
import type { Network } from './network.ts'
import type { Permutation } from './permute.ts'
import { valueError } from './value-error.ts'

/**
 * 10: digits, 8: digits below 8, 26: letters, whose case stays in its place, 22: letters without I, L, O and
 * U, 16: hexadecimal, 0: stays as it is.
 */
type Radix = 0 | 8 | 10 | 16 | 22 | 26

/** The letters of Crockford's base 32. */
const crockford = Buffer.from('abcdefghjkmnpqrstvwxyz')

/** Longest value in characters: longer ones are no identifiers. */
const longest = 4096

interface Layout {
  /** One for each character. */
  readonly radices: Uint8Array
  /** Undefined where nothing changes. */
  readonly network: Network | undefined
}

/**
 * Permutes the characters that `radixOf` gives a radix and leaves the others where they are.
 *
 * @throws POLIGON_VALUE when there are characters beyond ASCII, which would pass unchanged.
 */
export function permuteLayout(
  feistel: Feistel,
  radixOf: (byte: number, place: number) => Radix,
): Permutation {
  const digits = new Uint32Array(longest)
  const radices = new Uint8Array(longest)
  let last: Layout = { radices: new Uint8Array(0), network: undefined }

  /** A column's values mostly look alike, so that the layout of the last one does. */
  function layoutOf(length: number): Layout {
    let same = last.radices.length === length
    for (let i = 0; same && i < length; i++) same = last.radices[i] === radices[i]
    if (!same) {
      const own = radices.slice(0, length)
      const changing = own.filter((radix) => radix !== 0)
      last = {
        radices: own,
        network: changing.length > 0 ? feistel.over(Uint32Array.from(changing)) : undefined,
      }
    }
    return last
  }

  return (value, out) => {
    const { length } = value
    if (length > longest)
      throw valueError(say`A value is longer than the ${longest} bytes of an identifier.`)
    let count = 0
    for (let i = 0; i < length; i++) {
      const byte = value[i] as number
      if (byte >= 0x80)
        throw valueError(say`A value has letters that a bijection of identifiers does not know.`)
      const radix = radixOf(byte, i)
      radices[i] = radix
      if (radix !== 0) digits[count++] = digitValue(byte, radix)
    }
    layoutOf(length).network?.permute(digits)
    out.ensure(length)
    let next = 0
    for (let i = 0; i < length; i++) {
      const byte = value[i] as number
      const radix = radices[i] as Radix
      out.byte(radix === 0 ? byte : character(digits[next++] as number, radix, byte))
    }
  }
}

/** `value` with a letter for each character beyond ASCII, for what is no valid value of its kind anyway. */
export function lettersForForeign(value: Uint8Array): Uint8Array {
  if (value.every((byte) => byte < 0x80)) return value
  return value
    .filter((byte) => (byte & 0xc0) !== 0x80)
    .map((byte) => (byte < 0x80 ? byte : 0x61 + (byte % 26)))
}

/** Digit for digit and letter for letter. */
export const byClass = (byte: number): 0 | 10 | 26 => (isDigit(byte) ? 10 : isLetter(byte) ? 26 : 0)

/** {@link permuteLayout} by class, for what is no valid value of a kind: anything passes in. */
export function permuteOther(feistel: Feistel): Permutation {
  const permute = permuteLayout(feistel, byClass)
  return (value, out) => permute(lettersForForeign(value), out)
}

function digitValue(byte: number, radix: Exclude<Radix, 0>): number {
  if (isDigit(byte)) return byte - 48
  if (radix === 22) return crockford.indexOf(byte | 0x20)
  return (byte | 0x20) - 0x61 + (radix === 16 ? 10 : 0)
}

function character(digit: number, radix: Exclude<Radix, 0>, before: number): number {
  if (radix <= 10 || (radix === 16 && digit < 10)) return 48 + digit
  const letter =
    radix === 22 ? (crockford[digit] as number) : 0x61 + digit - (radix === 16 ? 10 : 0)
  const upper = isLetter(before) && (before & 0x20) === 0
  return upper ? letter - 0x20 : letter
}
