import { ByteWriter } from './byte-writer.ts'
import { KeyedHash } from './keyed-hash.ts'
import { PersonaWriter } from './persona.ts'
import { polishWords, type PersonaWords } from './polish.ts'
import type { KernelKey } from './keyed-function.ts'

/** What all steps of a thread share: the keyed function, the words, and buffers for one value's time. */
export interface Kernel {
  readonly hash: KeyedHash
  readonly words: PersonaWords
  readonly personas: PersonaWriter
  /** For one value's time. */
  readonly scratch: ByteWriter
}

/** @param key the masking key, at least 16 bytes */
export function createKernel(key: KernelKey): Kernel {
  const words = polishWords()
  return {
    hash: new KeyedHash(key),
    words,
    personas: new PersonaWriter(words),
    scratch: new ByteWriter(),
  }
}
