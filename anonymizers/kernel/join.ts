import { say } from '../../core/redacted.ts'
import type { JoinProgram } from '../programs/choice-programs.ts'
import type { Program } from '../programs/program.ts'
import { characterStart } from './letters.ts'
import { outcome, type Step } from './step.ts'
import { valueError } from './value-error.ts'

/** Compiles texts and inner programs, one after the other; longer than the column is cut. */
export function compileJoin(program: JoinProgram, compile: (inner: Program) => Step): Step {
  const parts = program.parts.map((part): Step => {
    if (typeof part !== 'string') return compile(part)
    const bytes = Buffer.from(part)
    return (_value, _row, out) => {
      out.copy(bytes)
      return outcome.written
    }
  })
  const { maxLength } = program
  return (value, row, out) => {
    if (value === null || value.length === 0) return outcome.kept
    const start = out.length
    for (const part of parts)
      if (part(value, row, out) === outcome.kept)
        throw valueError(say`A part of a template left its value as it was.`)
    if (maxLength !== undefined)
      out.length = characterStart(out.bytes, start, out.length, maxLength)
    return outcome.written
  }
}
