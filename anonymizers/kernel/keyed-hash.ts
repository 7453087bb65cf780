import { ByteWriter } from './byte-writer.ts'
import { Blake2s, digestBytes } from './blake2s.ts'
import { canonicalize } from './canonical.ts'
import type { CanonicalForm } from '../program.ts'

/** 128 bits that stand for who or what a value belongs to; the same for all its spellings. */
export interface SubjectWords {
  w0: number
  w1: number
  w2: number
  w3: number
}

/**
 * The pseudo-random function that all masking derives from: keyed BLAKE2s, with one key of its own for
 * every purpose and domain, so that nothing learnt in one says anything about another.
 */
export class KeyedHash {
  readonly #root: Blake2s
  readonly #byPurpose = new Map<string, Blake2s>()
  /** The canonical form of the value that a subject was last found for; not for `exact`. */
  readonly canonical = new ByteWriter()

  /** `key`: the masking key, 16 bytes or more. */
  constructor(key: Uint8Array) {
    const whole = new Blake2s()
    whole.hash(Buffer.concat([Buffer.from('poligon masking 1\0'), key]))
    this.#root = new Blake2s(digestBytes(whole.digest))
  }

  /** The function of one purpose, e.g. `subject/email`; made once. */
  purpose(purpose: string): Blake2s {
    let made = this.#byPurpose.get(purpose)
    if (!made) {
      this.#root.hash(Buffer.from(purpose))
      made = new Blake2s(digestBytes(this.#root.digest))
      this.#byPurpose.set(purpose, made)
    }
    return made
  }

  /**
   * Finds subjects of one domain. A persona named by a column has the form as its domain: the persona
   * of an e-mail is that of the column `email` wherever it stands.
   */
  subjects(domain: string, form: CanonicalForm): (value: Uint8Array, into: SubjectWords) => void {
    const hash = this.purpose(`subject/${domain}`)
    const { canonical } = this
    return (value, into) => {
      if (form === 'exact') hash.hash(value)
      else {
        canonical.length = 0
        canonicalize(form, value, canonical)
        hash.hash(canonical.bytes, 0, canonical.length)
      }
      const { digest } = hash
      into.w0 = digest[0] as number
      into.w1 = digest[1] as number
      into.w2 = digest[2] as number
      into.w3 = digest[3] as number
    }
  }
}

/** Fresh bits for the pieces of one value: BLAKE2s over the subject and a counter. */
export class BitStream {
  readonly #hash: Blake2s
  #subject: SubjectWords = { w0: 0, w1: 0, w2: 0, w3: 0 }
  #block = 0
  #next = 8

  constructor(hash: Blake2s) {
    this.#hash = hash
  }

  /** Starts over for `subject`; `attempt` numbers the draws of one value. */
  start(subject: SubjectWords, attempt: number): void {
    this.#subject = subject
    this.#block = attempt * 0x1_0000
    this.#next = 8
  }

  word(): number {
    if (this.#next === 8) {
      const { w0, w1, w2, w3 } = this.#subject
      this.#hash.hashWords(w0, w1, w2, w3, this.#block++)
      this.#next = 0
    }
    return this.#hash.digest[this.#next++] as number
  }

  /** 0 … `bound` - 1; the bias is below bound / 2^32. */
  below(bound: number): number {
    return Math.floor(((this.word() >>> 0) / 0x1_0000_0000) * bound)
  }
}
