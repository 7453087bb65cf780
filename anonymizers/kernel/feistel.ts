import type { Blake2s } from './blake2s.ts'

/** As NIST SP 800-38G asks of FF1. */
const rounds = 10

/** Enough for 2^10 places to be well mixed; longer numbers have two digits or more. */
const swaps = 60

/**
 * A keyed bijection on sequences of digits of mixed radices: an alternating Feistel network (after
 * FF1 of NIST SP 800-38G, without its claims) whose halves are added digit by digit. The radices are a
 * part of what the function sees, so that sequences of different shapes have unrelated permutations.
 *
 * What comes out is σ⁻¹(σ(x) + 1) with σ the network: a bijection that maps nothing to itself.
 */
export class Feistel {
  readonly #hash: Blake2s
  #message = new Uint8Array(64)
  #radices: readonly number[] | Uint32Array = []

  constructor(hash: Blake2s) {
    this.#hash = hash
  }

  /** Replaces the first `count` of `digits`; each must be below its radix. */
  permute(digits: Uint32Array, radices: readonly number[] | Uint32Array, count: number): void {
    this.#radices = radices
    if (this.#message.length < 8 + count * 8) this.#message = new Uint8Array(16 + count * 16)
    this.#writeRadices(count)
    if (count === 1) {
      digits[0] = this.#permuteOne(digits[0] as number, radices[0] as number)
      return
    }
    for (let round = 0; round < rounds; round++) this.#round(digits, count, round, 1)
    for (let i = count - 1; i >= 0; i--) {
      const next = ((digits[i] as number) + 1) % (radices[i] as number)
      digits[i] = next
      if (next !== 0) break
    }
    for (let round = rounds - 1; round >= 0; round--) this.#round(digits, count, round, -1)
  }

  /** One digit has no halves: the swap-or-not shuffle of Hoang, Morris and Rogaway (CRYPTO 2012). */
  #permuteOne(digit: number, radix: number): number {
    let place = digit
    for (let round = 0; round < swaps; round++) place = this.#swapOrNot(place, radix, round)
    place = (place + 1) % radix
    for (let round = swaps - 1; round >= 0; round--) place = this.#swapOrNot(place, radix, round)
    return place
  }

  #swapOrNot(place: number, radix: number, round: number): number {
    this.#write(8, round)
    this.#hash.hash(this.#message, 0, 12)
    const sum = Math.floor((((this.#hash.digest[0] as number) >>> 0) / 0x1_0000_0000) * radix)
    const partner = (sum + radix - place) % radix
    this.#write(12, Math.max(place, partner))
    this.#hash.hash(this.#message, 0, 16)
    return ((this.#hash.digest[0] as number) & 1) === 1 ? partner : place
  }

  #writeRadices(count: number): void {
    this.#write(0, count)
    for (let i = 0; i < count; i++) this.#write(4 + i * 4, this.#radices[i] as number)
  }

  /** Even rounds change the first half by the second, odd ones the second by the first. */
  #round(digits: Uint32Array, count: number, round: number, sign: 1 | -1): void {
    const middle = (count + 1) >> 1
    const even = round % 2 === 0
    const from = even ? 0 : middle
    const to = even ? middle : count
    const otherFrom = even ? middle : 0
    const otherTo = even ? count : middle
    let at = 4 + count * 4
    for (let i = otherFrom; i < otherTo; i++, at += 4) this.#write(at, digits[i] as number)
    for (let i = from; i < to; i++) {
      const place = (i - from) % 8
      if (place === 0) {
        this.#write(at, round | ((i - from) << 8))
        this.#hash.hash(this.#message, 0, at + 4)
      }
      const radix = this.#radices[i] as number
      const word = (this.#hash.digest[place] as number) >>> 0
      const add = Math.floor((word / 0x1_0000_0000) * radix)
      digits[i] = ((digits[i] as number) + (sign === 1 ? add : radix - add)) % radix
    }
  }

  #write(at: number, value: number): void {
    const message = this.#message
    message[at] = value
    message[at + 1] = value >>> 8
    message[at + 2] = value >>> 16
    message[at + 3] = value >>> 24
  }
}
