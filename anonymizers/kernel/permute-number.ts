import { say } from '../../core/redacted.ts'
import type { ByteWriter } from './byte-writer.ts'
import type { Feistel } from './feistel.ts'
import type { Network } from './network.ts'
import { byClass, permuteLayout } from './permute-layout.ts'
import type { Permutation } from './permute.ts'
import { valueError } from './value-error.ts'

/** Numbers of up to so many digits share one range; of longer ones each length has its own. */
const longestShared = 18

const limbs = new Uint32Array(2)

/**
 * A whole number to a whole number, walked on until it is in its range again. Ranges: up to `digits`
 * digits, from there up to 18, every greater length by itself. Leading zeros stay, and then the length
 * does too.
 *
 * @param most numbers with more digits are refused
 */
export function permuteNumber(feistel: Feistel, digits: number, most: number): Permutation {
  const networks = Array.from({ length: longestShared + 1 }, (_, width) => lazily(feistel, width))
  const permuteLong = permuteLayout(feistel, byClass)

  function long(number: Uint8Array, out: ByteWriter): void {
    const start = out.length
    let next = number
    do {
      out.length = start
      permuteLong(next, out)
      next = out.view(start)
    } while (next[0] === 48)
  }

  return (value, out) => {
    let zeros = 0
    while (zeros < value.length && value[zeros] === 48) zeros++
    const length = value.length - zeros
    out.copy(value, 0, zeros)
    if (length === 0) return
    if (length > most)
      throw valueError(
        say`A number has more than ${most} digits.`,
        say`Set digits to what the column holds, for the key and all that refers to it.`,
      )
    if (length > longestShared) return long(value.subarray(zeros), out)
    const width = zeros > 0 ? length : length <= digits ? digits : longestShared
    const shortest = zeros > 0 ? length : length <= digits ? 1 : digits + 1
    const low = width >> 1
    const network = (networks[width] as () => Network)()
    readLimbs(value, zeros, low)
    let places: number
    do {
      network.permute(limbs)
      places = lengthOf(low)
    } while (places < shortest)
    writeLimbs(out, low, places)
  }
}

/** Numbers of `width` digits as two limbs; of one digit as one. */
function lazily(feistel: Feistel, width: number): () => Network {
  let network: Network | undefined
  const low = width >> 1
  return () => (network ??= feistel.over(low === 0 ? [10] : [10 ** (width - low), 10 ** low]))
}

function readLimbs(value: Uint8Array, from: number, low: number): void {
  const middle = value.length - low
  let high = 0
  let rest = 0
  for (let i = from; i < middle; i++) high = high * 10 + (value[i] as number) - 48
  for (let i = Math.max(from, middle); i < value.length; i++)
    rest = rest * 10 + (value[i] as number) - 48
  limbs[0] = high
  limbs[1] = rest
}

/** Digits of the number in the limbs; 0 for the number 0. */
function lengthOf(low: number): number {
  const high = limbs[0] as number
  return high > 0 ? low + decimalPlaces(high) : low === 0 ? 0 : decimalPlaces(limbs[1] as number)
}

function decimalPlaces(number: number): number {
  let places = 0
  for (let limit = 1; limit <= number; limit *= 10) places++
  return places
}

function writeLimbs(out: ByteWriter, low: number, places: number): void {
  if (places > low) out.decimal(limbs[0] as number)
  if (low > 0) out.decimal(limbs[1] as number, places > low ? low : 1)
}
