/**
 * Endings of Polish and Czech names in their cases, and what stands there in the first one; after the tables of
 * declension in grammars (Nagórko, *Zarys gramatyki polskiej*). Longer endings come first.
 */
export const caseEndings: readonly (readonly [ending: string, ...base: string[]])[] = [
  ['owie', ''],
  ['iego', 'i'],
  ['iemu', 'i'],
  ['ovou', 'ová'],
  ['łowi', 'eł', 'ł'],
  ['kowi', 'ek', 'k', 'ko'],
  ['kiem', 'ek', 'k', 'ko'],
  ['cowi', 'ec', 'c'],
  ['dzie', 'da', 'd'],
  ['ami', '', 'a'],
  ['ach', '', 'a'],
  ['owi', '', 'o', 'a'],
  ['ego', 'y', 'e', 'i'],
  ['emu', 'y', 'e', 'i'],
  ['ého', 'ý'],
  ['ému', 'ý'],
  ['ové', 'ová'],
  ['iej', 'a'],
  ['ich', 'i'],
  ['imi', 'i'],
  ['ymi', 'y'],
  ['scy', 'ski'],
  ['ccy', 'cki'],
  ['cie', 'ta', 't', 'cia'],
  ['rze', 'ra', 'r'],
  ['dze', 'ga'],
  ['sze', 'cha', 'ch'],
  ['łem', 'eł', 'ł'],
  ['cem', 'ec', 'c'],
  ['iem', '', 'i'],
  ['ej', 'a'],
  ['ów', '', 'a'],
  ['om', '', 'a'],
  ['em', '', 'o'],
  ['ie', 'a', '', 'ia'],
  ['ii', 'ia', 'ja'],
  ['iu', 'ia', 'io'],
  ['ła', 'eł', 'ł'],
  ['le', 'ła', 'ł', 'eł', 'la', 'l'],
  ['ka', 'ek', 'k', 'ko'],
  ['ku', 'ek', 'k', 'ko'],
  ['ki', 'ka', 'ko'],
  ['ce', 'ka', 'ca'],
  ['ca', 'ec', 'c'],
  ['ym', 'y'],
  ['ým', 'ý'],
  ['im', 'i'],
  ['ę', 'a', 'ia'],
  ['ą', 'a', 'ia'],
  ['y', 'a', 'o'],
  ['i', 'a', 'ia', 'o'],
  ['o', 'a'],
  ['a', '', 'o'],
  ['u', '', 'a'],
  ['e', '', 'a'],
]

/** Endings of surnames that are adjectives: they tell their first case by themselves. */
export const adjectivalEndings: readonly string[] = [
  ...['sk', 'ck', 'dzk'].flatMap((stem) =>
    ['iej', 'ą', 'iego', 'iemu', 'im', 'ich', 'imi'].map((ending) => stem + ending),
  ),
  'scy',
  'ccy',
  'dzcy',
]

/** The fewest letters of a name that is looked for in another case. */
export const shortestForm = 3

/** {@link caseEndings} by their last letter. */
const endingsByLetter = Map.groupBy(caseEndings, ([ending]) => ending.at(-1))

/** How many words are remembered: what texts are made of comes again. */
const mostRemembered = 20_000

const remembered = new Map<string, readonly string[]>()

/** Forms in the first case that `word` (in lower case) may be another case of, the likeliest first. */
export function baseForms(word: string): readonly string[] {
  const known = remembered.get(word)
  if (known) return known
  const found = formsOf(word)
  if (remembered.size >= mostRemembered) remembered.clear()
  remembered.set(word, found)
  return found
}

function formsOf(word: string): readonly string[] {
  const found: string[] = []
  for (const [ending, ...bases] of endingsByLetter.get(word.at(-1)) ?? []) {
    if (!word.endsWith(ending)) continue
    const stem = word.slice(0, word.length - ending.length)
    if (stem.length + 1 < shortestForm) continue
    for (const base of bases) if (stem.length + base.length >= shortestForm) found.push(stem + base)
  }
  return found
}

/** The first case of a surname that is an adjective, also one that no list has. */
export const baseOfAdjective = (word: string): string | undefined =>
  adjectivalEndings.some((ending) => word.endsWith(ending)) ? baseForms(word)[0] : undefined
