const units = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 } as const

/** `250ms`, `2s`, `5min`, `1h` in milliseconds; undefined when it is not written so. */
export function parseDuration(text: string): number | undefined {
  const [, amount, unit] = /^(\d{1,9})\s*(ms|s|min|h)$/.exec(text.trim()) ?? []
  return amount === undefined ? undefined : Number(amount) * units[unit as keyof typeof units]
}
