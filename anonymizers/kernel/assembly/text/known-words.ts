/** Words that are known: names of people by ../../names/name-image.ts, ordinary words and titles. */
import { isSame } from './same.ts'

let names: usize = 0
let plainLetters: usize = 0
let words: usize = 0
let wordSlots: u32 = 0

/** `letters`: for each code point up to U+017F its letters without accents: how many bytes, and two bytes. */
export function setKnown(image: usize, letters: usize, table: usize, slots: u32): void {
  names = image
  plainLetters = letters
  words = table
  wordSlots = slots
}

export const firstName: u32 = 1
export const lastName: u32 = 2

/** Twice as long as the longest form: `ß` is two letters. */
const plain: usize = memory.data(256)

/** The kinds of a name in lower case. */
export function kindsOfName(text: usize, length: u32): u32 {
  const size = withoutAccents(text, length)
  const slots: u32 = load<u32>(names)
  const table = names + <usize>load<u32>(names, 4)
  let slot = hashOf(plain, size) % slots
  while (true) {
    const entry: u32 = load<u32>(table + (slot << 2))
    if (entry === 0) return 0
    const at = names + <usize>(entry & 0xffffff)
    if (load<u8>(at) === size && isSame(at + 1, plain, size)) return entry >> 24
    if (++slot === slots) slot = 0
  }
}

/** FNV-1a. */
function hashOf(text: usize, length: u32): u32 {
  let hash: u32 = 0x811c9dc5
  for (let i: u32 = 0; i < length; i++) hash = (hash ^ load<u8>(text + i)) * 0x01000193
  return hash
}

function withoutAccents(text: usize, length: u32): u32 {
  let to = plain
  for (let i: u32 = 0; i < length; i++) {
    const code: u32 = load<u8>(text + i)
    if (code - 0xc3 > 2) {
      store<u8>(to++, code)
      continue
    }
    const letter = ((code & 0x1f) << 6) | (load<u8>(text + ++i) & 0x3f)
    const entry = plainLetters + (letter << 2)
    store<u16>(to, load<u16>(entry, 1))
    to += load<u8>(entry)
  }
  return <u32>(to - plain)
}

const ordinary: u32 = 1
const title: u32 = 2

export function isOrdinary(text: usize, length: u32): bool {
  return (kindsOfWord(text, length) & ordinary) !== 0
}

export function isTitle(text: usize, length: u32): bool {
  return (kindsOfWord(text, length) & title) !== 0
}

/** Slots hold where a word stands, or 0: its kinds, its length, and its bytes. */
function kindsOfWord(text: usize, length: u32): u32 {
  let slot = hashOf(text, length) % wordSlots
  while (true) {
    const at: usize = load<u32>(words + (slot << 2))
    if (at === 0) return 0
    if (load<u8>(at, 1) === length && isSame(at + 2, text, length)) return load<u8>(at)
    if (++slot === wordSlots) slot = 0
  }
}
