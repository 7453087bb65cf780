import type { ByteWriter } from './byte-writer.ts'
import { isDigit, isLetter, startsWithCountry } from './canonical.ts'
import { checkDigit } from './check-digits.ts'
import type { Feistel } from './feistel.ts'
import { byClass, lettersForForeign, permuteLayout } from './permute-layout.ts'
import { takeOverSeparators } from './spelling.ts'

const radices = [10 ** 5, 10 ** 4]
const limbs = new Uint32Array(2)

/**
 * A NIP becomes a NIP that begins with no zero and has a check digit; dashes and `PL` stay. What has not
 * ten digits keeps its layout only.
 */
export function permuteNip(value: Uint8Array, feistel: Feistel, out: ByteWriter): void {
  const start = out.length
  const prefix = startsWithCountry(value) ? 2 : 0
  const digits = value.filter(isDigit)
  const letters = value.some((byte, i) => i >= prefix && (isLetter(byte) || byte >= 0x80))
  if (digits.length !== 10 || letters || digits[0] === 48) {
    permuteLayout(lettersForForeign(value), feistel, out, byClass)
    return
  }
  const number = (from: number, to: number) =>
    Number(Buffer.from(digits).toString('latin1', from, to))
  limbs[0] = number(0, 5)
  limbs[1] = number(5, 9)
  let check: number
  do {
    feistel.permute(limbs, radices, 2)
    out.length = start
    out.copy(value, 0, prefix)
    out.decimal(limbs[0], 5)
    out.decimal(limbs[1], 4)
    check = checkDigit('nip', out.bytes, out.length)
  } while (check > 9 || limbs[0] < 10_000)
  out.byte(48 + check)
  takeOverSeparators(value, out, start)
}
