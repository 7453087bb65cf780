import type { PhoneRange } from '../locales/locale.ts'
import type { PhoneProgram } from '../programs/change-programs.ts'
import { layOutKey, type LaidOut, type ProgramScope } from './wasm-programs.ts'
import type { WasmMemory } from './wasm-memory.ts'

/** `00`, the longest code, and the longest number of E.164. */
const phoneMost = 24
/** What assembly/phone.ts draws with one word. */
const mostDigits = 9

export function layOutPhone(program: PhoneProgram, scope: ProgramScope): LaidOut | undefined {
  const { subject, range, maxLength } = program
  const isUsual = range.unassigned.every(
    ([begins, digits]) => begins.length <= 16 && digits <= mostDigits,
  )
  if (subject.canonical !== 'digits' || maxLength === 0 || !isUsual) return undefined
  const words = [
    11,
    layOutKey(`subject/${subject.domain}`, scope),
    layOutKey(`pieces/${subject.domain}`, scope),
    maxLength ?? 0,
    layOutRange(range, scope.memory),
  ]
  return { at: scope.memory.words(words), most: phoneMost }
}

/** As assembly/international.ts reads it. */
export function layOutRange({ code, trunk, unassigned }: PhoneRange, memory: WasmMemory): number {
  const beginnings = unassigned.flatMap(([begins, digits]) => [...memory.text(begins), digits])
  return memory.words([
    ...memory.text(code),
    ...memory.text(trunk),
    unassigned.length,
    memory.words(beginnings),
  ])
}
