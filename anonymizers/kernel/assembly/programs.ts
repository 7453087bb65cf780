/** The twin of ../interpret.ts, for the programs that ../wasm-programs.ts lays out. */
import { walkJson } from './json.ts'
import { copy } from './output.ts'
import { permute } from './permute.ts'
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
    case 20:
      return isNull || length === 0 ? kept : freeText(program, value, length, note)
    case 5:
      return isNull || length === 0 ? kept : left
    default:
      return left
  }
}
