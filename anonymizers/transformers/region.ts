import { z } from 'zod'
import { isShorter, needsAscii, requireLength } from '../fit.ts'
import type { Program } from '../programs/program.ts'
import type { Piece } from '../programs/render-program.ts'
import { defineTransformer } from '../transformer.ts'

const longestName = 'Warmińsko-Mazurskie'.length

/**
 * A Polish province (województwo): with a persona of the row that of its town. There are sixteen, and they
 * have to fit the town, so that it can be the one that stood there. `PL-14` and `14` stay codes.
 */
export default defineTransformer({
  name: 'region',
  describe: 'Replaces a province by that of the invented address.',
  kinds: ['region', 'state', 'province'],
  params: z.strictObject({}),
  accepts: ['text', 'integer'],
  laws: { unique: 'lossy', chanceOfInput: 0.2, harmless: true },
  examples: [
    { input: 'mazowieckie', matches: /^\p{Ll}[\p{Ll}-]+ie$/u },
    { input: 'woj. pomorskie', matches: /^woj\. \p{Ll}[\p{Ll}-]+$/u },
    { input: 'PL-14', matches: /^PL-(?:0[2468]|1[02468]|2[02468]|3[02])$/ },
    { input: '14', matches: /^(?:0[2468]|1[02468]|2[02468]|3[02])$/ },
  ],
  compile(_params, column) {
    requireLength('region', column, 2)
    const render = (pieces: readonly Piece[]): Program => ({
      op: 'render',
      subject: { domain: 'region', canonical: 'name' },
      pieces,
      mayEqual: true,
      case: 'follow',
    })
    const name: Piece = { piece: 'field', field: 'region', ascii: needsAscii(column) }
    const code: Piece = { piece: 'field', field: 'regionCode' }
    const literal = (text: string): Piece => ({ piece: 'literal', text })
    const iso = render([literal('PL-'), code])
    if (column.kind === 'integer' || isShorter(column, 5)) return render([code])
    if (isShorter(column, longestName))
      return { op: 'by-shape', cases: [{ starts: 'PL-', program: iso }], otherwise: render([code]) }
    const spelt = isShorter(column, 'województwo '.length + longestName)
      ? []
      : ['woj. ', 'Woj. ', 'WOJ. ', 'województwo ', 'Województwo '].map((starts) => ({
          starts,
          program: render([literal(needsAscii(column) ? starts.replace('ó', 'o') : starts), name]),
        }))
    return {
      op: 'by-shape',
      cases: [{ starts: 'PL-', program: iso }, { digits: true, program: render([code]) }, ...spelt],
      otherwise: render([name]),
    }
  },
})
