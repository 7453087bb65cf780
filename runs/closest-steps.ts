import { distance, plainLetters } from '../core/closest.ts'

/** A pattern and a step that it matches. */
export interface Candidate {
  readonly pattern: string
  readonly example: string
}

export interface NearStep extends Candidate {
  /** The first word of the step that the example has otherwise, and what stands there instead. */
  readonly differs?: { readonly here: string; readonly there: string }
}

/** The `most` patterns that `text` is nearest to, nearest first; none when nothing resembles it. */
export function closestSteps(
  text: string,
  candidates: readonly Candidate[],
  most = 3,
): readonly NearStep[] {
  const wanted = wordsOf(text)
  return candidates
    .map((candidate) => ({
      candidate,
      likeness: likeness(wanted, wordsOf(candidate.example || candidate.pattern)),
    }))
    .filter(({ likeness }) => likeness >= leastLikeness)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, most)
    .map(({ candidate }) => ({ ...candidate, ...firstDifference(text, candidate.example) }))
}

/** Share of words in common from which a pattern is worth showing. */
const leastLikeness = 0.5

/** Words, with what a step says of its own (quotations, variables, numbers) made alike. */
const wordsOf = (text: string): readonly string[] => tokens(text).map(alike)

/** A quotation is one word. */
const tokens = (text: string): readonly string[] => text.match(/"[^"]*"\S*|\S+/g) ?? []

function alike(word: string): string {
  return plainLetters(word)
    .replaceAll(/"[^"]*"/g, '"…"')
    .replaceAll(/\$[\p{L}\w.]+/gu, '$…')
    .replaceAll(/\b\d+(?:[.,]\d+)?\b/g, '0')
}

/** From 0 to 1: the longest row of words in common, near words counting as far as they are near. */
function likeness(a: readonly string[], b: readonly string[]): number {
  let row = Array<number>(b.length + 1).fill(0)
  for (const word of a) {
    const next = [0]
    for (const [j, other] of b.entries())
      next.push(Math.max(next[j] ?? 0, row[j + 1] ?? 0, (row[j] ?? 0) + nearness(word, other)))
    row = next
  }
  return (2 * (row[b.length] ?? 0)) / (a.length + b.length)
}

function nearness(a: string, b: string): number {
  if (a === b) return 1
  const part = 1 - distance(a, b) / Math.max(a.length, b.length)
  return part >= 0.6 ? part : 0
}

function firstDifference(text: string, example: string): Pick<NearStep, 'differs'> {
  const [here, there] = [tokens(text), tokens(example)]
  const masked = (word: string | undefined) =>
    word?.replaceAll(/"[^"]*"|\$[\p{L}\w.]+|\b\d+(?:[.,]\d+)?\b/gu, '…')
  const at = Array.from({ length: Math.max(here.length, there.length) }).findIndex(
    (_, i) => masked(here[i]) !== masked(there[i]),
  )
  return at < 0 ? {} : { differs: { here: here[at] ?? '', there: there[at] ?? '' } }
}
