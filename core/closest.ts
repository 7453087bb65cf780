/** The one of `known` that `typed` was probably meant to be: at most two letters away; else undefined. */
export function closest(typed: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((one) => [distance(typed, one), one] as const)
    .toSorted(([a], [b]) => a - b)
  const best = ranked[0]
  return best && best[0] <= Math.min(2, Math.floor(typed.length / 2)) ? best[1] : undefined
}

/** Levenshtein distance, one row at a time. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
    row = next
  }
  return row[b.length] ?? 0
}
