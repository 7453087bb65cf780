import { say } from '../../core/redacted.ts'
import type { FreeTextProgram } from '../programs/text-programs.ts'
import { ByteWriter } from './byte-writer.ts'
import type { Kernel } from './kernel.ts'
import { BitStream, ownSubject } from './keyed-hash.ts'
import { characterStart, countCharacters } from './letters.ts'
import { compileRowNames, type NameScope } from './names/names-of-row.ts'
import { findParts, type TextPart } from './names/parts-of-text.ts'
import { neutralText } from './neutral-text.ts'
import { outcome, type Row, type Step } from './step.ts'
import { valueError } from './value-error.ts'

const mostAttempts = 100

/** What the treatment of running text needs to know of the row and its programs. */
export interface TextScope extends NameScope {
  readonly kernel: Kernel
}

/** Compiles the treatment of running text. */
export function compileFreeText(program: FreeTextProgram, scope: TextScope): Step {
  const { kernel, compile } = scope
  const steps = {
    email: compile(program.email),
    phone: compile(program.phone),
    nip: compile(program.nip),
    pesel: compile(program.pesel),
    iban: compile(program.iban),
    first: compile(program.firstName),
    last: compile(program.lastName),
    full: compile(program.fullName),
    number: compile(program.number),
  }
  const ofRow = compileRowNames(program, scope)
  const { domain, canonical } = program.subject
  const findSubject = kernel.hash.subjects(domain, canonical)
  const subject = ownSubject()
  const bits = new BitStream(kernel.hash.purpose(`pieces/${domain}`))
  const inner = new ByteWriter()
  const appendNeutral = neutralText(
    kernel.personas(program.locale).words.sentences,
    program.ascii ? 'ascii' : 'plain',
  )

  /** Leaves the mask of `part` in `inner`; false where the policy lets it stay. */
  function mask(part: TextPart, value: Uint8Array, row: Row): boolean {
    inner.length = 0
    if (part.column !== undefined) return ofRow.append(part, row, inner)
    const text =
      part.text === undefined ? value.subarray(part.from, part.to) : Buffer.from(part.text)
    return steps[part.kind](text, row, inner) === outcome.written
  }

  function replaceWords(value: Uint8Array, parts: readonly TextPart[], row: Row, out: ByteWriter) {
    const start = out.length
    let at = 0
    for (const part of parts) {
      if (!mask(part, value, row)) continue
      separate(out, start)
      appendNeutral(bits, countCharacters(value, at, part.from) - 1, out)
      separate(out, start)
      out.copy(inner.bytes, 0, inner.length)
      at = part.to
    }
    if (at < value.length) separate(out, start)
    appendNeutral(bits, countCharacters(value, at, value.length), out)
    if (out.length === start) out.byte(0x2d)
  }

  function keepWords(value: Uint8Array, parts: readonly TextPart[], row: Row, out: ByteWriter) {
    let at = 0
    for (const part of parts) {
      if (!mask(part, value, row)) continue
      out.copy(value, at, part.from)
      out.copy(inner.bytes, 0, inner.length)
      at = part.to
    }
    out.copy(value, at, value.length)
  }

  return (value, row, out) => {
    if (value === null || value.length === 0) return outcome.kept
    const parts = findParts(value, ofRow.read(row), program.words === 'keep')
    const start = out.length
    if (program.words === 'keep' && parts) {
      keepWords(value, parts, row, out)
      cut(program.maxLength, out, start)
      return outcome.written
    }
    findSubject(value, subject)
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      out.length = start
      bits.start(subject, attempt)
      replaceWords(value, parts ?? [], row, out)
      cut(program.maxLength, out, start)
      if (!out.equals(value, start)) return outcome.written
    }
    throw valueError(say`A text cannot be told from its mask.`)
  }
}

function separate(out: ByteWriter, start: number): void {
  if (out.length > start && out.bytes[out.length - 1] !== 0x20) out.byte(0x20)
}

function cut(maxLength: number | undefined, out: ByteWriter, start: number): void {
  if (maxLength === undefined) return
  const end = characterStart(out.bytes, start, out.length, maxLength)
  if (end < out.length) out.length = end
  while (out.length > start + 1 && out.bytes[out.length - 1] === 0x20) out.length--
}
