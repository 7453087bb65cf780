/**
 * The most that each may take so that all together take no more than `total`: those who ask for less
 * leave the rest to the others. Infinite when everybody gets all they ask for.
 */
export function fairLevel(asked: readonly number[], total: number): number {
  let left = total
  const ascending = asked.toSorted((a, b) => a - b)
  for (const [i, wish] of ascending.entries()) {
    const share = left / (ascending.length - i)
    if (wish > share) return Math.floor(share)
    left -= wish
  }
  return Infinity
}
