/** The twin of ../interpret.ts, for the programs that ../wasm-programs.ts lays out. */
import { isDigit, isLetter } from './letters.ts'
import { copy } from './output.ts'
import { render } from './render.ts'

export const written: u32 = 0
export const kept: u32 = 1
export const missing: u32 = 2
/** JavaScript must do it. */
export const left: u32 = 3

export function run(program: usize, value: usize, length: u32, isNull: bool): u32 {
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
      return render(program, value, length) ? written : left
    case 5:
      return left
    default: {
      if (isNull || length === 0) return kept
      let one: usize = load<u32>(program, 8)
      for (let i: u32 = load<u32>(program, 4); i > 0; i--, one += 28)
        if (fits(one, value, length)) return run(load<u32>(one), value, length, false)
      return run(load<u32>(program, 12), value, length, false)
    }
  }
}

function fits(one: usize, value: usize, length: u32): bool {
  const starts: u32 = load<u32>(one, 8)
  const contains: u32 = load<u32>(one, 16)
  return (
    starts <= length &&
    memory.compare(load<u32>(one, 4), value, starts) === 0 &&
    includes(value, length, load<u32>(one, 12), contains) &&
    (load<u32>(one, 20) === 0 || hasDigit(value, length)) &&
    (load<u32>(one, 24) === 0 || isLetter(load<u8>(value)))
  )
}

function includes(value: usize, length: u32, part: usize, size: u32): bool {
  for (let at: u32 = 0; at + size <= length; at++)
    if (memory.compare(value + at, part, size) === 0) return true
  return false
}

function hasDigit(value: usize, length: u32): bool {
  for (let i: u32 = 0; i < length; i++) if (isDigit(load<u8>(value + i))) return true
  return false
}
