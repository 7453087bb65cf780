/**
 * The format of PHP's `serialize()`: lengths of strings are in bytes. Objects become arrays with
 * string keys.
 */
export function phpSerialize(value: unknown): string {
  if (value === null || value === undefined) return 'N;'
  if (typeof value === 'boolean') return `b:${Number(value)};`
  if (typeof value === 'number') return Number.isInteger(value) ? `i:${value};` : `d:${value};`
  if (typeof value === 'string') return `s:${Buffer.byteLength(value)}:"${value}";`
  const entries = Array.isArray(value)
    ? value.map((one: unknown, i) => [i, one] as const)
    : Object.entries(value)
  const body = entries.map(([key, one]) => phpSerialize(key) + phpSerialize(one)).join('')
  return `a:${entries.length}:{${body}}`
}
