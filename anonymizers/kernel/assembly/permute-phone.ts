/** The twin of ../permute-phone.ts, for numbers of Poland. */
import { canonicalize, canonicalLength } from './canonical.ts'
import { numberOf } from './digits-of.ts'
import { limbsOf, networkOf } from './feistel.ts'
import { networkOfWidth } from './network.ts'
import { decimal } from './output.ts'
import { byClass, readLayout } from './permute-layout.ts'
import { asValid, wayAt } from './permute-note.ts'
import { spellPhone } from './spelling.ts'

/** Longer ones are left. */
const longest: u32 = 72
const canonical: usize = memory.data(112)
/** The number of ../wasm-programs.ts. */
const phone: u32 = 3

export function readPhone(feistel: usize, value: usize, length: u32, note: usize): bool {
  if (length > longest || !canonicalize(phone, value, length, canonical)) return false
  const isPolish =
    canonicalLength === 11 && load<u16>(canonical) === 0x3834 && load<u8>(canonical, 2) !== 48
  if (!isPolish) return readLayout(feistel, value, length, note, byClass, 0)
  store<u32>(note, asValid, wayAt)
  store<u32>(note, <u32>networkOfWidth(feistel, 9), networkOf)
  store<u64>(note + limbsOf, numberOf(canonical, 2, 7))
  store<u64>(note + limbsOf, numberOf(canonical, 7, 11), 8)
  return true
}

export function isPhoneImage(note: usize): bool {
  return load<u32>(note, limbsOf) >= 10_000
}

export function writePhone(note: usize): void {
  decimal(load<u32>(note, limbsOf), 5)
  decimal(load<u32>(note, limbsOf + 8), 4)
  spellPhone()
}
