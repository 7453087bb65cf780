import { z } from 'zod'
import { requireLength } from '../fit.ts'
import type { Piece } from '../programs/render-program.ts'
import { defineTransformer } from '../transformer.ts'

const alphabet = 'abcdefghijklmnopqrstuvwxyz'
const lower: Piece = { piece: 'one-of', texts: alphabet.split('') }
const upper: Piece = { piece: 'one-of', texts: alphabet.toUpperCase().split('') }

/** `9` a digit, `A` and `a` a letter, `\` before what stands for itself. */
function piecesOf(pattern: string): Piece[] {
  return [...pattern.matchAll(/\\(?<literal>.)|(?<other>.)/gsu)].map(({ groups = {} }): Piece => {
    const { literal, other = '' } = groups
    if (literal !== undefined) return { piece: 'literal', text: literal }
    if (other === '9') return { piece: 'digits', count: 1 }
    if (other === 'A') return upper
    return other === 'a' ? lower : { piece: 'literal', text: other }
  })
}

/**
 * Keeps the form of a code: each digit becomes a digit and each letter a letter of the same case, all else
 * stays. By a keyed bijection, so that different codes stay different. Unlike `bijection`, a number keeps
 * its length. With `pattern` every value gets the form that is written there.
 */
export default defineTransformer({
  name: 'pattern',
  describe: 'Replaces a code by another of the same form: digit for digit, letter for letter.',
  kinds: ['code', 'sku', 'document_number'],
  params: z.strictObject({
    pattern: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe(
        'The form of all values: 9 for a digit, A and a for letters, \\ before what stands for itself. Values can fall together.',
      ),
  }),
  accepts: ['text'],
  laws: { unique: 'bijective', chanceOfInput: 0, harmless: true },
  lawsWith: ({ pattern }) => ({
    unique: pattern === undefined ? 'bijective' : 'lossy',
    chanceOfInput: 0,
    harmless: true,
  }),
  examples: [
    { input: 'FV/2026/03/0042-Ab', matches: /^[A-Z]{2}\/\d{4}\/\d\d\/\d{4}-[A-Z][a-z]$/ },
    { input: '000123', matches: /^\d{6}$/ },
    { input: 'ABC 123456', params: { pattern: 'AAA 999999' }, matches: /^[A-Z]{3} \d{6}$/ },
    { input: 'x', params: { pattern: '\\A-99aa' }, matches: /^A-\d\d[a-z]{2}$/ },
  ],
  compile({ pattern }, column) {
    const subject = { domain: 'pattern', canonical: 'exact', follows: 'value' } as const
    if (pattern === undefined) return { op: 'permute', subject, scheme: 'layout' }
    const pieces = piecesOf(pattern)
    requireLength('pattern', column, pieces.length)
    return { op: 'render', subject, pieces }
  },
})
