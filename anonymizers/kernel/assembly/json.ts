/** Masks JSON documents; what ../walk-json.ts refuses, or replaces that is no string or number, is left. */
import { leafOf } from './choices.ts'
import { leftAlone, meetElements, staysNull, walkPaths } from './json-paths.ts'
import { endDocument, meetElement, setMask, startDocument, takeValue } from './json-values.ts'
import { left } from './programs.ts'

let decoded: usize = 0

export function setJson(decodedTexts: usize, mask: usize): void {
  decoded = decodedTexts
  setMask(mask)
}

/** Words of `program`: the state of the root, may unnamed values pass, most bytes that masks add. */
export function walkJson(program: usize, value: usize, length: u32): u32 {
  startDocument(value, length, load<u32>(program, 12))
  const root: usize = load<u32>(program, 4)
  const free = load<u32>(program, 8) !== 0
  meetElements(meetElement)
  if (!walkPaths(root, free, value, length, decoded, takeValue, takeOther)) return left
  return endDocument()
}

function takeOther(program: usize): u32 {
  const op: u32 = load<u32>(leafOf(program, 0, 0, true))
  const isOfValue = op === 3 || (op >= 9 && op <= 11) || op === 13 || op === 14 || op === 20
  return op === 0 || op === 5 || isOfValue ? staysNull : leftAlone
}
