import type { KeyedFunction } from './keyed-function.ts'
import { limbsOf, networkOfOne, type Network } from './network.ts'
import { largestLimb, networkOfMany } from './network-of-many.ts'
import { largestHalf, networkOfTwo } from './network-of-two.ts'

/** How many values each digit of a sequence has, from 2 on. */
export type Radices = readonly number[] | Uint32Array

/** Shapes that are kept; a column of identifiers has a handful, hostile data any number. */
const mostShapes = 256

/** Of these, so many may remember what they computed. */
const mostRemembering = 4

/**
 * A keyed bijection on sequences of digits of mixed radices: an alternating Feistel network (after
 * FF1 of NIST SP 800-38G, without its claims) over halves that are whole numbers. Every shape has a key
 * of its own, so that sequences of different shapes have unrelated permutations.
 *
 * What comes out is σ⁻¹(σ(x) + 1) with σ the network: all sequences in one cycle, so that nothing is
 * mapped to itself, and neither is it when a caller walks on until the image is one of those it wants.
 */
export class Feistel {
  readonly #hash: KeyedFunction
  readonly #networks = new Map<string, Network>()

  constructor(hash: KeyedFunction) {
    this.#hash = hash
  }

  /** The permutation of sequences with these radices; made once for each shape. */
  over(radices: Radices): Network {
    const shape = radices.join(' ')
    let network = this.#networks.get(shape)
    if (!network) {
      if (this.#networks.size === mostShapes) this.#networks.clear()
      network = this.#make(Uint32Array.from(radices), this.#networks.size < mostRemembering)
      this.#networks.set(shape, network)
    }
    return network
  }

  #make(radices: Uint32Array, remember: boolean): Network {
    this.#hash.hashInts(Int32Array.from(radices), radices.length)
    const hash = this.#hash.derived()
    const [only = 1] = radices
    if (radices.length === 1) return networkOfOne(hash, only)
    const middle = (radices.length + 1) >> 1
    const [first, ...more] = limbsOf(radices, 0, middle, largestHalf)
    const [second, ...still] = limbsOf(radices, middle, radices.length, largestHalf)
    if (first && second && more.length + still.length === 0)
      return networkOfTwo(hash, radices, [first, second], remember)
    return networkOfMany(
      hash,
      radices,
      limbsOf(radices, 0, middle, largestLimb),
      limbsOf(radices, middle, radices.length, largestLimb),
    )
  }
}
