/** The twin of ../name-gender.ts, over the image of the word lists, see ../polish.ts. */

/** What all positions in the image count from. */
let image: usize = 0
/** Open addressing: where a name stands, and its gender in the highest bit. */
let names: usize = 0
let slots: u32 = 0

export function setNames(words: usize): void {
  image = words
  names = words + load<u32>(words, 16)
  slots = load<u32>(words, 20)
}

/** 0 for women, 1 for men, -1 where neither a known name nor an ending tells. */
export function genderOfName(text: usize, length: u32): i32 {
  let byEnding = -1
  let start: u32 = 0
  for (let i: u32 = 0; i <= length; i++) {
    const code: u32 = i < length ? load<u8>(text + i) : 0x20
    if (code !== 0x20 && code !== 0x2d) continue
    const gender = findName(text + start, i - start)
    if (gender >= 0) return gender
    if (byEnding < 0) byEnding = endingOf(text + start, i - start)
    start = i + 1
  }
  return byEnding
}

function findName(text: usize, length: u32): i32 {
  let hash: u32 = 0x811c9dc5
  for (let i: u32 = 0; i < length; i++) hash = (hash ^ load<u8>(text + i)) * 0x01000193
  for (let probe: u32 = 0; probe < slots; probe++) {
    const entry: u32 = load<u32>(names + (((hash + probe) % slots) << 2))
    if (entry === 0) return -1
    const place = image + <usize>(entry & 0xffffff)
    if (<u32>load<u8>(place) !== length) continue
    let i: u32 = 0
    while (i < length && load<u8>(place + 1 + i) === load<u8>(text + i)) i++
    if (i === length) return <i32>(entry >> 31)
  }
  return -1
}

function endingOf(text: usize, length: u32): i32 {
  if (length < 4) return -1
  const end = text + length
  const last: u32 = load<u8>(end - 1)
  if (load<u8>(end - 2) !== 0x6b || (last !== 0x61 && last !== 0x69)) return -1
  const before: u32 = load<u8>(end - 3)
  const adjectival =
    before === 0x73 ||
    before === 0x63 ||
    (before === 0x7a && length > 4 && load<u8>(end - 4) === 0x64)
  return adjectival ? (last === 0x61 ? 0 : 1) : -1
}
