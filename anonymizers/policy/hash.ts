import { createHash } from 'node:crypto'

/** `sha256:` of a value's JSON with every object's keys in order. */
export function hashOf(value: unknown): string {
  return `sha256:${createHash('sha256')
    .update(JSON.stringify(ordered(value)))
    .digest('hex')}`
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, ordered(inner)]),
  )
}
