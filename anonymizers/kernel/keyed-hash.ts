import { ByteWriter } from './byte-writer.ts'
import { Blake2s } from './blake2s.ts'
import { canonicalize } from './canonical.ts'
import { HmacSha256 } from './hmac-sha256.ts'
import type { KernelKey, KeyedFunction, PrfName } from './keyed-function.ts'
import type { CanonicalForm } from '../programs/subject.ts'

/** 128 bits that stand for who or what a value belongs to; the same for all its spellings. */
export interface SubjectWords {
  w0: number
  w1: number
  w2: number
  w3: number
}

/**
 * The subject of a value itself: the first half of its digest. The bits that its mask is drawn from begin with
 * the other half, so that most values are hashed once.
 */
export interface OwnSubject extends SubjectWords {
  readonly rest: Int32Array
}

export const ownSubject = (): OwnSubject => ({
  w0: 0,
  w1: 0,
  w2: 0,
  w3: 0,
  rest: new Int32Array(4),
})

/**
 * The pseudo-random function that all masking derives from: keyed BLAKE2s or HMAC-SHA256, with one key of
 * its own for every purpose and domain, so that nothing learnt in one says anything about another.
 */
export class KeyedHash {
  readonly prf: PrfName
  readonly #root: KeyedFunction
  readonly #byPurpose = new Map<string, KeyedFunction>()
  /** The canonical form of the value that a subject was last found for; not for `exact`. */
  readonly canonical = new ByteWriter()

  constructor(key: KernelKey) {
    const { bytes, prf } = key instanceof Uint8Array ? { bytes: key, prf: 'blake2s' as const } : key
    this.prf = prf
    this.#root = prf === 'blake2s' ? blake2sRoot(bytes) : new HmacSha256(bytes)
  }

  /** The function of one purpose, e.g. `subject/email`; made once. */
  purpose(purpose: string): KeyedFunction {
    let made = this.#byPurpose.get(purpose)
    if (!made) {
      this.#root.hash(Buffer.from(purpose))
      made = this.#root.derived()
      this.#byPurpose.set(purpose, made)
    }
    return made
  }

  /**
   * Finds subjects of one domain. A persona named by a column has the form as its domain: the persona
   * of an e-mail is that of the column `email` wherever it stands.
   */
  subjects(
    domain: string,
    form: CanonicalForm,
  ): (value: Uint8Array, into: SubjectWords | OwnSubject) => void {
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
      if ('rest' in into) for (let i = 0; i < 4; i++) into.rest[i] = digest[i + 4] as number
    }
  }
}

function blake2sRoot(key: Uint8Array): KeyedFunction {
  const whole = new Blake2s()
  whole.hash(Buffer.concat([Buffer.from('poligon masking 1\0'), key]))
  return whole.derived()
}

/**
 * Fresh bits for the pieces of one value: what its own subject leaves over, then the keyed function over the subject
 * and a counter.
 */
export class BitStream {
  readonly #hash: KeyedFunction
  #subject: SubjectWords = { w0: 0, w1: 0, w2: 0, w3: 0 }
  #block = 0
  #words: Int32Array = noWords
  #next = 0

  constructor(hash: KeyedFunction) {
    this.#hash = hash
  }

  /** Starts over for `subject`; `attempt` numbers the draws of one value. */
  start(subject: SubjectWords | OwnSubject, attempt: number): void {
    this.#subject = subject
    this.#block = attempt * 0x1_0000
    this.#words = attempt === 0 && 'rest' in subject ? subject.rest : noWords
    this.#next = 0
  }

  word(): number {
    if (this.#next === this.#words.length) {
      const { w0, w1, w2, w3 } = this.#subject
      this.#hash.hashWords(w0, w1, w2, w3, this.#block++)
      this.#words = this.#hash.digest
      this.#next = 0
    }
    return this.#words[this.#next++] as number
  }

  /** 0 … `bound` - 1; the bias is below bound / 2^32. */
  below(bound: number): number {
    return Math.floor(((this.word() >>> 0) / 0x1_0000_0000) * bound)
  }
}

const noWords = new Int32Array(0)
