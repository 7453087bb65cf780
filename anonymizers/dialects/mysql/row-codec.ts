import type { RowMasker } from '../../row-masker.ts'
import { byte, byteClass } from '../byte-classes.ts'
import type { BulkForm, RowCodec } from '../dialect.ts'
import { createValuesRowCodec, type ValueSyntax } from '../values-row-codec.ts'
import { introducedText } from './introduced-text.ts'
import { literalText } from './literal-text.ts'
import { Literal } from './literal.ts'
import { closingQuoteIn, type ClosingQuote } from './quotes.ts'
import { createTupleEnds } from './tuple-ends.ts'

const stops = byteClass((code) => '\'"`(),'.includes(String.fromCharCode(code)))

/** The position of the comma or parenthesis that ends the field at `from`, whatever is in it. */
const fieldEndBy =
  (quoteEnd: ClosingQuote) =>
  (bytes: Buffer, from: number): number => {
    let depth = 0
    for (let at = from; ; at++) {
      let code = bytes[at] as number
      while (stops[code] === 0) code = bytes[++at] as number
      if (code === byte.open) depth++
      else if (code === byte.close) {
        if (depth-- === 0) return at
      } else if (code === byte.comma) {
        if (depth === 0) return at
      } else at = quoteEnd(bytes, at)
    }
  }

const syntaxOf = (charset: string | undefined): ValueSyntax<Literal> => ({
  createLiteral: () => new Literal(charset),
  ...literalText(charset),
  ...introducedText(charset),
  fieldEnd: fieldEndBy(closingQuoteIn(charset)),
  createRowEnds: () => createTupleEnds(charset),
})

/** Rows in parentheses, with commas between them; see {@link Literal} for what a masked value may be. */
export const createMysqlRowCodec = (
  columns: readonly string[],
  masker: RowMasker,
  computed?: readonly number[],
  form: BulkForm = {},
): RowCodec => createValuesRowCodec(syntaxOf(form.charset), columns, masker, computed)
