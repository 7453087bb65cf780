import type { LookupProgram } from '../programs/choice-programs.ts'
import type { Program } from '../programs/program.ts'
import { ByteWriter } from './byte-writer.ts'
import { canonicalize } from './canonical.ts'
import { outcome, type Step } from './step.ts'

const canonical = new ByteWriter()

/** What is the same for values that are the same to a look-up: their canonical form, byte by byte. */
export function lookupKey(value: Uint8Array): string {
  canonical.length = 0
  canonicalize('name', value, canonical)
  return Buffer.from(canonical.bytes.buffer, 0, canonical.length).toString('latin1')
}

/** Compiles a choice by the whole value. */
export function compileLookup(program: LookupProgram, compile: (inner: Program) => Step): Step {
  const steps = new Map(
    program.cases.flatMap(({ equals, program: inner }) => {
      const step = compile(inner)
      return equals.map((text) => [lookupKey(Buffer.from(text)), step] as const)
    }),
  )
  const otherwise = compile(program.otherwise)
  return (value, row, out) => {
    if (value === null || value.length === 0) return outcome.kept
    return (steps.get(lookupKey(value)) ?? otherwise)(value, row, out)
  }
}
