import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromRegistry } from '../../core/registry.ts'
import { withNamesOfRow } from '../bind/names-of-row.ts'
import { withPerson } from '../bind/persons.ts'
import { localeNames, locales, type LocaleName } from '../locales/registry.ts'
import { columnOf } from '../transformer.contract.ts'
import email from '../transformers/email.ts'
import firstName from '../transformers/firstName.ts'
import freeText from '../transformers/freeText.ts'
import fullName from '../transformers/fullName.ts'
import lastName from '../transformers/lastName.ts'
import { bothKernels, copyRows } from './both-kernels.fixture.ts'
import { tableOf } from './masking.fixture.ts'

type Cells = readonly (string | null)[]

/** Programs of a table of persons with notes: two know the names of their row. */
async function planOf(name: LocaleName) {
  const locale = await fromRegistry(locales, 'locale', name, 'POLIGON_INTERNAL')
  const wide = columnOf('text')
  const person = { column: 'email', canonical: 'email' } as const
  const named = withNamesOfRow(
    tableOf({
      email: email.compile({}, wide, locale),
      first: withPerson(firstName.compile({}, wide, locale), person),
      last: withPerson(lastName.compile({}, wide, locale), person),
      full: withPerson(fullName.compile({}, wide, locale), person),
      note: freeText.compile({}, wide, locale),
      short: freeText.compile({}, columnOf('text', { maxLength: 40, charset: 'ascii' }), locale),
    }).columns,
  )
  const alone = tableOf({ alone: freeText.compile({}, wide, locale) }).columns
  return { ...tableOf({}), columns: [...named, ...alone] }
}

/** The same text in all columns of notes. */
const withNote = (text: string, full = 'Anna Nowak'): Cells => [
  'anna@wp.pl',
  'Żaneta',
  'Brzęczyszczykiewicz',
  full,
  text,
  text,
  text,
]

const names = fc.constantFrom(
  ...'Anna ANNY annę Żaneta żanety Jan Jana Marek MARKOWI Marka Kowalski Kowalskiej kowalskiemu Nowak nowakowi'.split(
    ' ',
  ),
  ..."Brzęczyszczykiewicza Nováková novákové Dvořáka O’Brien O'Hara d'Arc Müller Strauß STRAUß Größe Weiß Þór Ýmir".split(
    ' ',
  ),
  ...'Zofii Marcie Pawłowi Jerzego Wiśniewska-Zielińska Łucję Krzysztof Cyd Cydzkiego Hradeckým Ĺ Ľubov Loïc Guéfontanel'.split(
    ' ',
  ),
)
const words = fc.constantFrom(
  ...'proszę Proszę PROSZĘ u sąsiada Kurier Pani pan Herr Frau Mr Dr klient Brak Xqzwv xqzwvego XQZWVEM W Z a B iPhone domofon'.split(
    ' ',
  ),
)
const identifiers = fc.constantFrom(
  '600 123 456',
  '+48 600-123-456',
  '+491761234567',
  'PL5260250995',
  'pl 526-025-09-95',
  'NIP5260250995',
  '44051401359',
  'PL61 1090 1014 0000 0712 1981 2874',
  '61109010140000071219812874',
  'jan.nowak+x@poczta.onet.pl.',
  '600123456@wp.pl',
  'a@b',
  'a@b.c.d.e.f.g.h',
  'x_1@-.-',
  '0048600123456',
  'ORD-600123456',
  'AB/600123456',
  '1.2.3.4.5.6.7.8.9.10',
  '12345678901234567890123456789012',
  '16:30',
  `${'a'.repeat(64)}@wp.pl`,
  `${'a'.repeat(65)}@wp.pl`,
)
const signs = fc.constantFrom(
  ' ',
  '  ',
  ' ',
  ' ',
  '. ',
  '.   ',
  '?    ',
  '! ',
  '\n',
  ':',
  '-',
  '—',
  '„',
  '’',
  "'",
  '📦',
  '×',
  '…',
  '@',
  '+',
  '(',
  ') ',
  '_',
  '.',
  '',
)
const odd = fc.constantFrom(
  'ı',
  'İ',
  'ŉ',
  'ſ',
  'Иван',
  'a\u0301',
  '\u00a0',
  'ª',
  'µ',
  '中',
  '\u2028',
  'Ω',
)
const text = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.tuple(names, signs) },
      { weight: 4, arbitrary: fc.tuple(words, signs) },
      { weight: 2, arbitrary: fc.tuple(identifiers, signs) },
      { weight: 1, arbitrary: fc.tuple(signs, signs) },
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.flat().join(''))
const oddText = fc.tuple(text, odd, text).map((parts) => parts.join(''))
const name = fc.array(fc.oneof(names, words), { maxLength: 3 }).map((parts) => parts.join(' '))
const row = fc
  .tuple(
    name,
    name,
    name,
    fc.oneof({ weight: 8, arbitrary: text }, { weight: 1, arbitrary: oddText }),
  )
  .map(([first, last, full, note]): Cells => ['x@wp.pl', first, last, full, note, note, note])

