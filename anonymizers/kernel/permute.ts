import type { PermuteProgram, PermuteScheme } from '../programs/change-programs.ts'
import type { ByteWriter } from './byte-writer.ts'
import { Feistel } from './feistel.ts'
import type { Kernel } from './kernel.ts'
import { permuteIban } from './permute-iban.ts'
import { permuteId } from './permute-id.ts'
import { byClass, permuteLayout } from './permute-layout.ts'
import { permuteNip } from './permute-nip.ts'
import { permutePesel } from './permute-pesel.ts'
import { permutePhone } from './permute-phone.ts'
import { permuteRegon } from './permute-regon.ts'
import { permuteVat } from './permute-vat.ts'
import { outcome, type Step } from './step.ts'

/** Appends the image of `value`. */
export type Permutation = (value: Uint8Array, out: ByteWriter) => void

const schemes: Readonly<
  Record<PermuteScheme, (feistel: Feistel, program: PermuteProgram) => Permutation>
> = {
  id: permuteId,
  pesel: permutePesel,
  nip: permuteNip,
  phone: permutePhone,
  regon: permuteRegon,
  vat: permuteVat,
  iban: permuteIban,
  layout: (feistel) => permuteLayout(feistel, byClass),
}

export function compilePermute(program: PermuteProgram, kernel: Kernel): Step {
  const feistel = new Feistel(kernel.hash.purpose(`permute/${program.subject.domain}`))
  const permute = schemes[program.scheme](feistel, program)
  return (value, _row, out) => {
    if (value === null || value.length === 0) return outcome.kept
    permute(value, out)
    return outcome.written
  }
}
