const units: Readonly<Record<string, number>> = { B: 1, kB: 1000, MB: 1_000_000 }

/** `512 B`, `10 kB`, `0,5 MB`. */
export const sizePattern = /\d+(?:[.,]\d+)? ?(?:kB|MB|B)/

/** Bytes. */
export function parseSize(text: string): number {
  const [, amount = '', unit = ''] = /^(\d+(?:[.,]\d+)?) ?(\S+)$/.exec(text) ?? []
  return Math.round(Number(amount.replace(',', '.')) * (units[unit] ?? Number.NaN))
}
