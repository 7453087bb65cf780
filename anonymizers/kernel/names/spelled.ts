/** How the letters of a word are cased. */
export type WordCase = 'upper' | 'lower' | 'capital'

export function caseOf(word: string): WordCase {
  const lower = word.toLowerCase()
  if (word === lower) return 'lower'
  return word.length > 1 && word === word.toUpperCase() ? 'upper' : 'capital'
}

/** `text` (in lower case) as a name is written in letters of that case. */
export function inCase(text: string, letters: WordCase): string {
  if (letters === 'upper') return text.toUpperCase()
  return letters === 'lower'
    ? text
    : text.replaceAll(/(?<!\p{L})\p{L}/gu, (initial) => initial.toUpperCase())
}
