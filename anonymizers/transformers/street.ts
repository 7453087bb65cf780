import { z } from 'zod'
import { wordsFrom } from '../locales/locale.ts'
import polish from '../locales/pl.ts'
import { limit, needsAscii, requireLength } from '../fit.ts'
import type { Program } from '../programs/program.ts'
import type { Piece } from '../programs/render-program.ts'
import type { Subject } from '../programs/subject.ts'
import { defineTransformer } from '../transformer.ts'

/** `ul. Polna`, `12 rue du Port`, with a house number when the input has digits: addresses come in one column or in two. */
export default defineTransformer({
  name: 'street',
  describe: 'Replaces a street, with its house number where it has one, by another.',
  kinds: ['street', 'address'],
  params: z.strictObject({}),
  accepts: ['text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [
    { input: 'Marszałkowska', matches: /^ul\. \p{Lu}\p{Ll}+$/u },
    { input: 'ul. Marszałkowska 12/3', matches: /^ul\. \p{Lu}\p{Ll}+ \d+(?:[a-c]|\/\d+)?$/u },
  ],
  compile(_params, column, locale = polish) {
    requireLength('street', column, 8)
    const subject: Subject = { domain: 'street', canonical: 'name' }
    const { before, number: place } = locale.street
    const street: Piece[] = [
      ...(before === '' ? [] : [{ piece: 'literal', text: before } as const]),
      {
        piece: 'field',
        field: 'street',
        ascii: needsAscii(column, locale),
        ...wordsFrom(locale),
      },
    ]
    const render = (pieces: readonly Piece[]): Program => ({
      op: 'render',
      subject,
      pieces,
      ...limit(column),
      overflow: 'cut',
      case: 'follow',
    })
    const number: Piece = { piece: 'field', field: 'houseNumber', ...wordsFrom(locale) }
    const space: Piece = { piece: 'literal', text: ' ' }
    const both = place === 'before' ? [number, space, ...street] : [...street, space, number]
    return {
      op: 'by-shape',
      cases: [{ digits: true, program: render(both) }],
      otherwise: render(street),
    }
  },
})
