import type { ShiftDateProgram } from '../programs/change-programs.ts'
import type { LaidOut, ProgramScope } from './wasm-programs.ts'

/** Further shifts do not fit what assembly/shift-date.ts computes with. */
const mostDays = 100_000

/** `subject`: the words of a program that say whose bits are drawn. */
export function layOutDate(
  { move }: ShiftDateProgram,
  { memory }: Pick<ProgramScope, 'memory'>,
  subject: readonly number[] | undefined,
): LaidOut | undefined {
  if (subject === undefined || 'startOf' in move) return undefined
  const days = 'days' in move ? move.days : 0
  if (!Number.isInteger(days) || days > mostDays || days < 0) return undefined
  const words = [9, ...subject, days, 'within' in move && move.within === 'year' ? 1 : 0]
  return { at: memory.words(words), most: 16 }
}
