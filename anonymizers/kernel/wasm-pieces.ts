import { usualLocale } from '../locales/registry.ts'
import type { AccountCountry } from './accounts.ts'
import type { CheckRule, PersonaField, Piece } from '../programs/render-program.ts'
import type { ProgramScope } from './wasm-programs.ts'

/** Numbers that assembly/ knows these by. */
const fields: readonly PersonaField[] = [
  'firstName',
  'lastName',
  'street',
  'houseNumber',
  'city',
  'postcode',
  'company',
  'region',
  'regionCode',
]
/** Behind those: a postcode in the form of its locale. */
const postcodeIn = 9
const accounts: readonly AccountCountry[] = ['CZ', 'DE', 'ES', 'FR', 'GB', 'IT']
/** Of an IBAN (ISO 13616). */
const longestAccount = 34
const rules: readonly CheckRule[] = ['nip', 'regon', 'pesel', 'sort-code', 'iban', 'luhn']
const spellings = { plain: 0, ascii: 2, handle: 3 } as const

/** How many words of bits a piece takes; those it takes for few values do not count. */
export function wordsDrawn(piece: Piece): number {
  switch (piece.piece) {
    case 'one-of':
    case 'number':
      return 1
    case 'digits':
      return Math.ceil(piece.count / 4)
    case 'hex':
      return Math.ceil(piece.count / 8)
    case 'token':
      return Math.ceil(piece.count / 6)
    case 'base64':
      return Math.ceil(piece.count / 5)
    case 'account':
      return 5
    case 'by-gender':
    case 'check':
    case 'country':
    case 'field':
    case 'kept-digits':
    case 'literal':
      return 0
  }
}

interface PieceLayout {
  readonly words: readonly [number, number, number, number, number]
  readonly most: number
}

/** Lays a piece out for assembly/pieces.ts; undefined when only JavaScript knows it. */
export function layOutPiece(
  piece: Piece,
  scope: Pick<ProgramScope, 'memory' | 'longestWord' | 'locale'>,
): PieceLayout | undefined {
  const { memory } = scope
  switch (piece.piece) {
    case 'literal': {
      const [at, length] = memory.text(piece.text)
      return { words: [0, at, length, 0, 0], most: length }
    }
    case 'one-of': {
      const texts = piece.texts.map((text) => memory.text(text))
      const most = Math.max(0, ...texts.map(([, length]) => length))
      return { words: [1, texts.length, memory.words(texts.flat()), 0, 0], most }
    }
    case 'digits':
      return { words: [2, piece.count, 0, 0, 0], most: piece.count }
    case 'hex':
      return { words: [3, piece.count, 0, 0, 0], most: piece.count }
    case 'token':
      return { words: [4, piece.count, 0, 0, 0], most: piece.count }
    case 'number': {
      const { from, to } = piece
      const fits = Number.isInteger(from) && Number.isInteger(to) && from >= 0 && to < 2 ** 31
      return fits && to >= from ? { words: [5, from, to, 0, 0], most: 10 } : undefined
    }
    case 'field': {
      const spelling = piece.lower ? 'handle' : piece.ascii ? 'ascii' : 'plain'
      const { field, most = -1, gender } = piece
      if (most === 0 || !fields.includes(field)) return undefined
      if ((piece.locale ?? usualLocale) !== scope.locale) return undefined
      const { form } = piece
      if (form !== undefined) {
        const signs = form.replace(/[^NAX]/g, '').length
        const at = memory.bytes(
          Buffer.concat([littleEndian([form.length, signs]), Buffer.from(form)]),
        )
        return { words: [6, postcodeIn, 0, Math.max(most, 0), at], most: form.length }
      }
      const words = [
        6,
        fields.indexOf(field),
        spellings[spelling],
        Math.max(most, 0),
        gender === 'input' ? 1 : 0,
      ] as const
      return { words, most: Math.max(16, scope.longestWord) }
    }
    case 'kept-digits':
      return { words: [7, piece.count, piece.from ?? 0, 0, 0], most: piece.count }
    case 'country': {
      const { as } = piece
      if (as !== undefined && as.length !== 2) return undefined
      return { words: [8, as === undefined ? 0 : memory.text(as)[0], 0, 0, 0], most: 2 }
    }
    case 'account':
      return {
        words: [12, accounts.indexOf(piece.country), 0, 0, 0],
        most: longestAccount,
      }
    case 'base64':
      return { words: [11, piece.count, 0, 0, 0], most: piece.count }
    case 'by-gender': {
      const [woman, man] = [memory.text(piece.woman), memory.text(piece.man)]
      return { words: [10, ...woman, ...man], most: Math.max(woman[1], man[1]) }
    }
    case 'check':
      return { words: [9, rules.indexOf(piece.rule), 0, 0, 0], most: 2 }
  }
}

const littleEndian = (words: readonly number[]): Buffer =>
  Buffer.from(Uint32Array.from(words).buffer)
