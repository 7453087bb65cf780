/**
 * Pause before the attempt after the `failures`-th failure: doubles from `first` up to `longest`,
 * then is spread by up to a fifth either way, so that many do not come back at the same moment.
 * `chance` is from 0 to 1.
 */
export function pauseBefore(
  failures: number,
  first: number,
  longest: number,
  chance: number,
): number {
  const even = Math.min(longest, first * 2 ** Math.min(failures - 1, 30))
  return Math.round(even * (0.8 + 0.4 * chance))
}
