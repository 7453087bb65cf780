import type { JoinProgram, LookupProgram } from '../programs/choice-programs.ts'
import type { Program } from '../programs/program.ts'
import { lookupKey } from './lookup.ts'
import type { LaidOut, ProgramScope } from './wasm-programs.ts'

/** Longer texts are looked up by JavaScript. */
const longestKey = 255

/** For assembly/choices.ts. */
export function layOutLookup(
  program: LookupProgram,
  { memory }: Pick<ProgramScope, 'memory'>,
  layOut: (inner: Program) => LaidOut,
): LaidOut | undefined {
  const otherwise = layOut(program.otherwise)
  const inner = program.cases.map((one) => layOut(one.program))
  const cases = new Map(
    program.cases.flatMap(({ equals }, i) =>
      equals.map((text) => [lookupKey(Buffer.from(text)), inner[i] as LaidOut] as const),
    ),
  )
  const texts = [...cases].map(([key, { at }]) => [Buffer.from(key, 'latin1'), at] as const)
  if (texts.some(([text]) => text.length > longestKey)) return undefined
  const list = memory.words(texts.flatMap(([text, at]) => [memory.bytes(text), text.length, at]))
  const all = [otherwise, ...inner]
  return {
    at: memory.words([12, texts.length, list, otherwise.at]),
    most: Math.max(...all.map(({ most }) => most)),
    ...(all.some(({ outside }) => outside) ? { outside: true } : {}),
  }
}

/** Texts and programs, for assembly/programs.ts. */
export function layOutJoin(
  program: JoinProgram,
  { memory }: Pick<ProgramScope, 'memory'>,
  layOut: (inner: Program) => LaidOut,
): LaidOut | undefined {
  let most = 0
  let outside = false
  const parts = program.parts.flatMap((part) => {
    if (typeof part === 'string') {
      const [at, length] = memory.text(part)
      most += length
      return [0, at, length]
    }
    const inner = layOut(part)
    most += inner.most
    outside ||= inner.outside ?? false
    return [1, inner.at, 0]
  })
  if (outside) return undefined
  const words = [13, program.parts.length, memory.words(parts), program.maxLength ?? 0]
  return program.maxLength === 0 ? undefined : { at: memory.words(words), most }
}
