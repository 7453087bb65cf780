import { ByteWriter } from '../kernel/byte-writer.ts'
import { KeyedHash } from '../kernel/keyed-hash.ts'
import type { KeyForm } from './key-form.ts'
import type { ScratchList } from './scratch.ts'

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

  /** Adds the hash of the values to `list`, or nothing but zeros when one of them is missing. */
  add(
    values: readonly (Uint8Array | null | undefined)[],
    forms: readonly KeyForm[],
    list: ScratchList,
  ): void {
    const whole = this.#whole
    whole.length = 0
    for (let i = 0; i < values.length; i++) {
      const value = values[i]
      if (!value) return list.push(0)
      const formed = (forms[i] as KeyForm)(value)
      if (values.length > 1) whole.decimal(formed.length, 10)
      whole.copy(formed)
    }
    this.#hash.hash(whole.bytes, 0, whole.length)
    const { digest } = this.#hash
    // A first word of 0 marks what is missing.
    list.push(digest[0] || 1, digest[1], digest[2])
  }
}
