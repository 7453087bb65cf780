import { randomBytes } from 'node:crypto'

/** Repeatable randomness for generators and test data. Not for secrets and not for masking. */
export interface Random {
  /** A whole number from 0 to `bound` - 1. */
  below(bound: number): number
  /** From 0 (included) to 1 (excluded). */
  fraction(): number
  pick<T>(all: readonly T[]): T
  chance(probability: number): boolean
}

/** xoshiro128** (Blackman and Vigna, 2018), its state filled from the seed by splitmix32. */
export function seededRandom(seed: number): Random {
  let mix = seed >>> 0
  const next32 = () => {
    mix = (mix + 0x9e3779b9) >>> 0
    let z = Math.imul(mix ^ (mix >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }
  let [a, b, c, d] = [next32(), next32(), next32(), next32()]
  const draw = () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = rotate(d, 11)
    return result
  }
  const fraction = () => draw() / 2 ** 32
  const below = (bound: number) => Math.floor(fraction() * bound)
  return {
    below,
    fraction,
    chance: (probability) => fraction() < probability,
    pick: <T>(all: readonly T[]) => {
      if (all.length === 0) throw new RangeError('nothing to pick from')
      return all[below(all.length)] as T
    },
  }
}

const rotate = (x: number, bits: number) => (x << bits) | (x >>> (32 - bits))

/** A fresh identifier that nobody can guess: `bits` of the system's randomness as lower-case hex. */
export function randomToken(bits = 128): string {
  return randomBytes(bits / 8).toString('hex')
}
