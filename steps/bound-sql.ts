import { PoligonError } from '../core/errors.ts'
import { name, names, say } from '../core/redacted.ts'
import type { Query } from './records.ts'

/** Values by `scope.name`, as statements of a pack name them: `self.number`, `row.sku`, `customer.id`. */
export type Scope = Readonly<Record<string, string | null>>

/**
 * Makes a statement of a pack ready to run: every `${name}` becomes a bound parameter, so that no
 * value is ever part of the text.
 *
 * @throws POLIGON_CONFIG when the scope has no such name.
 */
export function bindSql(statement: string, scope: Scope, place: string): Query {
  const parameters: (string | null)[] = []
  const positions = new Map<string, number>()
  const sql = statement.replaceAll(/\$\{([^}]*)\}/g, (_, wanted: string) => {
    if (!Object.hasOwn(scope, wanted))
      throw new PoligonError('POLIGON_CONFIG', {
        what: say`In the pack, ${name(place)}: there is nothing called ${name(wanted)}.`,
        remedy: say`Take one of: ${names(Object.keys(scope).toSorted(), 60)}.`,
      })
    const position = positions.get(wanted) ?? parameters.push(scope[wanted] ?? null)
    positions.set(wanted, position)
    return `$${position}`
  })
  return { sql, parameters }
}
