/** Something in an LZ4 frame that cannot be. */
export class DamagedLz4 extends Error {
  readonly code = 'ERR_LZ4'

  constructor() {
    super('not an LZ4 frame, or a damaged one')
  }
}

const shortestMatch = 4

/**
 * Unpacks a block into `out` from `at` and returns where it ends. Matches may reach back to the start of
 * `out`. Format: lz4_Block_format.md of the LZ4 project.
 *
 * @throws DamagedLz4
 */
export function unpackBlock(block: Uint8Array, out: Uint8Array, start: number): number {
  let at = 0
  let to = start
  const next = (): number => {
    const code = block[at++]
    if (code === undefined) throw new DamagedLz4()
    return code
  }
  const length = (nibble: number): number => {
    let total = nibble
    if (nibble === 15)
      for (let more = 255; more === 255;) {
        more = next()
        total += more
      }
    return total
  }
  for (;;) {
    const token = next()
    const literals = length(token >> 4)
    if (at + literals > block.length || to + literals > out.length) throw new DamagedLz4()
    out.set(block.subarray(at, at + literals), to)
    at += literals
    to += literals
    if (at === block.length) return to
    const distance = next() | (next() << 8)
    const count = length(token & 15) + shortestMatch
    if (distance === 0 || distance > to || to + count > out.length) throw new DamagedLz4()
    if (distance >= count) out.copyWithin(to, to - distance, to - distance + count)
    else for (let i = 0; i < count; i++) out[to + i] = out[to + i - distance] as number
    to += count
  }
}

/** The last match begins so many bytes before the end, and the last five bytes are literals. */
const lastMatch = 12
const lastLiterals = 5

/** The largest size that {@link packBlock} gives for `size` bytes. */
export const mostPacked = (size: number): number => size + Math.ceil(size / 255) + 16

/** Packs up to 64 KB into `out`, by the first match found, and returns how many bytes it wrote there. */
export function packBlock(bytes: Buffer, out: Buffer): number {
  const seen = new Int32Array(1 << 12).fill(-1)
  let to = 0
  let anchor = 0
  const extended = (value: number) => {
    let left = value - 15
    for (; left >= 255; left -= 255) out[to++] = 255
    out[to++] = left
  }
  const sequence = (literalsEnd: number, distance: number, count: number) => {
    const literals = literalsEnd - anchor
    const matched = count - shortestMatch
    out[to++] = (Math.min(literals, 15) << 4) | (count === 0 ? 0 : Math.min(matched, 15))
    if (literals >= 15) extended(literals)
    to += bytes.copy(out, to, anchor, literalsEnd)
    if (count === 0) return
    out[to++] = distance & 255
    out[to++] = distance >> 8
    if (matched >= 15) extended(matched)
  }
  for (let at = 0; at + lastMatch <= bytes.length;) {
    const word = bytes.readInt32LE(at)
    const slot = Math.imul(word, -1640531535) >>> 20
    const before = seen[slot] as number
    seen[slot] = at
    if (before < 0 || bytes.readInt32LE(before) !== word) {
      at++
      continue
    }
    let count = shortestMatch
    const most = bytes.length - lastLiterals - at
    while (count < most && bytes[before + count] === bytes[at + count]) count++
    sequence(at, at - before, count)
    at += count
    anchor = at
  }
  sequence(bytes.length, 0, 0)
  return to
}
