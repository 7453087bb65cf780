/** Whether a mask certainly reaches nobody; JavaScript looks at the others. */
import { seeMask } from './outside.ts'
import { beginsSo } from './prefixes.ts'

/**
 * Words of a column, or of where a path into it ends, when copies are looked at: 1 for e-mails, 2 for what is
 * nested, else a set of prefixes; is it passed over; the leaf.
 */
export function reaches(spec: usize): bool {
  return load<u32>(spec) !== 0
}

const emails: u32 = 1

export function lookAtMask(spec: usize, at: usize, length: u32): void {
  const kind: u32 = load<u32>(spec)
  if (kind === emails ? isEmailOfNobody(at, length) : beginsSo(kind, at, length)) return
  seeMask(load<u32>(spec, 8), at, length)
}

/** A mailbox of plain letters at a domain in `.example`. */
function isEmailOfNobody(at: usize, length: u32): bool {
  if (length < 11 || load<u64>(at + length - 8) !== 0x656c706d6178652e) return false
  let ats = 0
  for (let i: u32 = 0; i < length; i++) {
    const code: u32 = load<u8>(at + i)
    if (code === 0x40) {
      if (i === 0) return false
      ats++
    } else if (code - 0x61 >= 26 && code - 0x30 >= 10 && code !== 0x2e && code !== 0x2d)
      return false
  }
  return ats === 1
}
