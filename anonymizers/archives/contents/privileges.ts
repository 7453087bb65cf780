import type { NewEntry } from './entry.ts'

/**
 * The thing that privileges are on: `TABLE customer`, `COLUMN customer.email`; with the ones on its table,
 * which come before those on a column.
 */
export function privilegesOn(entries: readonly NewEntry[], at: number): readonly number[] {
  const { tag, namespace } = entries[at] as NewEntry
  const words = tag.split(' ')
  for (let first = 1; first < words.length; first++) {
    const thing = words.slice(first).join(' ')
    const isColumn = words[0] === 'COLUMN'
    const called = isColumn ? thing.slice(0, thing.lastIndexOf('.')) : thing
    const found = entries.findIndex(
      (entry) =>
        (entry.tag === called || entry.drop.endsWith(`.${called};\n`)) &&
        entry.namespace === namespace &&
        !['none', 'data'].includes(entry.section),
    )
    if (found < 0) continue
    const whole = isColumn
      ? entries.findIndex(
          (entry) =>
            entry.kind === 'ACL' &&
            entry.tag === `TABLE ${called}` &&
            entry.namespace === namespace,
        )
      : -1
    return whole < 0 ? [found] : [found, whole]
  }
  return []
}

/**
 * Puts privileges, which plain SQL has at its end, behind what they are on: pg_restore takes them for part of
 * the section that they stand in.
 */
export function withPrivilegesInPlace(entries: readonly NewEntry[]): readonly NewEntry[] {
  const moved = new Map<number, NewEntry[]>()
  const rest = new Set<number>()
  for (const [at, entry] of entries.entries()) {
    const [thing] = entry.kind === 'ACL' ? privilegesOn(entries, at) : []
    if (thing === undefined) continue
    let last = thing
    while (['COMMENT', 'SECURITY LABEL'].includes(entries[last + 1]?.kind ?? '')) last++
    moved.set(last, [...(moved.get(last) ?? []), entry])
    rest.add(at)
  }
  return entries.flatMap((entry, at) => [
    ...(rest.has(at) ? [] : [entry]),
    ...(moved.get(at) ?? []),
  ])
}
