import { z } from 'zod'
import { say } from '../../core/redacted.ts'
import { isShorter, needsAscii, refuse } from '../fit.ts'
import type { Program } from '../programs/program.ts'
import { toAscii } from '../kernel/letters.ts'
import { defineTransformer } from '../transformer.ts'

/** ISO 3166-1 alpha-2, alpha-3, and the names in Polish, English and German. */
const countries = `
PL POL Polska|Poland|Polen
AT AUT Austria|Austria|Österreich
BE BEL Belgia|Belgium|Belgien
BG BGR Bułgaria|Bulgaria|Bulgarien
BY BLR Białoruś|Belarus|Belarus
CA CAN Kanada|Canada|Kanada
CH CHE Szwajcaria|Switzerland|Schweiz
CN CHN Chiny|China|China
CY CYP Cypr|Cyprus|Zypern
CZ CZE Czechy|Czechia|Tschechien
DE DEU Niemcy|Germany|Deutschland
DK DNK Dania|Denmark|Dänemark
EE EST Estonia|Estonia|Estland
ES ESP Hiszpania|Spain|Spanien
FI FIN Finlandia|Finland|Finnland
FR FRA Francja|France|Frankreich
GB GBR Wielka Brytania|United Kingdom|Vereinigtes Königreich
GR GRC Grecja|Greece|Griechenland
HR HRV Chorwacja|Croatia|Kroatien
HU HUN Węgry|Hungary|Ungarn
IE IRL Irlandia|Ireland|Irland
IS ISL Islandia|Iceland|Island
IT ITA Włochy|Italy|Italien
LT LTU Litwa|Lithuania|Litauen
LU LUX Luksemburg|Luxembourg|Luxemburg
LV LVA Łotwa|Latvia|Lettland
MT MLT Malta|Malta|Malta
NL NLD Holandia|Netherlands|Niederlande
NO NOR Norwegia|Norway|Norwegen
PT PRT Portugalia|Portugal|Portugal
RO ROU Rumunia|Romania|Rumänien
SE SWE Szwecja|Sweden|Schweden
SI SVN Słowenia|Slovenia|Slowenien
SK SVK Słowacja|Slovakia|Slowakei
TR TUR Turcja|Turkey|Türkei
UA UKR Ukraina|Ukraine|Ukraine
US USA Stany Zjednoczone|United States|Vereinigte Staaten`
  .trim()
  .split('\n')
  .map((line) => {
    const [, two = '', three = '', names = ''] = /^(..) (...) (.+)$/.exec(line) ?? []
    return { forms: [two, three, ...names.split('|')] }
  })

const known = countries.map(({ forms: [two = ''] }) => two)

/**
 * A country stays when it is one that is known, in whatever form (`PL`, `POL`, `Polska`, `Poland`); with
 * `to` it becomes that one in the same form. What is no known country becomes Poland: people write
 * anything into such a column.
 */
export default defineTransformer({
  name: 'country',
  describe: 'Keeps what is a country, or makes all of them one; what is none becomes Poland.',
  kinds: ['country'],
  params: z.strictObject({
    to: z.enum(known).optional().describe('The country that all become, as a code of two letters.'),
  }),
  accepts: ['text'],
  laws: { unique: 'lossy', chanceOfInput: 1, harmless: true, keyless: true },
  examples: [
    { input: 'de', matches: /^de$/ },
    { input: 'Germany', params: { to: 'PL' }, matches: /^Poland$/ },
    { input: 'DEU', params: { to: 'CZ' }, matches: /^CZE$/ },
    { input: 'u Zosi', matches: /^Polska$/ },
  ],
  compile({ to }, column) {
    const ascii = needsAscii(column) ? toAscii : (text: string) => text
    const target = countries.find(({ forms: [two] }) => two === (to ?? 'PL'))?.forms ?? []
    const fitting = (form = '') => (isShorter(column, form.length) ? undefined : form)
    const [two, three, polish] = target
    const image = fitting(polish) ?? fitting(three) ?? fitting(two)
    if (image === undefined)
      throw refuse(
        'country',
        column,
        say`not even a code of two letters fits`,
        say`Drop the value.`,
      )
    const constant = (text: string): Program => ({
      op: 'render',
      subject: { domain: 'country', canonical: 'name', follows: 'value' },
      pieces: [{ piece: 'literal', text: ascii(text) }],
      mayEqual: true,
      case: 'follow',
    })
    return {
      op: 'lookup',
      cases: countries.flatMap(({ forms }) =>
        forms.map((form, i) => ({
          equals: [form],
          program:
            to === undefined ? ({ op: 'keep' } as const) : constant(fitting(target[i]) ?? image),
        })),
      ),
      otherwise: constant(image),
    }
  },
})
