/** Programs that choose another by the value or by the row. */
import { canonicalize, canonicalLength } from './canonical.ts'
import { fieldAt, fieldLength, isMissing } from './fields.ts'
import { isDigit, isLetter, toLower } from './letters.ts'

/** The form of ./canonical.ts. */
const name: u32 = 6
const keep: usize = memory.data<u32>([0])

/** The program that is chosen in the end. */
export function leafOf(program: usize, value: usize, length: u32, isNull: bool): usize {
  let chosen = program
  for (let op: u32 = load<u32>(chosen); isChoice(op); op = load<u32>(chosen)) {
    if (op !== 6) {
      if (isNull || length === 0) return keep
      chosen = op === 4 ? byShape(chosen, value, length) : lookUp(chosen, value, length)
    } else chosen = meets(chosen) ? load<u32>(chosen, 20) : load<u32>(chosen, 24)
  }
  return chosen
}

function isChoice(op: u32): bool {
  return op === 4 || op === 6 || op === 12
}

const canonical: usize = memory.data(288)
const longestKey: u32 = 255
const leave: usize = memory.data<u32>([5])

/** Words of `program`: texts (how many, and where: each at, length and program), otherwise. */
function lookUp(program: usize, value: usize, length: u32): usize {
  if (length > longestKey || !canonicalize(name, value, length, canonical)) return leave
  let text: usize = load<u32>(program, 8)
  for (let i: u32 = load<u32>(program, 4); i > 0; i--, text += 12)
    if (load<u32>(text, 4) === canonicalLength && isAt(canonical, load<u32>(text), canonicalLength))
      return load<u32>(text, 8)
  return load<u32>(program, 12)
}

function byShape(program: usize, value: usize, length: u32): usize {
  let one: usize = load<u32>(program, 8)
  for (let i: u32 = load<u32>(program, 4); i > 0; i--, one += 32)
    if (fits(one, value, length)) return load<u32>(one)
  return load<u32>(program, 12)
}

function fits(one: usize, value: usize, length: u32): bool {
  const starts: u32 = load<u32>(one, 8)
  const contains: u32 = load<u32>(one, 16)
  return (
    starts <= length &&
    load<u32>(one, 28) <= length &&
    isAt(value, load<u32>(one, 4), starts) &&
    includes(value, length, load<u32>(one, 12), contains) &&
    (load<u32>(one, 20) === 0 || hasDigit(value, length)) &&
    (load<u32>(one, 24) === 0 || isLetter(load<u8>(value)))
  )
}

function isAt(at: usize, part: usize, size: u32): bool {
  for (let i: u32 = 0; i < size; i++) if (load<u8>(at + i) !== load<u8>(part + i)) return false
  return true
}

function includes(value: usize, length: u32, part: usize, size: u32): bool {
  for (let at: u32 = 0; at + size <= length; at++) if (isAt(value + at, part, size)) return true
  return false
}

function hasDigit(value: usize, length: u32): bool {
  for (let i: u32 = 0; i < length; i++) if (isDigit(load<u8>(value + i))) return true
  return false
}

const lowered: usize = memory.data(256)

/** Words of a condition: place, texts (how many, and where: each at and length), kind, then, otherwise. */
function meets(program: usize): bool {
  const place: u32 = load<u32>(program, 4)
  const kind: u32 = load<u32>(program, 16)
  const negates = (kind & 2) !== 0
  if (isMissing(place)) return negates
  let value = fieldAt(place)
  let length = fieldLength(place)
  while (length > 0 && load<u8>(value + length - 1) === 0x20) length--
  if ((kind & 1) !== 0 && length <= 256) {
    memory.copy(lowered, value, length)
    toLower(lowered, lowered + length)
    value = lowered
  }
  let text: usize = load<u32>(program, 12)
  for (let i: u32 = load<u32>(program, 8); i > 0; i--, text += 8)
    if (load<u32>(text, 4) === length && memory.compare(load<u32>(text), value, length) === 0)
      return !negates
  return negates
}
