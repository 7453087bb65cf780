import { ByteWriter } from '../kernel/byte-writer.ts'
import { KeyedHash } from '../kernel/keyed-hash.ts'
import type { KeyForm } from './key-form.ts'

/**
 * Hashes the keys of rows under a key of this run alone, to three words: with 96 bits, two of a thousand
 * million keys fall together once in 10^11 runs.
 */
export class KeyHash {
  readonly #hash
  readonly #whole = new ByteWriter()

  constructor(runKey: Uint8Array) {
    this.#hash = new KeyedHash(runKey).purpose('keys of rows')
  }

  /** Writes the hash of the values to three words that are 0, or nothing when one of them is missing. */
  put(
    values: readonly (Uint8Array | null | undefined)[],
    forms: readonly KeyForm[],
    words: Int32Array,
    at: number,
  ): void {
    const whole = this.#whole
    whole.length = 0
    for (let i = 0; i < values.length; i++) {
      const value = values[i]
      if (!value) return
      const formed = (forms[i] as KeyForm)(value)
      if (values.length > 1) whole.decimal(formed.length, 10)
      whole.copy(formed)
    }
    this.#hash.hash(whole.bytes, 0, whole.length)
    const { digest } = this.#hash
    // A first word of 0 marks what is missing.
    words[at] = digest[0] || 1
    words[at + 1] = digest[1] as number
    words[at + 2] = digest[2] as number
  }
}
