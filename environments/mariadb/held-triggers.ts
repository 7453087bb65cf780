import type { DatabaseAddress } from '../running.ts'
import { withConnection, type Connection } from './connect.ts'
import { runStoredCode, triggerDefinitions, type StoredCode } from './definitions.ts'
import { errorNumber } from './error-text.ts'

/** Makes the triggers again that were taken away. */
export type GiveBack = () => Promise<void>

/**
 * Takes the triggers of a database away, so that rows are loaded as they are in the dump: a whole dump
 * has its triggers after the rows, but the rows can come in a dump of their own. Definitions are read
 * over a connection of their own, because the loading one has the character set of the dump.
 *
 * @returns undefined when there are none.
 */
export async function holdTriggers(
  loading: Connection,
  address: DatabaseAddress,
): Promise<GiveBack | undefined> {
  const triggers = await withConnection(address, (own) => triggerDefinitions(own, address.database))
  if (triggers.length === 0) return undefined
  // The loading connection holds locks on what it has not committed yet.
  for (const { drop } of triggers) await loading.run(drop)
  return async () => {
    await loading.run('COMMIT')
    await withConnection(address, async (own) => {
      for (const trigger of triggers) await makeAgain(own, trigger)
    })
  }
}

/** What the dump itself made again in the meantime stays (ER_TRG_ALREADY_EXISTS). */
async function makeAgain(connection: Connection, trigger: StoredCode): Promise<void> {
  try {
    await runStoredCode(connection, trigger)
  } catch (failure) {
    if (errorNumber(failure) !== 1359) throw failure
  }
}
