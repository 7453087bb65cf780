import { createHash } from 'node:crypto'

/** `sha256:` of a value's JSON with every object's keys in order. */
export function hashOf(value: unknown): string {
  return `sha256:${createHash('sha256')
    .update(JSON.stringify(ordered(value, new Map())))
    .digest('hex')}`
}

/** @param known what an object came to that stands in several places, as a treatment of many columns does. */
function ordered(value: unknown, known: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one) => ordered(one, known))
  const before = known.get(value)
  if (before !== undefined) return before
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  const result = Object.fromEntries(
    entries
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner, known)]),
  )
  known.set(value, result)
  return result
}
