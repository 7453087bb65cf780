/** What a text has that must be looked at: bytes beyond ASCII, escapes, and e-mail addresses. */

export const beyondAscii: u32 = 1
/** Backslashes, `%` and `&`. */
export const escapes: u32 = 2
/** Those of quoted-printable. */
export const quoted: u32 = 4
/** Lines that go on in the next one, behind a blank. */
export const folds: u32 = 32
/** It begins as what gzip, zlib, zstd, zip, PDF and MySQL's COMPRESS write. */
export const compressed: u32 = 8
/** E-mail addresses that are no masks. */
export const mailed: u32 = 16

/** By the first bytes; the twin of `mayBeCompressed` in ../../../ledger/packings.ts. 6 bytes must be readable. */
function beginsCompressed(at: usize, length: u32): u32 {
  if (length < 10) return 0
  const four = load<u32>(at)
  if ((four & 0xffffff) === 0x088b1f || four === 0xfd2fb528) return compressed
  if (four === 0x04034b50 || four === 0x46445025) return compressed
  return isZlib(at) || (isZlib(at + 4) && mayBeLength(four, length)) ? compressed : 0
}

/** Deflate packs no better (RFC 1951). */
const bestRatio: u64 = 1032

function mayBeLength(said: u32, length: u32): bool {
  return said > 0 && <u64>said <= <u64>length * bestRatio
}

/** RFC 1950: the method and the window, and one of four levels. */
function isZlib(at: usize): bool {
  if (load<u8>(at) !== 0x78) return false
  const level: u32 = load<u8>(at, 1)
  return level === 0x01 || level === 0x5e || level === 0x9c || level === 0xda
}

function isHexadecimal(code: u32): bool {
  return code - 0x30 < 10 || (code | 0x20) - 0x61 < 6
}

/** Longer names of hosts are none (RFC 1035, section 2.3.4). */
const longestHost: usize = 253
/** `.example`, in which masks end (RFC 2606, section 2). */
const reserved: u64 = 0x656c706d6178652e

function isInHost(code: u32): bool {
  return (
    (code | 0x20) - 0x61 < 26 || code - 0x30 < 10 || code === 0x2e || code === 0x2d || code > 0x7f
  )
}

/** Whether what stands behind the sign at `at` is another host than masks have. Text ends before `end`. */
function isHost(at: usize, end: usize): bool {
  const from = at + 1
  const most = min(end, from + longestHost)
  let to = from
  while (to < most && isInHost(load<u8>(to))) to++
  return to - from >= 4 && load<u64>(to - 8) !== reserved
}

/** What begins at `at`. Two bytes behind the text, which ends before `end`, must be readable. */
function beginning(at: usize, code: u32, end: usize): u32 {
  if (code === 0x40) return isHost(at, end) ? mailed : 0
  const next: u32 = load<u8>(at, 1)
  // What stands for a quote parts words as the quote does; of several backslashes the last one tells.
  if (code === 0x5c) return next !== 0x22 && next !== 0x27 && next !== 0x5c ? escapes : 0
  if (code === 0x26) return next === 0x23 || (next | 0x20) - 0x61 < 26 ? escapes : 0
  const third: u32 = load<u8>(at, 2)
  if (code === 10) return (next === 0x20 || next === 9) && third > 0x20 ? folds : 0
  if (code === 0x25)
    return (isHexadecimal(next) || next === 0x75) && isHexadecimal(third) ? escapes : 0
  // A byte beyond ASCII, or a line that goes on.
  if (next === 10 || next === 13) return quoted
  return isHexadecimal(next) && next >= 0x38 && isHexadecimal(third) ? quoted : 0
}

/** 16 bytes behind the text must be readable. */
export function lookAt(from: usize, length: u32): u32 {
  let found = beginsCompressed(from, length)
  for (let i: u32 = 0; i < length; i += 16)
    found |= lookAtPart(from + i, v128.load(from + i), length - i)
  return found
}

/** As {@link lookAt}, and copies the text, and up to 15 bytes more, to `to`. */
export function copyText(from: usize, length: u32, to: usize): u32 {
  let found = beginsCompressed(from, length)
  for (let i: u32 = 0; i < length; i += 16) {
    const bytes = v128.load(from + i)
    v128.store(to + i, bytes)
    found |= lookAtPart(from + i, bytes, length - i)
  }
  return found
}

/** Of up to 16 bytes that stand at `at`. */
function lookAtPart(at: usize, bytes: v128, length: u32): u32 {
  const inText = length < 16 ? (1 << length) - 1 : 0xffff
  let found: u32 = (<u32>i8x16.bitmask(bytes) & inText) !== 0 ? beyondAscii : 0
  const special = v128.or(
    v128.or(
      v128.or(i8x16.eq(bytes, i8x16.splat(0x5c)), i8x16.eq(bytes, i8x16.splat(0x25))),
      v128.or(i8x16.eq(bytes, i8x16.splat(0x26)), i8x16.eq(bytes, i8x16.splat(0x3d))),
    ),
    v128.or(i8x16.eq(bytes, i8x16.splat(0x40)), i8x16.eq(bytes, i8x16.splat(10))),
  )
  for (let bits = <u32>i8x16.bitmask(special) & inText; bits !== 0; bits &= bits - 1) {
    const here = at + <usize>ctz(bits)
    found |= beginning(here, load<u8>(here), at + length)
  }
  return found
}
