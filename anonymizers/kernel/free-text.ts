import { say } from '../../core/redacted.ts'
import type { FreeTextProgram } from '../programs/text-programs.ts'
import { ByteWriter } from './byte-writer.ts'
import { isDigit, startsWithCountry } from './canonical.ts'
import { checkDigit, ibanDigits } from './check-digits.ts'
import { readDigits, type Digits } from './digits-of.ts'
import type { Kernel } from './kernel.ts'
import { BitStream, type SubjectWords } from './keyed-hash.ts'
import { characterStart, countCharacters } from './letters.ts'
import { outcome, type Step } from './step.ts'
import { valueError } from './value-error.ts'
import { appendWord, textOf } from './word-table.ts'

const mostAttempts = 100

type Kind = 'email' | 'phone' | 'nip' | 'pesel' | 'iban'

/** Compiles the treatment of running text; `steps` are those of the values found inside. */
export function compileFreeText(
  program: FreeTextProgram,
  kernel: Kernel,
  steps: Readonly<Record<Kind, Step>>,
): Step {
  const { domain, canonical } = program.subject
  const findSubject = kernel.hash.subjects(domain, canonical)
  const subject: SubjectWords = { w0: 0, w1: 0, w2: 0, w3: 0 }
  const bits = new BitStream(kernel.hash.purpose(`pieces/${domain}`))
  const inner = new ByteWriter()
  const { sentences } = kernel.words
  const spelling = program.ascii ? 'ascii' : 'plain'
  const characters = Uint32Array.from({ length: sentences.count }, (_, i) => {
    const text = textOf(sentences, spelling, i)
    return countCharacters(text, 0, text.length)
  })

  /** Whole sentences while they fit, then words of one; at least a word. */
  function appendNeutral(length: number, out: ByteWriter): void {
    const start = out.length
    let room = length
    while (room > (out.length > start ? 1 : 0)) {
      const space = out.length > start ? 1 : 0
      if (space === 1) out.byte(0x20)
      const from = out.length
      const sentence = bits.below(sentences.count)
      appendWord(sentences, spelling, sentence, out)
      room -= space
      const left = room - (characters[sentence] as number)
      if (left < 0) {
        const end = characterStart(out.bytes, from, out.length, room)
        out.length = wordEnd(out.bytes, from, end)
        // A word that was cut in two is only worth having when there is nothing else.
        if (out.length === end && space === 1) out.length = from
        break
      }
      room = left
    }
    while (out.length > start && out.bytes[out.length - 1] === 0x20) out.length--
  }

  return (value, row, out) => {
    if (value === null || value.length === 0) return outcome.kept
    findSubject(value, subject)
    const start = out.length
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      out.length = start
      bits.start(subject, attempt)
      let at = 0
      for (const { kind, from, to } of findIdentifiers(value)) {
        separate(out, start)
        appendNeutral(countCharacters(value, at, from) - 1, out)
        separate(out, start)
        inner.length = 0
        steps[kind](value.subarray(from, to), row, inner)
        out.copy(inner.bytes, 0, inner.length)
        at = to
      }
      if (at < value.length) separate(out, start)
      appendNeutral(countCharacters(value, at, value.length), out)
      if (out.length === start) out.byte(0x2d)
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

/** The end of the last whole word before `end`; `end` itself within the first word. */
function wordEnd(bytes: Uint8Array, from: number, end: number): number {
  for (let i = end; i > from; i--) if (bytes[i] === 0x20) return i
  return end
}

interface Identifier {
  readonly kind: Kind
  readonly from: number
  readonly to: number
}

/** From where no part of an address stands before it, so that each run of characters is tried once. */
const address = String.raw`(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}`

/** Digits with what people put between them, after `PL` or `+`. */
const number = String.raw`(?:\b(?:PL)? ?|\+)\d(?:[ ().-]{0,2}\d){8,27}`

const candidates = new RegExp(`${address}|${number}`, 'gi')
const numbers = new RegExp(number, 'gi')

/** The fewest digits of what is recognised. */
const fewestDigits = 9

/** What can be recognised in text, from left to right. */
export function findIdentifiers(value: Uint8Array): readonly Identifier[] {
  const hasAddress = value.includes(0x40)
  if (!hasAddress && !hasDigits(value)) return []
  const text = Buffer.from(value.buffer, value.byteOffset, value.length).toString('latin1')
  const found: Identifier[] = []
  const pattern = hasAddress ? candidates : numbers
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [written] = match
    const from = match.index + (written.length - written.trimStart().length)
    const to = match.index + written.length
    const kind = written.includes('@') ? 'email' : kindOfNumber(value.subarray(from, to))
    if (kind) found.push({ kind, from, to })
  }
  return found
}

function hasDigits(value: Uint8Array): boolean {
  let count = 0
  for (let i = 0; i < value.length; i++)
    if (isDigit(value[i] as number) && ++count === fewestDigits) return true
  return false
}

const digits: Digits = { bytes: new Uint8Array(32), count: 0 }

function kindOfNumber(written: Uint8Array): Kind | undefined {
  readDigits(written, startsWithCountry(written) ? 2 : 0, digits)
  const { bytes } = digits
  const check = (at: number) => (bytes[at] as number) - 48
  switch (digits.count) {
    case 26:
      return ibanDigits(bytes, 2, 26) === check(0) * 10 + check(1) ? 'iban' : undefined
    case 10:
      return checkDigit('nip', bytes, 9) === check(9) ? 'nip' : undefined
    case 11:
      if (checkDigit('pesel', bytes, 10) === check(10)) return 'pesel'
      return check(0) === 4 && check(1) === 8 ? 'phone' : undefined
    case 9:
      return 'phone'
    case 13:
      return check(0) === 0 && check(1) === 0 ? 'phone' : undefined
    default:
      return undefined
  }
}
