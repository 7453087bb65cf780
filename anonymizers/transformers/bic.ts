import { z } from 'zod'
import polish from '../locales/pl.ts'
import { requireLength } from '../fit.ts'
import type { Program } from '../programs/program.ts'
import type { Piece } from '../programs/render-program.ts'
import { defineTransformer } from '../transformer.ts'

const letter: Piece = { piece: 'one-of', texts: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('') }
/** ISO 9362 and SWIFT: a 0 in the eighth place is a code for tests, which carries no payment. */
const forTests: Piece = { piece: 'literal', text: '0' }

/** A code of an invented bank in the country of the locale, with a branch where the input has one. */
export default defineTransformer({
  name: 'bic',
  describe: 'Replaces the code of a bank (BIC, SWIFT) by one for tests, of no real bank.',
  kinds: ['bic', 'swift'],
  params: z.strictObject({}),
  accepts: ['text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [
    { input: 'BREXPLPWMBK', matches: /^[A-Z]{4}PL[A-Z]0XXX$/ },
    { input: 'DEUTDEFF', matches: /^[A-Z]{4}PL[A-Z]0$/ },
  ],
  compile(_params, column, locale = polish) {
    requireLength('bic', column, 8)
    const render = (branch: string): Program => ({
      op: 'render',
      subject: { domain: 'bic', canonical: 'alphanumeric', follows: 'value' },
      pieces: [
        letter,
        letter,
        letter,
        letter,
        { piece: 'literal', text: locale.country },
        letter,
        forTests,
        { piece: 'literal', text: branch },
      ],
      case: 'follow',
    })
    if ((column.maxLength ?? 11) < 11) return render('')
    return {
      op: 'by-shape',
      cases: [{ least: 11, program: render('XXX') }],
      otherwise: render(''),
    }
  },
})
