/** The twin of ../../neutral-text.ts. */
import { below, word } from '../bits.ts'
import { characterStart } from '../letters.ts'
import { byte, copy, moveTo, o } from '../output.ts'
import { entryOf, placeOf, sentences } from '../persona.ts'

/** No sentence is longer, and what copying them writes behind them. */
const longestSentence: u32 = 256 + 16

/** `characters`: of each sentence in that spelling. False when it would go beyond `limit`. */
export function appendNeutral(spelling: u32, characters: usize, length: i32, limit: usize): bool {
  const table = sentences()
  const start = o
  let room = length
  while (room > (o > start ? 1 : 0)) {
    if (o + longestSentence > limit) return false
    const space = o > start ? 1 : 0
    if (space === 1) byte(0x20)
    const from = o
    const sentence = below(word(), <f64>load<u32>(table))
    const place = placeOf(entryOf(table, spelling, sentence))
    copy(place + 1, load<u8>(place))
    room -= space
    const left = room - load<i32>(characters + (sentence << 2))
    if (left < 0) {
      const end = characterStart(from, o, room)
      moveTo(wordEnd(from, end))
      if (o === end && space === 1) moveTo(from)
      break
    }
    room = left
  }
  while (o > start && load<u8>(o - 1) === 0x20) moveTo(o - 1)
  return true
}

function wordEnd(from: usize, end: usize): usize {
  for (let at = end; at > from; at--) if (load<u8>(at) === 0x20) return at
  return end
}
