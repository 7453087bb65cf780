import { name, say, type Redacted } from './redacted.ts'

/**
 * The one of `known` that `typed` was probably meant to be: at most two letters away, when case and
 * the marks over and under letters do not count; else undefined.
 */
export function closest(typed: string, known: readonly string[]): string | undefined {
  const wanted = plainLetters(typed)
  const ranked = known
    .map((one) => [distance(wanted, plainLetters(one)), one] as const)
    .toSorted(([a], [b]) => a - b)
  const best = ranked[0]
  return best && best[0] <= Math.min(2, Math.floor(typed.length / 2)) ? best[1] : undefined
}

/** `Did you mean sklep? `, with its blank, to stand before another sentence; empty when nothing is near. */
export function didYouMean(typed: string, known: readonly string[]): Redacted {
  const near = closest(typed, known)
  return near === undefined ? say`` : say`Did you mean ${name(near)}? `
}

/** Lower case without diacritics: `Zażółć` becomes `zazolc`. */
export function plainLetters(text: string): string {
  return text.toLowerCase().replaceAll('ł', 'l').normalize('NFD').replaceAll(/\p{M}/gu, '')
}

/** Optimal string alignment: Levenshtein's distance in which two letters that changed places count once. */
export function distance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        swapped ? (before[j - 2] ?? 0) + 1 : Infinity,
      )
    }
    before = row
    row = next
  }
  return row[b.length] ?? 0
}
