/** By the first bytes: gzip (RFC 1952), zlib (RFC 1950), zstd (RFC 8878), zip (APPNOTE 4.3.7), PDF (ISO 32000-1, 7.5.2) or MySQL's COMPRESS, which writes the length before zlib. */
export function mayBeCompressed(bytes: Uint8Array): boolean {
  if (bytes.length < 10) return false
  const [a, b, c, d] = bytes
  if (a === 0x1f && b === 0x8b && c === 0x08) return true
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) return true
  if (isZip(bytes) || isPdf(bytes)) return true
  return isZlib(bytes, 0) || (isZlib(bytes, 4) && mayBeLength(bytes))
}

/** Deflate packs no better (RFC 1951): so bytes that mean nothing are seldom taken for what COMPRESS writes. */
const bestRatio = 1032

function mayBeLength(bytes: Uint8Array): boolean {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  return length > 0 && length <= bytes.length * bestRatio
}

export const isZip = ([a, b, c, d]: Uint8Array) => a === 0x50 && b === 0x4b && c === 3 && d === 4

export const isPdf = ([a, b, c, d]: Uint8Array) =>
  a === 0x25 && b === 0x50 && c === 0x44 && d === 0x46

const isZlib = (bytes: Uint8Array, at: number) =>
  bytes[at] === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(bytes[at + 1] ?? 0)
