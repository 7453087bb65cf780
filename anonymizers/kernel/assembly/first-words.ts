/**
 * The words that personas are written with, drawn for all fields at hand before the first is written: the
 * lists are larger than the caches that are near, and what is asked for at once comes out of memory at once.
 */
import { below } from './bits.ts'
import { genderOfName } from './name-gender.ts'
import { draw, drawOf, entryOf, genderOf, mostWords, placeOf, tableOf, wordOf } from './persona.ts'

const fieldPiece: u32 = 6
const houseNumber: u32 = 3
/** First and last names, whose lists go by gender. */
const names: u32 = 2

const mostWants: u32 = 768
const wantSize: u32 = 16
/** Where the word goes, the subject, its list, and the draw and the spelling. */
const wants: usize = memory.data(12288)
let count: u32 = 0

export function forgetWords(): void {
  count = 0
}

/**
 * Wants the words of a program's pieces for the subject `who`; they go to `to`, by piece. `input`: what the
 * subject is derived from, or 0 when it is that of the row.
 */
export function wantWords(program: usize, who: usize, input: usize, length: u32, to: usize): void {
  const isName = load<u32>(program, 24) !== 0
  const pieces = min(mostWords, load<u32>(program, 28))
  let ofSubject: i32 = -1
  let piece: usize = load<u32>(program, 32)
  for (let i: u32 = 0; i < pieces; i++, piece += 20) {
    const place = to + (i << 2)
    store<u32>(place, 0)
    const field: u32 = load<u32>(piece, 4)
    if (load<u32>(piece) !== fieldPiece || field === houseNumber || count === mostWants) continue
    let gender: u32 = 0
    if (field < names) {
      const ofInput = load<u32>(piece, 16) !== 0 && input !== 0
      if (ofInput && !isName) continue
      const known = ofInput ? genderOfName(input, length) : -1
      if (known < 0 && ofSubject < 0) ofSubject = genderOf(who)
      gender = known < 0 ? ofSubject : known
    }
    const want = wants + count++ * wantSize
    store<u32>(want, <u32>place)
    store<u32>(want, <u32>who, 4)
    store<u32>(want, <u32>tableOf(field, gender), 8)
    store<u32>(want, (gender << 31) | (drawOf(field) << 8) | load<u32>(piece, 8), 12)
  }
}

/** Draws them: for each its number with 1 added, and the gender in the highest bit. */
export function drawWords(): void {
  const end = wants + count * wantSize
  // One loop for each look at the lists, so that many of them wait for memory at the same time.
  for (let want = wants; want < end; want += wantSize) {
    const table: usize = load<u32>(want, 8)
    const drawn = draw(load<u32>(want, 4), (load<u32>(want, 12) >> 8) & 0xff, 0)
    store<u32>(want, below(drawn, <f64>load<u32>(table)), 4)
  }
  for (let want = wants; want < end; want += wantSize)
    store<u32>(want, wordOf(load<u32>(want, 8), load<u32>(want, 4)), 4)
  for (let want = wants; want < end; want += wantSize) {
    const word: u32 = load<u32>(want, 4)
    const how: u32 = load<u32>(want, 12)
    store<u32>(load<u32>(want), (how & 0x80000000) | (word + 1))
    store<u32>(want, entryOf(load<u32>(want, 8), how & 0xff, word), 4)
  }
  // What is stored must be there: so the texts come out of memory.
  for (let want = wants; want < end; want += wantSize)
    store<u8>(want, load<u8>(placeOf(load<u32>(want, 4))), 8)
}
