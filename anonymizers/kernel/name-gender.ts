import type { Gender } from './persona.ts'
import { polishWords } from './polish.ts'

const endings: readonly (readonly [Uint8Array, Gender])[] = [
  [Buffer.from('ska'), 0],
  [Buffer.from('cka'), 0],
  [Buffer.from('dzka'), 0],
  [Buffer.from('ski'), 1],
  [Buffer.from('cki'), 1],
  [Buffer.from('dzki'), 1],
]

/** Slots of an open-addressing table: the bytes of a lower-case name and whose name it is. */
export interface KnownName {
  readonly bytes: Uint8Array
  readonly gender: Gender
}

let known: (KnownName | undefined)[] | undefined
const slots = 16_384

/** The table: a name stands in the slot of its hash (FNV-1a modulo the length) or behind it. */
export const knownNames = (): readonly (KnownName | undefined)[] => (known ??= buildTable())

/**
 * The gender of the name that `text` (canonical form `name`) holds: by a first name that the word lists
 * know, else by the ending of an adjectival surname; undefined when neither tells.
 */
export function genderOfName(text: Uint8Array, from: number, to: number): Gender | undefined {
  const table = knownNames()
  let byEnding: Gender | undefined
  let start = from
  for (let i = from; i <= to; i++) {
    const byte = i < to ? (text[i] as number) : 0x20
    if (byte !== 0x20 && byte !== 0x2d) continue
    const gender = find(table, text, start, i)
    if (gender !== undefined) return gender
    byEnding ??= endingOf(text, start, i)
    start = i + 1
  }
  return byEnding
}

function endingOf(text: Uint8Array, from: number, to: number): Gender | undefined {
  return endings.find(
    ([ending]) =>
      to - from > ending.length &&
      ending.every((letter, i) => text[to - ending.length + i] === letter),
  )?.[1]
}

/** FNV-1a, 32 bits. */
function slotOf(text: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (text[i] as number), 0x01000193)
  return (hash >>> 0) % slots
}

function find(
  table: readonly (KnownName | undefined)[],
  text: Uint8Array,
  from: number,
  to: number,
): Gender | undefined {
  for (let slot = slotOf(text, from, to); ; slot = (slot + 1) % slots) {
    const entry = table[slot]
    if (!entry) return undefined
    if (entry.bytes.length !== to - from) continue
    let i = 0
    while (i < entry.bytes.length && entry.bytes[i] === text[from + i]) i++
    if (i === entry.bytes.length) return entry.gender
  }
}

function buildTable(): (KnownName | undefined)[] {
  const table: (KnownName | undefined)[] = Array.from({ length: slots })
  const add = (bytes: Uint8Array, gender: Gender) => {
    if (find(table, bytes, 0, bytes.length) !== undefined) return
    let slot = slotOf(bytes, 0, bytes.length)
    while (table[slot]) slot = (slot + 1) % slots
    table[slot] = { bytes, gender }
  }
  for (const gender of [0, 1] as const) {
    const names = polishWords().firstNames[gender]
    for (const { bytes, offsets } of [names.lower, names.handle])
      for (let i = 0; i < names.count; i++) add(bytes.subarray(offsets[i], offsets[i + 1]), gender)
  }
  return table
}
