/** The twin of ../../names/base-forms.ts: forms come one after the other. */
import { endsWithOneOf, isSame } from './same.ts'

/**
 * For each byte that a word may end in, its endings or 0: how many, and for each where it stands, its bytes and
 * characters, how many bases it has, and where: each as an ending, without bases.
 */
let endings: usize = 0
let adjectival: usize = 0

export function setForms(byLastByte: usize, ofAdjectives: usize): void {
  endings = byLastByte
  adjectival = ofAdjectives
}

const shortest: u32 = 3

/** Where the last form is, and how many bytes it has. */
export const form: usize = memory.data(128)
export let formLength: u32 = 0

let word: usize = 0
let length: u32 = 0
let characters: u32 = 0
let ending: usize = 0
let endingsLeft: u32 = 0
let base: usize = 0
let basesLeft: u32 = 0
let stem: u32 = 0

/** From now on {@link nextForm} tells the forms of this word, in lower case and of at most 64 bytes. */
export function startForms(text: usize, bytes: u32, signs: u32): void {
  word = text
  length = bytes
  characters = signs
  basesLeft = 0
  endingsLeft = 0
  const list: usize = load<u32>(endings + ((<usize>load<u8>(text + bytes - 1)) << 2))
  if (list === 0) return
  endingsLeft = load<u32>(list)
  ending = list + 4
}

export function nextForm(): bool {
  while (true) {
    for (; basesLeft > 0; basesLeft--, base += 12) {
      const more: u32 = load<u32>(base, 4)
      if (characters - stemLoss + load<u32>(base, 8) < shortest) continue
      memory.copy(form, word, stem)
      memory.copy(form + stem, load<u32>(base), more)
      formLength = stem + more
      basesLeft--
      base += 12
      return true
    }
    if (endingsLeft === 0) return false
    enterEnding()
    endingsLeft--
    ending += 20
  }
}

/** Characters of the ending. */
let stemLoss: u32 = 0

function enterEnding(): void {
  const size: u32 = load<u32>(ending, 4)
  stemLoss = load<u32>(ending, 8)
  if (size > length || stemLoss > characters || characters - stemLoss + 1 < shortest) return
  if (!isSame(word + (length - size), load<u32>(ending), size)) return
  stem = length - size
  basesLeft = load<u32>(ending, 12)
  base = load<u32>(ending, 16)
}

export function isAdjectival(text: usize, bytes: u32): bool {
  return endsWithOneOf(text, bytes, adjectival)
}
