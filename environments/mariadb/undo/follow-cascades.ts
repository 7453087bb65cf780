import { quoteName, type Connection } from '../connect.ts'
import { keyLiteral, keyTuple, inKeys } from './key-tuple.ts'
import type { TouchedRows } from './touched-rows.ts'
import type { Cascade, UndoPlan } from './undo-plan.ts'

/**
 * Adds the rows that foreign keys removed or changed when a row went or was given another key, which
 * MariaDB does not log: those that refer to a touched row in the template or in the slot, from table to
 * table until none is new.
 */
export async function followCascades(
  connection: Connection,
  plan: UndoPlan,
  touched: TouchedRows,
  schemas: readonly string[],
): Promise<void> {
  const followed = new Map<string, Set<string> | 'all'>()
  for (;;) {
    const step = nextStep(plan, touched, followed)
    if (step.length === 0) return
    const selects = step.flatMap(({ cascade, keys }, number) =>
      keys && cascade.child.key.length > 0
        ? schemas.map((schema) => children(cascade, keys, number, schema))
        : [],
    )
    for (const { cascade, keys } of step)
      if (!keys || cascade.child.key.length === 0)
        touched.touch(cascade.child.table.name, undefined, true)
    if (selects.length === 0) continue
    const rows = await connection.rows(selects.join(' UNION ALL '))
    for (const { number, tuple } of rows) {
      const child = step[Number(number)]?.cascade.child.table.name
      if (child !== undefined && tuple !== null && tuple !== undefined)
        touched.touch(child, [tuple], true)
    }
  }
}

/** The cascades out of rows that were not followed yet. */
function nextStep(
  { cascades }: UndoPlan,
  touched: TouchedRows,
  followed: Map<string, Set<string> | 'all'>,
): { cascade: Cascade; keys: readonly string[] | undefined }[] {
  return [...touched.tables].flatMap(([name, { keys, moved }]) => {
    const done = followed.get(name)
    if (!moved || done === 'all') return []
    const fresh = keys && [...keys].filter((key) => !done?.has(key))
    if (fresh?.length === 0) return []
    followed.set(name, keys ? new Set(keys) : 'all')
    return (cascades.get(name) ?? []).map((cascade) => ({ cascade, keys: fresh }))
  })
}

function children(
  { parent, child, columns }: Cascade,
  keys: readonly string[],
  number: number,
  schema: string,
): string {
  const joined = columns
    .map((pair) => `c.${quoteName(pair.child)} = p.${quoteName(pair.parent)}`)
    .join(' AND ')
  return `SELECT ${number} AS number, ${keyLiteral(child.key, 'c')} AS tuple
    FROM ${quoteName(schema)}.${quoteName(parent.table.name)} p
    JOIN ${quoteName(schema)}.${quoteName(child.table.name)} c ON ${joined}
    WHERE ${inKeys(keyTuple(parent.key, 'p'), keys)}`
}
