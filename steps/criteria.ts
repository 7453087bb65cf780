/** One `words value` pair of a step: `external number $order.number`, `kraju "PL"`. */
export interface Criterion {
  readonly words: string
  /** A literal (without its quotes) or a reference, which starts with `$`. */
  readonly value: string
  readonly reference: boolean
}

const letter = 'a-zA-ZąćęłńóśźżĄĆĘŁŃÓŚŹŻ'
export const variableSource = `\\$[${letter}_][${letter}0-9_]*`
export const referenceSource = `${variableSource}(?:\\.[${letter}0-9_]+)?`
const pairSource = `[^"$\\s][^"$]*? (?:"[^"]*"|${referenceSource})`
/** Pairs joined by `and`, `i` or `oraz`. */
export const criteriaSource = `${pairSource}(?:(?:,? and|,? i|,? oraz|,) ${pairSource})*`

const pair = new RegExp(
  `(?:^|(?:,? and |,? i |,? oraz |, ))([^"$\\s][^"$]*?) (?:"([^"]*)"|(${referenceSource}))`,
  'gy',
)

export function parseCriteria(text: string): readonly Criterion[] {
  return [...text.matchAll(pair)].map(([, words = '', literal, reference]) =>
    reference === undefined
      ? { words, value: literal ?? '', reference: false }
      : { words, value: reference, reference: true },
  )
}
