import { z } from 'zod'
import { say } from '../../core/redacted.ts'
import { isShorter, needsAscii, refuse } from '../fit.ts'
import { toAscii } from '../kernel/letters.ts'
import type { Program } from '../programs/program.ts'
import { defineTransformer } from '../transformer.ts'

type Pair = readonly [woman: string, man: string]

/** Words that say a gender or address somebody, for a woman and a man. */
const forms: readonly Pair[] = [
  ['K', 'M'],
  ['kobieta', 'mężczyzna'],
  ['żeńska', 'męska'],
  ['żeński', 'męski'],
  ['female', 'male'],
  ['woman', 'man'],
  ['weiblich', 'männlich'],
  ['Pani', 'Pan'],
  ['Mrs', 'Mr'],
  ['Mrs.', 'Mr.'],
  ['Frau', 'Herr'],
]

const word = z.union([z.string().min(1).max(50), z.int()])

/**
 * The gender of the persona of the row, as its first name and surname have it, in the words that the value
 * is written in. Also for forms of address. Needs `person:` at the table; without it the value itself
 * decides. What is written with neither becomes `other`.
 */
export default defineTransformer({
  name: 'gender',
  describe: 'Replaces a gender or form of address by that of the invented person of the row.',
  kinds: ['gender', 'salutation'],
  params: z.union([
    z.strictObject({
      woman: word.describe('What the column holds for a woman: F, 2.'),
      man: word.describe('What it holds for a man: M, 1.'),
      other: word
        .optional()
        .describe(
          'What all other values become; when not set blank, or one of the two in a column of numbers or of an enumeration.',
        ),
    }),
    z.strictObject({}),
  ]),
  accepts: ['text', 'integer'],
  laws: { unique: 'lossy', chanceOfInput: 0.5, harmless: true },
  examples: [
    { input: 'K', matches: /^[KM]$/ },
    { input: 'PANI', matches: /^(?:PANI|PAN)$/ },
    { input: '1', params: { woman: 2, man: 1 }, matches: /^[12]$/ },
    { input: 'x', params: { woman: 'F', man: 'M', other: 'N' }, matches: /^N$/ },
  ],
  compile(params, column) {
    const given: readonly Pair[] =
      'woman' in params ? [[String(params.woman), String(params.man)]] : []
    const other = 'other' in params ? params.other?.toString() : undefined
    const isNumber = column.kind === 'integer'
    const numbers = [...given.flat(), ...(other === undefined ? [] : [other])]
    if (isNumber && (given.length === 0 || !numbers.every((one) => /^-?\d+$/.test(one))))
      throw refuse(
        'gender',
        column,
        say`not everything that it puts there is a number`,
        say`Give the numbers of \`woman\`, \`man\` and \`other\`.`,
      )
    const pairs = (given.length > 0 ? given : forms).filter((pair) =>
      pair.every(({ length }) => !isShorter(column, length)),
    )
    if (pairs.length === 0 || isShorter(column, other?.length ?? 0))
      throw refuse('gender', column, say`no word fits`, say`Give shorter words.`)
    const spelt = needsAscii(column) ? toAscii : (text: string) => text
    const render = (woman: string, man: string): Program => ({
      op: 'render',
      subject: { domain: 'firstName', canonical: 'name' },
      pieces: [{ piece: 'by-gender', woman: spelt(woman), man: spelt(man) }],
      mayEqual: true,
      ...(given.length > 0 ? {} : { case: 'follow' as const }),
    })
    const [woman, man] = given[0] ?? ['', '']
    const isFree = column.values === undefined && !isNumber
    return {
      op: 'lookup',
      cases: pairs.map((pair) => ({
        equals: [...pair, ...pair.map(toAscii)],
        program: render(...pair),
      })),
      otherwise:
        other === undefined && !isFree ? render(woman, man) : { op: 'constant', text: other ?? '' },
    }
  },
})
