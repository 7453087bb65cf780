import { letterTables } from './letters.ts'
import { knownNames, type KnownName } from './name-gender.ts'
import { polishWords } from './polish.ts'
import type { WasmMemory } from './wasm-memory.ts'
import type { FlatWords, WordTable } from './word-table.ts'

/** Longest word of all tables in bytes, and what assembly/index.ts is configured with. */
export interface WordsLayout {
  readonly longest: number
  readonly config: readonly number[]
}

export function layOutWords(memory: WasmMemory): WordsLayout {
  const words = polishWords()
  const tables = [
    ...words.firstNames,
    ...words.lastNames,
    words.streets,
    words.companies,
    words.towns,
  ]
  const { lower, upper } = letterTables
  const areas = words.townAreas.flat()
  const areaOffsets = [0]
  for (const { length } of words.townAreas) areaOffsets.push((areaOffsets.at(-1) ?? 0) + length)
  const names = knownNames()
  return {
    longest: Math.max(...tables.map(longestOf)),
    config: [
      memory.bytes(new Uint8Array(lower.buffer)),
      memory.bytes(new Uint8Array(upper.buffer)),
      memory.words(tables.flatMap((table) => headOf(table, memory))),
      memory.words(areaOffsets),
      memory.bytes(Uint8Array.from(areas.flatMap((area) => [area.length, ...padded(area)]))),
      memory.words(slotsOf(names, memory)),
      names.length,
    ],
  }
}

/** Three words for each slot: where the name stands, its length, its gender. */
function slotsOf(
  names: readonly (KnownName | undefined)[],
  memory: WasmMemory,
): Uint32Array<ArrayBuffer> {
  const slots = new Uint32Array(names.length * 3)
  const length = names.reduce((sum, name) => sum + (name?.bytes.length ?? 0), 0)
  const texts = new Uint8Array(length)
  const at = memory.reserve(length)
  let used = 0
  names.forEach((name, slot) => {
    if (!name) return
    texts.set(name.bytes, used)
    slots.set([at + used, name.bytes.length, name.gender], slot * 3)
    used += name.bytes.length
  })
  memory.all.set(texts, at)
  return slots
}

const padded = ([first = 0, second = 0, third = 0]: Uint8Array) => [first, second, third]

function headOf(table: WordTable, memory: WasmMemory): number[] {
  const flat = ({ bytes, offsets }: FlatWords) => [memory.bytes(bytes), memory.words(offsets)]
  const { count, plain, lower, ascii, handle } = table
  const words = [plain, lower, ascii, handle].flatMap(flat)
  return [count, ...words, memory.bytes(initialsOf(table))]
}

/** The first bytes of each word in lower case and as a handle, so that most words need not be looked at. */
function initialsOf({ count, lower, handle }: WordTable): Uint8Array {
  const first = ({ bytes, offsets }: FlatWords, word: number) => bytes[offsets[word] as number] ?? 0
  const initials = new Uint8Array(count * 2)
  for (let word = 0; word < count; word++)
    initials.set([first(lower, word), first(handle, word)], word * 2)
  return initials
}

function longestOf({ plain, ascii, handle }: WordTable): number {
  const lengths = [plain, ascii, handle].flatMap(({ offsets }) =>
    Array.from(offsets.subarray(1), (to, i) => to - (offsets[i] ?? 0)),
  )
  return lengths.reduce((most, length) => Math.max(most, length), 0)
}
