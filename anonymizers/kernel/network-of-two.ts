import type { KeyedFunction } from './keyed-function.ts'
import type { Radices } from './feistel.ts'
import { packed, rounds, unpack, type Limb, type Network } from './network.ts'

/** Halves are whole numbers that floating point holds exactly, with 16 times as much room behind them. */
export const largestHalf = 2 ** 48

/** What a round adds is remembered for halves up to this size: at most 2 MB for each of the two. */
const remembered = 2 ** 17

/**
 * The network for halves of one limb each. Round functions of small halves are remembered, so that the
 * numbers of a large table cost look-ups and not hashes.
 *
 * @param remember whether it may use memory for that
 */
export function networkOfTwo(
  hash: KeyedFunction,
  radices: Radices,
  [first, second]: readonly [Limb, Limb],
  remember: boolean,
): Network {
  const addToFirst = roundFunction(hash, first.size, second.size, remember)
  const addToSecond = roundFunction(hash, second.size, first.size, remember)
  return {
    permute(digits) {
      let a = packed(first, digits, radices)
      let b = packed(second, digits, radices)
      for (let round = 0; round < rounds; round++)
        if (round % 2 === 0) {
          a += addToFirst(round, b)
          if (a >= first.size) a -= first.size
        } else {
          b += addToSecond(round, a)
          if (b >= second.size) b -= second.size
        }
      if (++b === second.size) {
        b = 0
        if (++a === first.size) a = 0
      }
      for (let round = rounds - 1; round >= 0; round--)
        if (round % 2 === 0) {
          a -= addToFirst(round, b)
          if (a < 0) a += first.size
        } else {
          b -= addToSecond(round, a)
          if (b < 0) b += second.size
        }
      unpack(first, a, digits, radices)
      unpack(second, b, digits, radices)
    },
  }
}

/** What a round adds to a half of `size` values when the other half is `other`. */
function roundFunction(hash: KeyedFunction, size: number, others: number, remember: boolean) {
  const compute = (round: number, other: number): number => {
    hash.hashWords(round, other, Math.floor(other / 0x1_0000_0000), 0, 0)
    const { digest } = hash
    const high = (digest[0] as number) >>> 0
    // 52 bits, as many as a fraction below 1 can have.
    const fraction = (high * 0x10_0000 + ((digest[1] as number) >>> 12)) / 2 ** 52
    return Math.floor(fraction * size)
  }
  if (!remember || others > remembered || size > 0xffff_ffff) return compute
  // 0 for what is not known yet, else one more than the number. Pages never touched take no memory.
  const known = new Uint32Array(((rounds + 1) >> 1) * others)
  return (round: number, other: number): number => {
    const at = (round >> 1) * others + other
    const found = known[at] as number
    if (found !== 0) return found - 1
    const computed = compute(round, other)
    known[at] = computed + 1
    return computed
  }
}
