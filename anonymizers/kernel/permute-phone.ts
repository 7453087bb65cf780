import { ByteWriter } from './byte-writer.ts'
import { canonicalize } from './canonical.ts'
import type { Feistel } from './feistel.ts'
import { byClass, lettersForForeign, permuteLayout } from './permute-layout.ts'
import { spellPhone } from './spelling.ts'

const radices = [10 ** 5, 10 ** 4]
const limbs = new Uint32Array(2)
const canonical = new ByteWriter()

/** A Polish number becomes another that begins with no zero, spelt alike; a foreign one keeps its layout only. */
export function permutePhone(value: Uint8Array, feistel: Feistel, out: ByteWriter): void {
  canonical.length = 0
  canonicalize('phone', value, canonical)
  const { bytes, length } = canonical
  if (length !== 11 || bytes[0] !== 0x34 || bytes[1] !== 0x38 || bytes[2] === 48) {
    permuteLayout(lettersForForeign(value), feistel, out, byClass)
    return
  }
  const start = out.length
  limbs[0] = Number(Buffer.from(bytes.subarray(2, 7)).toString('latin1'))
  limbs[1] = Number(Buffer.from(bytes.subarray(7, 11)).toString('latin1'))
  do feistel.permute(limbs, radices, 2)
  while (limbs[0] < 10_000)
  out.decimal(limbs[0], 5)
  out.decimal(limbs[1], 4)
  spellPhone(value, out, start)
}
