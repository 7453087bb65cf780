/** A pseudo-random function under one key; the digest of the last message stands in {@link digest}. */
export interface KeyedFunction {
  readonly digest: Int32Array
  /** Sixteen words from which the WASM kernel computes the same. */
  readonly states: readonly [Int32Array, Int32Array]
  /** Of the bytes from `from` to `to` (excluded). */
  hash(bytes: Uint8Array, from?: number, to?: number): void
  /** Of five words: a subject and a counter. */
  hashWords(w0: number, w1: number, w2: number, w3: number, w4: number): void
  /** Of the first `count` of `words`; at least one. */
  hashInts(words: Int32Array, count: number): void
  /** The function whose key is the digest. */
  derived(): KeyedFunction
}

/** Which function masking derives from. */
export type PrfName = 'blake2s' | 'hmac-sha256'

/** The masking key, 16 bytes or more: for keyed BLAKE2s, or for the function that is named. */
export type KernelKey = Uint8Array | { readonly bytes: Uint8Array; readonly prf: PrfName }
