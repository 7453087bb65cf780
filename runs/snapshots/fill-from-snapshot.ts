import { join } from 'node:path'
import { copyToPieces } from '../../anonymizers/index.ts'
import { systemClock } from '../../core/clock.ts'
import type { SeededRecord } from '../../core/contracts/run-record.ts'
import { PoligonError } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'
import { name, say } from '../../core/redacted.ts'
import type { RunningEnvironment } from '../../environments/index.ts'
import type { Snapshot } from './snapshot-folder.ts'

/**
 * Fills the template of every database that the snapshot has, all at the same time, and freezes all of
 * them. Neither the dumps nor the key are needed.
 *
 * @throws POLIGON_LOAD when a database ends up with other rows than the manifest counts.
 */
export async function fillFromSnapshot(
  running: RunningEnvironment,
  snapshot: Snapshot,
  log: Log,
  signal: AbortSignal,
): Promise<readonly SeededRecord[]> {
  const begin = systemClock.monotonic()
  const filled = await Promise.allSettled(
    [...running.databases].map(async ([system, database]): Promise<SeededRecord[]> => {
      const entry = snapshot.manifest.systems[system]
      if (!entry) {
        await database.freeze()
        return []
      }
      const loaded = await database.load(
        copyToPieces(join(snapshot.folder, entry.file), signal),
        signal,
      )
      const rows = loaded.reduce((sum, table) => sum + table.rows, 0)
      if (rows !== entry.rows)
        throw new PoligonError('POLIGON_LOAD', {
          what: say`The database ${name(system)} took ${rows} rows of the snapshot ${name(snapshot.name)}, which has ${entry.rows}.`,
          remedy: say`Take the snapshot again from where it was made.`,
        })
      await database.freeze()
      const { policy, keyId, tables } = entry
      return [{ system, policy: policy.file, keyId, tables }]
    }),
  )
  const failed = filled.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
  const seconds = ((systemClock.monotonic() - begin) / 1000).toFixed(1)
  log.info(say`filled from the snapshot ${name(snapshot.name)} in ${name(seconds)} s`)
  return filled.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
}
