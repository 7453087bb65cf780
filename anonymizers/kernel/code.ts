import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { say } from '../../core/redacted.ts'
import type { Random } from '../../core/seed.ts'
import type { CodeProgram } from '../programs/form-programs.ts'
import type { Kernel } from './kernel.ts'
import { BitStream, ownSubject } from './keyed-hash.ts'
import { outcome, type FindPersona, type Step } from './step.ts'
import { valueError } from './value-error.ts'

/** What a user's `strings` is given beside the value. */
export interface CodeContext {
  readonly params: unknown
  /** Keyed by the value, or by the persona of its row: the same for the same, and all there should be. */
  readonly random: Random
}

/** What a module on the slow lane exports, as far as the kernel needs it; see user-transformer.ts. */
interface CodeModule {
  readonly default: { strings(text: string, context: CodeContext): string | null }
}

const load = createRequire(import.meta.url)
const decoder = new TextDecoder('utf-8', { fatal: true })
const encoder = new TextEncoder()

export function compileCode(
  program: CodeProgram,
  kernel: Kernel,
  persona: FindPersona | undefined,
): Step {
  const { domain, canonical, follows } = program.subject
  const findSubject = kernel.hash.subjects(domain, canonical)
  const findPersona = follows === 'value' ? undefined : persona
  const { default: code } = load(fileURLToPath(program.module)) as CodeModule
  const own = ownSubject()
  const bits = new BitStream(kernel.hash.purpose(`pieces/${domain}`))
  const context: CodeContext = { params: program.params, random: randomFrom(bits) }
  return (value, row, out) => {
    if (value === null || value.length === 0) return outcome.kept
    let subject = findPersona?.(row)
    if (!subject) {
      findSubject(value, own)
      subject = own
    }
    bits.start(subject, 0)
    const result = run(code, value, context)
    if (result === null) return outcome.null
    const same = Buffer.from(result).equals(value)
    if (same && !program.mayEqual)
      throw valueError(say`The code of a transformer gave its input back.`)
    if (Array.from(result).length > (program.maxLength ?? Infinity))
      throw valueError(say`The code of a transformer gave more than its column holds.`)
    out.copy(encoder.encode(result))
    return outcome.written
  }
}

function run(code: CodeModule['default'], value: Uint8Array, context: CodeContext) {
  let result: unknown
  try {
    result = code.strings(decoder.decode(value), context)
  } catch {
    // The error is not passed on: its message may hold the value.
    throw valueError(say`The code of a transformer failed on a value.`)
  }
  if (result === null || typeof result === 'string') return result
  throw valueError(say`The code of a transformer gave what is no text.`)
}

function randomFrom(bits: BitStream): Random {
  const fraction = () => (bits.word() >>> 0) / 0x1_0000_0000
  return {
    below: (bound) => bits.below(bound),
    fraction,
    chance: (probability) => fraction() < probability,
    pick: (all) => {
      if (all.length === 0) throw new RangeError('nothing to pick from')
      return all[bits.below(all.length)] as (typeof all)[number]
    },
  }
}
