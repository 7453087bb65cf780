import { PoligonError } from '../core/errors.ts'
import { name, names, say } from '../core/redacted.ts'
import type { RunningDatabase } from '../environments/index.ts'

/**
 * Compares the slot's copy of every database with its template, table by table.
 *
 * @throws POLIGON_INTERNAL when a reset did not bring everything back.
 */
export async function proveReset(
  databases: Iterable<RunningDatabase>,
  slot: string,
): Promise<void> {
  for (const database of databases) {
    const { equal, differing } = await database.resetProof(slot)
    if (equal) continue
    throw new PoligonError('POLIGON_INTERNAL', {
      what: say`A reset of ${name(database.system)} did not bring back ${names(differing)}.`,
      remedy: say`Run again; when it stays so, report it with the statements of the scenario before.`,
    })
  }
}
