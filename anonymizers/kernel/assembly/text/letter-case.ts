/** The twin of inCase in ../../names/spelled.ts. */
import { isLetter, latinLetter, signLength, upperLetter } from '../letters.ts'
import { sharpS, upper, lower } from './words.ts'

/** Writes a text in lower case to `to`, as a name is written in such letters; false for letters that it is not known of. */
export function writeInCase(text: usize, length: u32, letters: u32, to: usize): bool {
  if (letters === lower) {
    memory.copy(to, text, length)
    return true
  }
  const end = text + length
  let behindLetter = false
  let out = to
  for (let at = text; at < end;) {
    const code: u32 = load<u8>(at)
    const changes = letters === upper || !behindLetter
    if (code < 0x80) {
      behindLetter = isLetter(code)
      store<u8>(out++, behindLetter && changes && code >= 0x61 ? code - 0x20 : code)
      at++
      continue
    }
    const letter = at + 1 < end ? latinLetter(code, load<u8>(at, 1)) : 0
    behindLetter = letter !== 0 && letter !== 0xd7 && letter !== 0xf7
    if (!behindLetter) {
      const size = letter === 0 ? signLength(at, end) : 2
      if (size === 0) return false
      for (let i: u32 = 0; i < size; i++) store<u8>(out++, load<u8>(at++))
      continue
    }
    if (changes && letter === sharpS) return false
    const written = changes ? upperLetter(letter) : letter
    if (written < 0x80) return false
    store<u8>(out, 0xc0 | (written >> 6))
    store<u8>(out, 0x80 | (written & 0x3f), 1)
    out += 2
    at += 2
  }
  return true
}
