const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  day: 86_400_000,
  days: 86_400_000,
  dzień: 86_400_000,
  dni: 86_400_000,
}

/** `5 s`, `250 ms`, `0,5 s`, `2 min`, `1 h`, `4 dni`. */
export const durationPattern = new RegExp(
  `\\d+(?:[.,]\\d+)? ?(?:${Object.keys(units)
    .toSorted((a, b) => b.length - a.length)
    .join('|')})`,
)

/** Milliseconds. */
export function parseDuration(text: string): number {
  const [, amount = '', unit = ''] = /^(\d+(?:[.,]\d+)?) ?(\S+)$/.exec(text) ?? []
  return Math.round(Number(amount.replace(',', '.')) * (units[unit] ?? Number.NaN))
}

/** Seconds with enough digits to tell two looks apart: `0.05 s`, `12 s`. */
export function showDuration(milliseconds: number): string {
  return `${Number((milliseconds / 1000).toFixed(2))} s`
}
