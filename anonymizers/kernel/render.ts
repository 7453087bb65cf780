import { say } from '../../core/redacted.ts'
import type { RenderProgram } from '../programs/render-program.ts'
import type { ByteWriter } from './byte-writer.ts'
import { canonicalize } from './canonical.ts'
import type { Kernel } from './kernel.ts'
import { BitStream, ownSubject } from './keyed-hash.ts'
import { characterStart, letterCase, toLower, toUpper } from './letters.ts'
import { compilePiece, type Drawing } from './pieces.ts'
import { spellPhone, takeOverSeparators } from './spelling.ts'
import { outcome, type FindPersona, type Row, type Step } from './step.ts'
import { valueError } from './value-error.ts'

/** So many draws in a row do not equal the input by chance: the program cannot give anything else. */
const mostAttempts = 100

/** Compiles a render program; `persona` finds the persona of the row where the policy names one. */
export function compileRender(
  program: RenderProgram,
  kernel: Kernel,
  persona: FindPersona | undefined,
): Step {
  const { domain, canonical, follows } = program.subject
  const findSubject = kernel.hash.subjects(domain, canonical)
  const findPersona = follows === 'value' ? undefined : persona
  const pieces = program.pieces.map((piece) => compilePiece(piece, kernel))
  const field = program.pieces.find(({ piece }) => piece === 'field')
  const hasFields = field !== undefined
  const personas = kernel.personas(field?.piece === 'field' ? field.locale : undefined)
  const own = ownSubject()
  const bits = new BitStream(kernel.hash.purpose(`pieces/${domain}`))
  const { scratch } = kernel
  const drawing: Drawing = {
    input: new Uint8Array(0),
    folded: scratch,
    start: 0,
    subject: own,
    ofRow: false,
    bits,
  }
  /** The canonical form of the subject does for looking up words. */
  const isFolded = canonical === 'name' || canonical === 'email'

  function prepare(value: Uint8Array, row: Row, start: number): void {
    const found = findPersona?.(row)
    if (!found) findSubject(value, own)
    drawing.subject = found ?? own
    drawing.ofRow = found !== undefined
    drawing.input = value
    drawing.start = start
    drawing.folded = found || !isFolded ? scratch : kernel.hash.canonical
    if (!hasFields || drawing.folded !== scratch) return
    scratch.length = 0
    canonicalize('name', value, scratch)
  }

  function draw(attempt: number, out: ByteWriter): boolean {
    bits.start(drawing.subject, attempt)
    if (hasFields) personas.start(drawing.subject, drawing.folded, attempt)
    for (const piece of pieces) if (!piece(drawing, out)) return false
    return true
  }

  return (value, row, out) => {
    if (value === null || value.length === 0) return outcome.kept
    const start = out.length
    prepare(value, row, start)
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      out.length = start
      if (!draw(attempt, out)) continue
      finish(program, value, out, start)
      if (program.mayEqual || !out.equals(value, start)) return outcome.written
    }
    throw valueError(
      say`A value cannot be told from its mask: the program has nothing else to give.`,
    )
  }
}

function finish(program: RenderProgram, input: Uint8Array, out: ByteWriter, start: number): void {
  if (program.case === 'follow') {
    const letters = letterCase(input)
    if (letters === 'upper') toUpper(out.bytes, start, out.length)
    else if (letters === 'lower') toLower(out.bytes, start, out.length)
  }
  if (program.spelling === 'separators') takeOverSeparators(input, out, start)
  else if (program.spelling === 'phone') spellPhone(input, out, start)
  const { maxLength } = program
  if (maxLength === undefined || out.length - start <= maxLength) return
  const end = characterStart(out.bytes, start, out.length, maxLength)
  if (end === out.length) return
  if (program.overflow !== 'cut') throw valueError(say`A mask is longer than its column.`)
  out.length = end
  while (out.length > start + 1 && out.bytes[out.length - 1] === 0x20) out.length--
}
