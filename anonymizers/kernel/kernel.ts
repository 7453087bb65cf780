import { usualLocale, type LocaleName } from '../locales/registry.ts'
import { ByteWriter } from './byte-writer.ts'
import { KeyedHash } from './keyed-hash.ts'
import { PersonaWriter } from './persona.ts'
import { wordsOf } from './persona-words.ts'
import type { KernelKey } from './keyed-function.ts'

/** What all steps of a thread share: the keyed function, the words, and buffers for one value's time. */
export interface Kernel {
  readonly hash: KeyedHash
  readonly personas: (locale?: LocaleName) => PersonaWriter
  /** For one value's time. */
  readonly scratch: ByteWriter
}

/** @param key the masking key, at least 16 bytes */
export function createKernel(key: KernelKey): Kernel {
  const writers = new Map<LocaleName, PersonaWriter>()
  return {
    hash: new KeyedHash(key),
    personas(locale = usualLocale) {
      const known = writers.get(locale)
      if (known) return known
      const writer = new PersonaWriter(wordsOf(locale))
      writers.set(locale, writer)
      return writer
    },
    scratch: new ByteWriter(),
  }
}