describe.each(localeNames)('running text of %s', async (locale) => {
  const kernels = await bothKernels(await planOf(locale), locale)

  it('comes out alike from both kernels', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (cells) => {
        const rows = copyRows(cells)
        expect(kernels.inWasm(rows).masked).toBe(kernels.inJavaScript(rows))
      }),
      { numRuns: locale === 'pl' ? 200 : 20 },
    )
  })
})

describe('running text in WASM', async () => {
  const kernels = await bothKernels(await planOf('pl'))

  it('is the same as in JavaScript wherever it is cut', () => {
    const long = Buffer.from(
      'Pani Żaneta O’Brzęk, tel. +48 600 123 456 – „Zofii” 📦 jan.nowak@poczta.onet.pl; NIP PL 526-025-09-95, Kowalskiej Anny.',
    )
    for (let to = 0; to <= long.length; to++)
      for (const from of [0, Math.floor(to / 2)]) {
        const note = long.subarray(from, to)
        const rows = Buffer.concat([
          Buffer.from('a@wp.pl\tŻaneta\tZofia\t\\N\t'),
          note,
          Buffer.from('\t'),
          note,
          Buffer.from('\t'),
          note,
          Buffer.from('\n'),
        ])
        expect(kernels.inWasm(rows).masked, `${from} to ${to}`).toBe(kernels.inJavaScript(rows))
      }
  })

  it.each([
    'Zostawić u sąsiada.',
    'Kontakt: Świętopełk, tel. 728113665.\nWażne: "płaci po terminie"',
    'Dla "mamy" — Łucja Borsukoborska\nII piętro, domofon 13\r\nDziękuję!',
    'Proszę dzwonić przed dostawą: +48604757157 📦',
    'Faktura na NIP 526-025-09-95 i konto PL61 1090 1014 0000 0712 1981 2874, jan@wp.pl',
    'Frau Weiß wartet, PESEL 44051401359',
    'list dla Żanety BRZĘCZYSZCZYKIEWICZ',
  ])('asks JavaScript for nothing: %s', (note) => {
    const { asked, masked } = kernels.inWasm(copyRows([withNote(note)]))
    expect(asked).toEqual([])
    expect(masked).toBe(kernels.inJavaScript(copyRows([withNote(note)])))
  })

  it.each(['Иван звонил', 'Zażo\u0301łć', 'ısmail Kaya', 'a\u00a0Anna'])(
    'is left to JavaScript where it has other letters: %s',
    (note) => {
      expect(kernels.inWasm(copyRows([withNote(note)])).asked).toContain('note')
    },
  )

  it('is read to its end when it is hostile, many of a kind or long', () => {
    const texts = [
      `${'a.'.repeat(15_000)}@ ${'1 '.repeat(10_000)}+${'48'.repeat(5000)}`,
      'Anna '.repeat(2000),
      'a@b.pl '.repeat(3000),
      'x '.repeat(9000),
      'PL '.repeat(9000),
      'Ą'.repeat(200),
      'y'.repeat(60_000),
    ]
    const rows = copyRows(texts.map((note) => withNote(note)))
    expect(kernels.inWasm(rows).masked).toBe(kernels.inJavaScript(rows))
  })
})
