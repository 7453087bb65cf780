import type { KeyedFunction } from './keyed-function.ts'
import type { Radices } from './feistel.ts'

/**
 * Forward rounds. With the step in the middle and the way back a value passes fourteen, more than the
 * ten that NIST SP 800-38G asks of FF1, because those of the way back mirror the others. The number is
 * odd: the last round changes the half that the step leaves alone, else it would cancel itself.
 */
export const rounds = 7

/** A permutation of the sequences of digits of one shape. */
export interface Network {
  /** Replaces the first digits of `digits`, one for each radix. */
  permute(digits: Uint32Array): void
}

/** One half of a sequence as limbs: digits from `from` to `to` (excluded), most significant first. */
export interface Limb {
  readonly from: number
  readonly to: number
  /** How many values it has: the product of the radices. */
  readonly size: number
}

/** Digits from `from` to `to` as few limbs as hold them, each of at most `most` values. */
export function limbsOf(radices: Radices, from: number, to: number, most: number): Limb[] {
  const limbs: Limb[] = []
  let start = from
  let size = 1
  for (let i = from; i < to; i++) {
    const radix = radices[i] as number
    if (size > 1 && size * radix > most) {
      limbs.push({ from: start, to: i, size })
      start = i
      size = 1
    }
    size *= radix
  }
  limbs.push({ from: start, to, size })
  return limbs
}

export function packed(limb: Limb, digits: Uint32Array, radices: Radices): number {
  let value = digits[limb.from] as number
  for (let i = limb.from + 1; i < limb.to; i++)
    value = value * (radices[i] as number) + (digits[i] as number)
  return value
}

export function unpack(limb: Limb, value: number, digits: Uint32Array, radices: Radices): void {
  let rest = value
  for (let i = limb.to - 1; i > limb.from; i--) {
    const radix = radices[i] as number
    const next = Math.floor(rest / radix)
    digits[i] = rest - next * radix
    rest = next
  }
  digits[limb.from] = rest
}

/**
 * One digit has no halves: all its values in one random cycle, drawn once (S. Sattolo, *An algorithm to
 * generate a random cyclic permutation*, 1986).
 */
export function networkOfOne(hash: KeyedFunction, size: number): Network {
  const image = Uint32Array.from({ length: size }, (_, i) => i)
  for (let i = size - 1; i > 0; i--) {
    hash.hashWords(i, 0, 0, 0, 0)
    const other = Math.floor((((hash.digest[0] as number) >>> 0) / 0x1_0000_0000) * i)
    const swapped = image[i] as number
    image[i] = image[other] as number
    image[other] = swapped
  }
  return {
    permute(digits) {
      digits[0] = image[digits[0] as number] as number
    },
  }
}
