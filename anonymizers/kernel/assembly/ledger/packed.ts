/** Runs of letters and digits that may be packed text: in base 64 or hexadecimal numbers. */
import { wordEnd } from './words.ts'

/** Shorter runs hold no value that is looked for. */
export const shortestRun: usize = 8

/**
 * The end of the word at `at`, or of the run that it is in: far enough behind `at` to tell what the run is.
 * No more than 16 words are passed over.
 */
export function runEnd(at: usize, end: usize): usize {
  let to = wordEnd(at, end)
  for (let words = 0; words < 16 && to < end && isInPacked(load<u8>(to)); words++)
    to = wordEnd(to + 1, end)
  return to
}

/** Besides letters and digits. */
export function isInPacked(code: u32): bool {
  return code === 0x2b || code === 0x2f || code === 0x2d || code === 0x5f
}

/** What does not begin so is no text in base 64, and no hexadecimal number. */
function mayBePacked(from: usize): bool {
  return <u32>load<u8>(from) - 0x67 >= 16
}

export function seemsPacked(from: usize, to: usize): bool {
  if (mayBePacked(from) && (seemsText(from, to) || seemsHexadecimal(from, to))) return true
  return seemsCompressed(from, to) || seemsCompressedByMysql(from)
}

/** Signs that begin what COMPRESS writes are letters of base 64, and no words. */
const mostSigns: usize = 4

/** What MySQL's COMPRESS writes, in base 64: four bytes of any length, then zlib, in the letters 7 and 8 of it. */
function seemsCompressedByMysql(from: usize): bool {
  let at = from
  while (from - at < mostSigns && isInPacked(load<u8>(at - 1))) at--
  const level = load<u16>(at, 6)
  // `gB`, `he`, `ic`, `ja`
  return level === 0x4267 || level === 0x6568 || level === 0x6369 || level === 0x616a
}

/** Gzip, zlib, zstd, zip and PDF in base 64 (`H4sI`, `eJ`, `eN`, `eA`, `eF`, `KLUv`, `UEsD`, `JVBE`) or in hexadecimal numbers. */
function seemsCompressed(from: usize, to: usize): bool {
  // More than three signs that are no letters part a run in base 64.
  const first = load<u32>(from)
  if (first === 0x49733448 || first === 0x76554c4b) return true
  if (first === 0x44734555 || first === 0x4542564a) return true
  const second: u32 = load<u8>(from, 1)
  if (load<u8>(from) === 0x65)
    return second === 0x4a || second === 0x4e || second === 0x41 || second === 0x46
  if (to - from < 24) return false
  const begin =
    (load<u8>(from) | 0x20) === 0x78 ? from + 1 : (second | 0x20) === 0x78 ? from + 2 : from
  const bytes = (byteAt(begin) << 8) | byteAt(begin + 2)
  // MySQL writes the length, in four bytes, before zlib.
  if (bytes === 0x504b || bytes === 0x2550) return true
  return bytes === 0x1f8b || bytes === 0x28b5 || bytes >> 8 === 0x78 || byteAt(begin + 8) === 0x78
}

/** The six bits that a letter of base 64 stands for. */
function sixBits(code: u32): u32 {
  if (code - 0x61 < 26) return code - 71
  if (code - 0x41 < 26) return code - 65
  if (code - 0x30 < 10) return code + 4
  return code === 0x2b || code === 0x2d ? 62 : 63
}

function isStrange(code: u32): bool {
  return (code < 0x20 && code !== 10 && code !== 13 && code !== 9) || code === 0x7f
}

/** By the first bytes of what the letters in `[from, to)` hold, at least eight. */
function seemsText(from: usize, to: usize): bool {
  const wanted = min((<u32>(to - from) * 3) >> 2, 15)
  let more: u32 = 0
  let bits: u32 = 0
  let held: u32 = 0
  let length: u32 = 0
  for (let i: usize = 0; length < wanted; i++) {
    bits = ((bits << 6) | sixBits(load<u8>(from + i))) & 0xffff
    held += 6
    if (held < 8) continue
    held -= 8
    const code = (bits >> held) & 0xff
    length++
    if (more > 0) {
      if ((code & 0xc0) !== 0x80) return false
      more--
    } else if (code < 0x80) {
      if (isStrange(code)) return false
    } else if (code < 0xc2 || code > 0xf4) return false
    else more = code < 0xe0 ? 1 : code < 0xf0 ? 2 : 3
  }
  return true
}

function hexadecimal(code: u32): u32 {
  if (code - 0x30 < 10) return code - 0x30
  const letter = (code | 0x20) - 0x61
  return letter < 6 ? letter + 10 : 16
}

/** Signs of ASCII and letters of two bytes in a row, in what is otherwise no text: a serialized object holds such. */
const fewestSigns: u32 = 6

function byteAt(at: usize): u32 {
  return (hexadecimal(load<u8>(at)) << 4) | hexadecimal(load<u8>(at, 1))
}

function holdsText(begin: usize, to: usize): bool {
  let signs: u32 = 0
  for (let at = begin; at + 1 < to; at += 2) {
    const code = byteAt(at)
    if (code > 0xff) return false
    if (code - 0x20 < 0x5f) signs++
    else if (code - 0xc2 < 30 && at + 3 < to && byteAt(at + 2) - 0x80 < 64) {
      signs++
      at += 2
    } else signs = 0
    if (signs === fewestSigns) return true
  }
  return false
}

/** Digits alone, with `x` or `0x` before them or not, that may be letters. */
function seemsHexadecimal(from: usize, to: usize): bool {
  const first: u32 = load<u8>(from)
  const begin =
    (first | 0x20) === 0x78 ? from + 1 : (load<u8>(from, 1) | 0x20) === 0x78 ? from + 2 : from
  const length = to - begin
  if (length < 12 || (length & 1) !== 0) return false
  const looked = min(length, 24)
  let text = true
  // In UTF-16 every other byte is the high one of a letter.
  let even = true
  let odd = true
  for (let i: usize = 0; i < looked; i += 2) {
    const high = hexadecimal(load<u8>(begin + i))
    const low = hexadecimal(load<u8>(begin + i, 1))
    if (high > 15 || low > 15) return false
    const code = (high << 4) | low
    if (isStrange(code)) text = false
    // Those that UTF-16 begins with in files, or a high byte.
    if (code < 6 || (i < 4 && code >= 0xfe)) continue
    if ((i & 2) === 0) even = false
    else odd = false
  }
  return text || even || odd || holdsText(begin, to)
}
