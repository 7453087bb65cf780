import type { NumberProgram } from '../programs/change-programs.ts'
import type { LaidOut, ProgramScope } from './wasm-programs.ts'

/** Of a number that assembly/number.ts knows; so many digits can stand behind the point too. */
const mostDigits = 13
/** Further steps do not fit what it computes with. */
const mostUnits = 2 ** 52

/** `subject`: the words of a program that say whose bits are drawn. */
export function layOutNumber(
  { change, most = Infinity, maxLength, within }: NumberProgram,
  { memory }: Pick<ProgramScope, 'memory'>,
  subject: readonly number[] | undefined,
): LaidOut | undefined {
  if (subject === undefined || within !== undefined || 'round' in change || maxLength === 0)
    return undefined
  const scales = Array.from({ length: mostDigits + 1 }, (_, places) => 10 ** places)
  const steps = scales.map((scale) => ('by' in change ? Math.round(change.by * scale) : 0))
  const share = 'percent' in change ? Math.round(change.percent * 1000) : 0
  if (steps.some((one) => one > mostUnits) || ('percent' in change && share === 0)) return undefined
  const largest = Float64Array.from(scales, (scale) => most * scale)
  const words = [
    14,
    ...subject,
    share,
    memory.bytes(new Uint8Array(BigUint64Array.from(steps, BigInt).buffer)),
    memory.bytes(new Uint8Array(largest.buffer)),
    maxLength ?? 0,
  ]
  return { at: memory.words(words), most: mostDigits + 4 }
}
