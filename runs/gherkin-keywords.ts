/**
 * The keywords of Gherkin in the two languages of the step language, as in gherkin-languages.json of
 * github.com/cucumber/gherkin; `*` is left out, and so is the Polish `I`, which is also an English word.
 */
export const keywords = {
  en: {
    language: 'English',
    heads: ['Feature', 'Background', 'Rule', 'Scenario', 'Example', 'Scenario Outline', 'Examples'],
    steps: ['Given', 'When', 'Then', 'And', 'But'],
  },
  pl: {
    language: 'Polish',
    heads: [
      'Właściwość',
      'Funkcja',
      'Aspekt',
      'Potrzeba biznesowa',
      'Założenia',
      'Zasada',
      'Reguła',
      'Scenariusz',
      'Przykład',
      'Szablon scenariusza',
      'Przykłady',
    ],
    steps: [
      'Zakładając, że',
      'Zakładając',
      'Mając',
      'Jeżeli',
      'Jeśli',
      'Gdy',
      'Kiedy',
      'Wtedy',
      'Oraz',
      'Ale',
    ],
  },
} as const

export type Language = keyof typeof keywords

/** The keyword that begins `line`, upper or lower case, and what follows it; undefined when none does. */
export function keywordOf(
  line: string,
):
  | { readonly language: Language; readonly keyword: string; readonly kind: 'head' | 'step' }
  | undefined {
  const text = line.trim().toLowerCase()
  for (const language of ['en', 'pl'] as const) {
    const { heads, steps } = keywords[language]
    const head = heads.find((word) => text.startsWith(`${word.toLowerCase()}:`))
    if (head) return { language, keyword: head, kind: 'head' }
    const step = steps.find((word) => text.startsWith(`${word.toLowerCase()} `))
    if (step) return { language, keyword: step, kind: 'step' }
  }
  return undefined
}
