/** First names and surnames that stand in columns of their own: both together name somebody, either way round. */
import { aboutOriginal, gatherOriginal } from './collect.ts'
import { fieldAt, fieldLength, missing } from './fields.ts'

/** The most that a name of both takes; longer ones are none. */
const longest: u32 = 1000
/** 128 bytes behind a text must be readable. */
const both: usize = memory.data(1152, 16)
const wordsForm: u32 = 1

/** `pairs`: how many, and of each the columns and the leaf. */
export function addPairs(pairs: usize): void {
  const end = pairs + 4 + <usize>load<u32>(pairs) * 12
  for (let pair = pairs + 4; pair < end; pair += 12) {
    const first = load<u32>(pair)
    const last = load<u32>(pair, 4)
    const leaf = load<u32>(pair, 8)
    addBoth(leaf, first, last)
    addBoth(leaf, last, first)
  }
}

function addBoth(leaf: u32, one: u32, other: u32): void {
  const length = fieldLength(one)
  const more = fieldLength(other)
  if (length === missing || more === missing || length === 0 || more === 0) return
  if (length > longest || more > longest || length + more >= longest) return
  memory.copy(both, fieldAt(one), length)
  store<u8>(both + length, 0x20)
  memory.copy(both + length + 1, fieldAt(other), more)
  gatherOriginal(aboutOriginal(leaf, wordsForm, false), both, length + 1 + more)
}
