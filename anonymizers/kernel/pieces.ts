import type { Piece } from '../programs/render-program.ts'
import type { ByteWriter } from './byte-writer.ts'
import { drawAccount } from './accounts.ts'
import { isDigit, startsWithCountry } from './canonical.ts'
import { appendCheck } from './check-digits.ts'
import type { Kernel } from './kernel.ts'
import type { BitStream, SubjectWords } from './keyed-hash.ts'
import { characterStart } from './letters.ts'
import { genderOfName } from './name-gender.ts'
import { genderOf } from './persona.ts'
import type { Spelling } from './word-table.ts'

/** One draw of one value, as its pieces see it. */
export interface Drawing {
  input: Uint8Array
  /** The input in lower case, for looking words up in it. */
  folded: ByteWriter
  /** Where the value's mask starts in the output. */
  start: number
  subject: SubjectWords
  /** The subject is the persona of the row, not the value itself. */
  ofRow: boolean
  readonly bits: BitStream
}

/** Appends one piece; false when this draw leads to nothing and the next one is wanted. */
export type PieceStep = (drawing: Drawing, out: ByteWriter) => boolean

const base32 = Buffer.from('abcdefghijklmnopqrstuvwxyz234567')
const base64 = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const base16 = Buffer.from('0123456789abcdef')

export function compilePiece(piece: Piece, kernel: Kernel): PieceStep {
  switch (piece.piece) {
    case 'literal': {
      const bytes = Buffer.from(piece.text)
      return always((_, out) => out.copy(bytes))
    }
    case 'one-of': {
      const texts = piece.texts.map((text) => Buffer.from(text))
      return always(({ bits }, out) => out.copy(texts[bits.below(texts.length)] as Uint8Array))
    }
    case 'digits':
      return always(({ bits }, out) => appendDigits(bits, piece.count, out))
    case 'hex':
      return always(({ bits }, out) => appendLetters(bits, base16, 4, piece.count, out))
    case 'token':
      return always(({ bits }, out) => appendLetters(bits, base32, 5, piece.count, out))
    case 'base64':
      return always(({ bits }, out) => appendLetters(bits, base64, 6, piece.count, out))
    case 'by-gender': {
      const words = [Buffer.from(piece.woman), Buffer.from(piece.man)] as const
      return always(({ subject }, out) => out.copy(words[genderOf(subject)]))
    }
    case 'number':
      return always(({ bits }, out) =>
        out.decimal(piece.from + bits.below(piece.to - piece.from + 1)),
      )
    case 'kept-digits':
      return always((drawing, out) => appendKeptDigits(drawing, piece.from ?? 0, piece.count, out))
    case 'country': {
      const code = piece.as === undefined ? undefined : Buffer.from(piece.as)
      return always(({ input }, out) => {
        if (startsWithCountry(input)) out.copy(code ?? input, 0, 2)
      })
    }
    case 'account':
      return always(({ bits, input }, out) =>
        out.copy(Buffer.from(drawAccount(piece.country, bits, startsWithCountry(input)))),
      )
    case 'check':
      return (drawing, out) => appendCheck(piece.rule, out, drawing.start)
    case 'field':
      return compileField(piece, kernel)
  }
}

const always =
  (append: (drawing: Drawing, out: ByteWriter) => void): PieceStep =>
  (drawing, out) => {
    append(drawing, out)
    return true
  }

/** Four digits a word: the bias is below 10^4 / 2^32. */
function appendDigits(bits: BitStream, count: number, out: ByteWriter): void {
  for (let left = count; left > 0; left -= 4) {
    const places = Math.min(4, left)
    out.decimal(bits.below(10 ** places), places)
  }
}

function appendLetters(
  bits: BitStream,
  alphabet: Uint8Array,
  width: number,
  count: number,
  out: ByteWriter,
): void {
  const perWord = Math.floor(32 / width)
  const mask = (1 << width) - 1
  out.ensure(count)
  let word = 0
  for (let i = 0; i < count; i++) {
    if (i % perWord === 0) word = bits.word()
    out.byte(alphabet[word & mask] as number)
    word >>>= width
  }
}

function appendKeptDigits(
  { input, bits }: Drawing,
  from: number,
  count: number,
  out: ByteWriter,
): void {
  const start = out.length
  let seen = 0
  for (let i = 0; i < input.length && seen < from + count; i++)
    if (isDigit(input[i] as number) && seen++ >= from) out.byte(input[i] as number)
  while (out.length - start < count) out.decimal(bits.below(10))
}

function compileField(piece: Extract<Piece, { piece: 'field' }>, kernel: Kernel): PieceStep {
  const spelling: Spelling = piece.lower ? 'handle' : piece.ascii ? 'ascii' : 'plain'
  const { field, most, gender: source, form } = piece
  const personas = kernel.personas(piece.locale)
  return always(({ subject, ofRow, folded }, out) => {
    const known =
      source === 'input' && !ofRow
        ? genderOfName(personas.words, folded.bytes, 0, folded.length)
        : undefined
    const start = out.length
    if (form === undefined) personas.append(field, spelling, known ?? genderOf(subject), out)
    else personas.appendPostcode(form, out)
    if (most !== undefined && out.length - start > most)
      out.length = characterStart(out.bytes, start, out.length, most)
  })
}
