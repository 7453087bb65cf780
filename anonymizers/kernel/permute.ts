import type { PermuteProgram, PermuteScheme } from '../program.ts'
import type { ByteWriter } from './byte-writer.ts'
import { Feistel } from './feistel.ts'
import type { Kernel } from './kernel.ts'
import { permuteId } from './permute-id.ts'
import { permuteNip } from './permute-nip.ts'
import { permutePesel } from './permute-pesel.ts'
import { permutePhone } from './permute-phone.ts'
import { permuteVat } from './permute-vat.ts'
import { outcome, type Step } from './step.ts'

/** Appends the image of `value`. */
type Permutation = (
  value: Uint8Array,
  feistel: Feistel,
  out: ByteWriter,
  program: PermuteProgram,
) => void

const schemes: Readonly<Record<PermuteScheme, Permutation>> = {
  id: permuteId,
  pesel: permutePesel,
  nip: permuteNip,
  phone: permutePhone,
  vat: permuteVat,
}

export function compilePermute(program: PermuteProgram, kernel: Kernel): Step {
  const feistel = new Feistel(kernel.hash.purpose(`permute/${program.subject.domain}`))
  const permutation = schemes[program.scheme]
  return (value, _row, out) => {
    if (value === null || value.length === 0) return outcome.kept
    permutation(value, feistel, out, program)
    return outcome.written
  }
}
