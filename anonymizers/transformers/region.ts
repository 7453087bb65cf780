import { z } from 'zod'
import { say } from '../../core/redacted.ts'
import type { ColumnShape } from '../column.ts'
import { isShorter, needsAscii, refuse, requireLength } from '../fit.ts'
import { wordsFrom, type Locale } from '../locales/locale.ts'
import polish from '../locales/pl.ts'
import type { Program } from '../programs/program.ts'
import type { Piece } from '../programs/render-program.ts'
import { defineTransformer } from '../transformer.ts'

const longestName = 'Warmińsko-Mazurskie'.length

/**
 * A province (in Poland a województwo): with a persona of the row that of its town. There are sixteen, and they
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
  compile(_params, column, locale = polish) {
    if (locale !== polish) return ofLocale(column, locale)
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

/** The name of a region, or its code where the input is as short as one; `DE-BY` stays a code with its country. */
function ofLocale(column: ColumnShape, locale: Locale): Program {
  const regions = locale.words?.regions ?? []
  const longest = (texts: readonly string[]) => Math.max(...texts.map(({ length }) => length))
  const longestCode = longest(regions.map(({ code }) => code))
  const isNumeric = regions.every(({ code }) => /^\d+$/.test(code))
  requireLength('region', column, longestCode)
  if (column.kind === 'integer' && !isNumeric)
    throw refuse('region', column, say`its codes are letters`, say`Drop the value.`)
  const render = (pieces: readonly Piece[]): Program => ({
    op: 'render',
    subject: { domain: 'region', canonical: 'name' },
    pieces,
    mayEqual: true,
    case: 'follow',
  })
  const ascii = needsAscii(column, locale)
  const name = render([{ piece: 'field', field: 'region', ascii, ...wordsFrom(locale) }])
  const code: Piece = { piece: 'field', field: 'regionCode', ...wordsFrom(locale) }
  const country = `${locale.country}-`
  const fitsName = !isShorter(column, longest(regions.map((region) => region.name)))
  if (column.kind === 'integer') return render([code])
  return {
    op: 'by-shape',
    cases: [
      ...(isShorter(column, country.length + longestCode)
        ? []
        : [{ starts: country, program: render([{ piece: 'literal', text: country }, code]) }]),
      ...(fitsName ? [{ least: longestCode + 1, program: name }] : []),
    ],
    otherwise: render([code]),
  }
}
