import type { KeyedFunction } from './keyed-function.ts'
import type { Radices } from './feistel.ts'
import { packed, rounds, unpack, type Limb, type Network } from './network.ts'

/** Largest size of a limb: one word of a digest decides what is added to it. */
export const largestLimb = 0xffff_ffff

/** The network for long sequences, whose halves are several limbs; each limb gets a word of its own. */
export function networkOfMany(
  hash: KeyedFunction,
  radices: Radices,
  first: readonly Limb[],
  second: readonly Limb[],
): Network {
  const all = [...first, ...second]
  const limbs = new Uint32Array(all.length)
  const message = new Int32Array(1 + Math.max(first.length, second.length))

  /** Even rounds change the first half by the second, odd ones the second by the first. */
  function turn(round: number, sign: 1 | -1): void {
    const even = round % 2 === 0
    const from = even ? 0 : first.length
    const to = even ? first.length : all.length
    const otherFrom = even ? first.length : 0
    const others = all.length - (to - from)
    for (let i = 0; i < others; i++) message[i + 1] = limbs[otherFrom + i] as number
    for (let i = from; i < to; i++) {
      const place = (i - from) % 8
      if (place === 0) {
        message[0] = round | ((i - from) << 8)
        hash.hashInts(message, others + 1)
      }
      const { size } = all[i] as Limb
      const word = (hash.digest[place] as number) >>> 0
      const add = Math.floor((word / 0x1_0000_0000) * size)
      const sum = (limbs[i] as number) + sign * add
      limbs[i] = sum < 0 ? sum + size : sum >= size ? sum - size : sum
    }
  }

  return {
    permute(digits) {
      for (let i = 0; i < all.length; i++) limbs[i] = packed(all[i] as Limb, digits, radices)
      for (let round = 0; round < rounds; round++) turn(round, 1)
      for (let i = all.length - 1; i >= 0; i--) {
        const next = (limbs[i] as number) + 1
        limbs[i] = next === (all[i] as Limb).size ? 0 : next
        if (limbs[i] !== 0) break
      }
      for (let round = rounds - 1; round >= 0; round--) turn(round, -1)
      for (let i = 0; i < all.length; i++)
        unpack(all[i] as Limb, limbs[i] as number, digits, radices)
    },
  }
}
