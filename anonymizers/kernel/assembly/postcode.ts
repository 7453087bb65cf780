/** Postcodes of the towns of personas: the twin of a part of ../persona.ts. */
import { below } from './bits.ts'
import { isAlphanumeric, isDigit } from './letters.ts'
import { byte, decimal } from './output.ts'
import { finish } from './persona.ts'

/** For each town where its areas start, and one more; each area is its length and three digits. */
let areaOffsets: usize = 0
let areas: usize = 0

export function setAreas(offsets: usize, all: usize): void {
  areaOffsets = offsets
  areas = all
}

/** Is the input a Polish postcode that lies in the town? */
export function liesIn(index: u32, input: usize, inputLength: u32): bool {
  if (inputLength < 5 || inputLength > 6) return false
  const dash = inputLength - 5
  const end: u32 = load<u32>(areaOffsets + (index << 2), 4)
  for (let i = load<u32>(areaOffsets + (index << 2)); i < end; i++) {
    const area = areas + (i << 2)
    const length: u32 = load<u8>(area)
    let same = true
    for (let digit: u32 = 0; same && digit < length; digit++)
      same = load<u8>(area + 1 + digit) === load<u8>(input + (digit < 2 ? digit : digit + dash))
    if (same) return true
  }
  return false
}

/** Is the input a postcode of that form, and begins as one of the town does? */
export function isAreaOf(index: u32, form: usize, input: usize, inputLength: u32): bool {
  let count: u32 = 0
  for (let i: u32 = 0; i < inputLength; i++) {
    const sign: u32 = load<u8>(input + i)
    if (!isAlphanumeric(sign)) continue
    if (count === mostSigns) return false
    store<u8>(written + count++, isDigit(sign) ? sign : sign & 0xdf)
  }
  if (count !== load<u32>(form, 4)) return false
  const end: u32 = load<u32>(areaOffsets + (index << 2), 4)
  for (let i = load<u32>(areaOffsets + (index << 2)); i < end; i++) {
    const area = areas + (i << 2)
    const length: u32 = load<u8>(area)
    if (length <= count && memory.compare(area + 1, written, length) === 0) return true
  }
  return false
}

const mostSigns: u32 = 16
const written: usize = memory.data(16)
/** Royal Mail: C, I, K, M, O and V do not stand in the inward part. */
const postcodeLetters: usize = memory.data<u8>([
  0x41, 0x42, 0x44, 0x45, 0x46, 0x47, 0x48, 0x4a, 0x4c, 0x4e, 0x50, 0x51, 0x52, 0x53, 0x54, 0x55,
  0x57, 0x58, 0x59, 0x5a,
])
const howManyLetters: u32 = 20

/** `form`: its length, how many letters and digits it has, and the form itself. */
export function appendPostcodeIn(form: usize, index: u32, word: u32): void {
  const first: u32 = load<u32>(areaOffsets + (index << 2))
  const count = load<u32>(areaOffsets + (index << 2), 4) - first
  let area = areas + ((first + below(word, <f64>count)) << 2)
  let ofArea: u32 = load<u8>(area)
  let rest = finish(word)
  const length: u32 = load<u32>(form)
  for (let i: u32 = 0; i < length; i++) {
    const sign: u32 = load<u8>(form + i, 8)
    if (sign !== 0x4e && sign !== 0x41 && sign !== 0x58) byte(sign)
    else if (ofArea > 0) {
      byte(load<u8>(++area))
      ofArea--
    } else {
      byte(
        sign === 0x41 ? <u32>load<u8>(postcodeLetters + (rest % howManyLetters)) : 48 + (rest % 10),
      )
      rest = finish(rest ^ 0x9e3779b1)
    }
  }
}

/** Of a town, as in Poland. `word`: the draw. */
export function appendPostcode(index: u32, word: u32): void {
  const first: u32 = load<u32>(areaOffsets + (index << 2))
  const count = load<u32>(areaOffsets + (index << 2), 4) - first
  if (count === 0) return
  const area = areas + ((first + below(word, <f64>count)) << 2)
  const length: u32 = load<u8>(area)
  byte(load<u8>(area, 1))
  byte(load<u8>(area, 2))
  byte(0x2d)
  if (length > 2) byte(load<u8>(area, 3))
  decimal(finish(word) % (length > 2 ? 100 : 1000), 5 - length)
}
