import type { RowMasker } from '../../row-masker.ts'
import { byte } from '../byte-classes.ts'
import type { RowCodec } from '../dialect.ts'
import { createValuesRowCodec, type ValueSyntax } from '../values-row-codec.ts'
import { decodePgLiteral, encodePgLiteral } from './literal-text.ts'
import { PgLiteral } from './literal.ts'
import { isEscapeText, textEnd } from './quotes.ts'

/**
 * Rows of INSERT … VALUES; see {@link PgLiteral} for what a masked value may be.
 *
 * @param backslashes - standard_conforming_strings is off.
 */
export const createPgValuesCodec = (
  columns: readonly string[],
  masker: RowMasker,
  computed?: readonly number[],
  backslashes = false,
): RowCodec => createValuesRowCodec(syntaxOf(backslashes), columns, masker, computed)

const syntaxOf = (backslashes: boolean): ValueSyntax<PgLiteral> => ({
  createLiteral: () => new PgLiteral(backslashes),
  decode: decodePgLiteral,
  encode: encodePgLiteral,
  fieldEnd: (bytes, from) => fieldEnd(bytes, from, backslashes),
})

function fieldEnd(bytes: Buffer, from: number, backslashes: boolean): number {
  let depth = 0
  for (let at = from; ; at++) {
    const code = bytes[at]
    if (code === byte.quote) at = textEnd(bytes, at, backslashes || isEscapeText(bytes, at)) - 1
    else if (code === byte.doubleQuote) at = bytes.indexOf(code, at + 1)
    else if (code === byte.open || code === openBracket) depth++
    else if (code === byte.close || code === closeBracket) {
      if (depth-- === 0) return at
    } else if (code === byte.comma && depth === 0) return at
  }
}

const openBracket = 0x5b
const closeBracket = 0x5d
