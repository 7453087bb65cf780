/** What a text has that must be looked at: bytes beyond ASCII, and escapes. */

export const beyondAscii: u32 = 1
export const escapes: u32 = 2

function isHexadecimal(code: u32): bool {
  return code - 0x30 < 10 || (code | 0x20) - 0x61 < 6
}

/** Whether an escape begins at `at`. Two bytes behind the text must be readable. */
function begins(at: usize, code: u32): bool {
  const next: u32 = load<u8>(at, 1)
  // What stands for a quote parts words as the quote does; of several backslashes the last one tells.
  if (code === 0x5c) return next !== 0x22 && next !== 0x27 && next !== 0x5c
  if (code === 0x26) return next === 0x23 || (next | 0x20) - 0x61 < 26
  const third: u32 = load<u8>(at, 2)
  if (code === 0x25) return isHexadecimal(next) && isHexadecimal(third)
  // Quoted-printable: a byte beyond ASCII, or a line that goes on.
  return next === 10 || next === 13 || (isHexadecimal(next) && next >= 0x38 && isHexadecimal(third))
}

/** 16 bytes behind the text must be readable. */
export function lookAt(from: usize, length: u32): u32 {
  let found: u32 = 0
  for (let i: u32 = 0; i < length; i += 16) {
    const bytes = v128.load(from + i)
    const inText = length - i < 16 ? (1 << (length - i)) - 1 : 0xffff
    if ((<u32>i8x16.bitmask(bytes) & inText) !== 0) found |= beyondAscii
    if ((found & escapes) !== 0) continue
    const special = v128.or(
      v128.or(i8x16.eq(bytes, i8x16.splat(0x5c)), i8x16.eq(bytes, i8x16.splat(0x25))),
      v128.or(i8x16.eq(bytes, i8x16.splat(0x26)), i8x16.eq(bytes, i8x16.splat(0x3d))),
    )
    for (let bits = <u32>i8x16.bitmask(special) & inText; bits !== 0; bits &= bits - 1) {
      const at = from + i + <usize>ctz(bits)
      if (begins(at, load<u8>(at))) found |= escapes
    }
  }
  return found
}
