/** The twin of ../interpret.ts, for the programs that ../wasm-programs.ts lays out. */
import { leafOf } from './choices.ts'
import { walkJson } from './json.ts'
import { characterStart } from './letters.ts'
import { changeNumber } from './number.ts'
import { copy, moveTo, o } from './output.ts'
import { permute } from './permute.ts'
import { maskPhone } from './phone.ts'
import { render } from './render.ts'
import { shiftDate } from './shift-date.ts'
import { freeText } from './text/free-text.ts'

export const written: u32 = 0
export const kept: u32 = 1
export const missing: u32 = 2
/** JavaScript must do it. */
export const left: u32 = 3

/** Runs a program that chooses no other; `note`: what ./ahead.ts knows, or 0. */
export function run(program: usize, value: usize, length: u32, isNull: bool, note: usize): u32 {
  switch (load<u32>(program)) {
    case 0:
      return kept
    case 1:
      return missing
    case 2:
      copy(load<u32>(program, 4), load<u32>(program, 8))
      return written
    case 3:
      if (isNull || length === 0) return kept
      return render(program, value, length, note) ? written : left
    case 8:
      return isNull || length === 0 ? kept : walkJson(program, value, length)
    case 9:
      if (isNull || length === 0) return kept
      return shiftDate(program, value, length) ? written : left
    case 10:
      if (isNull || length === 0) return kept
      return permute(program, value, length, note) ? written : left
    case 11:
      if (isNull || length === 0) return kept
      return maskPhone(program, value, length) ? written : left
    case 14:
      if (isNull || length === 0) return kept
      return changeNumber(program, value, length) ? written : left
    case 13:
      return isNull || length === 0 ? kept : join(program, value, length)
    case 20:
      return isNull || length === 0 ? kept : freeText(program, value, length, note)
    case 5:
      return isNull || length === 0 ? kept : left
    default:
      return left
  }
}

/** The twin of ../join.ts. Words: how many parts and where (a program or a text, its length), most characters. */
function join(program: usize, value: usize, length: u32): u32 {
  const from = o
  let part: usize = load<u32>(program, 8)
  for (let i: u32 = load<u32>(program, 4); i > 0; i--, part += 12) {
    const at: usize = load<u32>(part, 4)
    if (load<u32>(part) === 0) copy(at, load<u32>(part, 8))
    else if (run(leafOf(at, value, length, false), value, length, false, 0) !== written) return left
  }
  const most: u32 = load<u32>(program, 12)
  if (most > 0) moveTo(characterStart(from, o, most))
  return written
}
