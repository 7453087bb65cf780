import type { Gender } from './persona.ts'
import type { PersonaWords } from './persona-words.ts'

const endings: readonly (readonly [Uint8Array, Gender])[] = [
  [Buffer.from('ska'), 0],
  [Buffer.from('cka'), 0],
  [Buffer.from('dzka'), 0],
  [Buffer.from('ski'), 1],
  [Buffer.from('cki'), 1],
  [Buffer.from('dzki'), 1],
]

/**
 * The gender of the name that `text` (canonical form `name`) holds: by a first name that the word lists
 * know, else by the ending of an adjectival surname; undefined when neither tells.
 */
export function genderOfName(
  { knownNames, image }: Pick<PersonaWords, 'knownNames' | 'image'>,
  text: Uint8Array,
  from: number,
  to: number,
): Gender | undefined {
  let byEnding: Gender | undefined
  let start = from
  for (let i = from; i <= to; i++) {
    const byte = i < to ? (text[i] as number) : 0x20
    if (byte !== 0x20 && byte !== 0x2d) continue
    const gender = find(knownNames, image, text, start, i)
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

/** FNV-1a, 32 bits, modulo `slots`. */
export function slotOf(text: Uint8Array, from: number, to: number, slots: number): number {
  let hash = 0x811c9dc5
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (text[i] as number), 0x01000193)
  return (hash >>> 0) % slots
}

function find(
  slots: Uint32Array,
  image: Uint8Array,
  text: Uint8Array,
  from: number,
  to: number,
): Gender | undefined {
  for (let slot = slotOf(text, from, to, slots.length); ; slot = (slot + 1) % slots.length) {
    const entry = slots[slot] as number
    if (entry === 0) return undefined
    const at = entry & 0xff_ffff
    if (image[at] !== to - from) continue
    let i = 0
    while (from + i < to && image[at + 1 + i] === text[from + i]) i++
    if (from + i === to) return (entry >>> 31) as Gender
  }
}
