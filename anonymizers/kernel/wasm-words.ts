import type { LocaleName } from '../locales/registry.ts'
import { letterTables, signRanges } from './letters.ts'
import { wordImage } from './persona-words.ts'
import type { WasmMemory } from './wasm-memory.ts'

/** Longest word of all tables in bytes, and what assembly/index.ts is configured with. */
export interface WordsLayout {
  readonly longest: number
  readonly config: readonly number[]
}

export function layOutWords(memory: WasmMemory, locale: LocaleName): WordsLayout {
  const { lower, upper } = letterTables
  const image = wordImage(locale)
  return {
    longest: new Uint32Array(image)[0] ?? 0,
    config: [
      memory.bytes(new Uint8Array(lower.buffer)),
      memory.bytes(new Uint8Array(upper.buffer)),
      memory.bytes(new Uint8Array(image)),
      memory.words(signRanges.flat()),
      signRanges.length,
    ],
  }
}
