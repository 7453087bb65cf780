import { say } from '../../core/redacted.ts'
import type { PhoneProgram } from '../programs/change-programs.ts'
import type { ByteWriter } from './byte-writer.ts'
import { isDigit } from './canonical.ts'
import { readPhone, type InternationalNumber } from './international.ts'
import type { Kernel } from './kernel.ts'
import { BitStream, ownSubject } from './keyed-hash.ts'
import { outcome, type Step } from './step.ts'
import { valueError } from './value-error.ts'

const mostAttempts = 100

/** Compiles the treatment of telephone numbers of one country: each becomes one that is given to nobody. */
export function compilePhone(program: PhoneProgram, kernel: Kernel): Step {
  const { subject, range, maxLength = Infinity } = program
  const findSubject = kernel.hash.subjects(subject.domain, subject.canonical)
  const bits = new BitStream(kernel.hash.purpose(`pieces/${subject.domain}`))
  const words = ownSubject()

  function draw(): string {
    const [begins = '', digits = 0] = range.unassigned[bits.below(range.unassigned.length)] ?? []
    return begins + String(bits.below(10 ** digits)).padStart(digits, '0')
  }

  return (value, _row, out) => {
    if (value === null || value.length === 0) return outcome.kept
    const number = readPhone(value, range)
    findSubject(number.digits === '' ? value : Buffer.from(number.digits), words)
    const start = out.length
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      out.length = start
      bits.start(words, attempt)
      const drawn = draw()
      const national = range.trunk + drawn
      const full = written(number, range.code, drawn) ?? national
      append(full.length > maxLength ? national : full, value, maxLength, out)
      if (!out.equals(value, start)) return outcome.written
    }
    throw valueError(say`A telephone number cannot be told from its mask.`)
  }
}

function written(
  { written: form }: InternationalNumber,
  code: string,
  drawn: string,
): string | undefined {
  switch (form) {
    case '+':
      return `+${code}${drawn}`
    case '00':
      return `00${code}${drawn}`
    case 'code':
      return `${code}${drawn}`
    case 'national':
      return undefined
  }
}

/** With the separators of `input` where it has as many digits. */
function append(mask: string, input: Uint8Array, maxLength: number, out: ByteWriter): void {
  const digits = mask.replace(/\D/g, '')
  let count = 0
  let isPlain = true
  for (const byte of input)
    if (isDigit(byte)) count++
    else if (byte >= 0x80 || (byte | 0x20) >= 0x61) isPlain = false
  if (!isPlain || count !== digits.length || input.length > maxLength)
    return out.copy(Buffer.from(mask))
  let at = 0
  for (const byte of input) out.byte(isDigit(byte) ? digits.charCodeAt(at++) : byte)
}
