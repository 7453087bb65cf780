import { quoteName, type Connection } from './connect.ts'
import { openDataStream } from './data-stream.ts'
import type { LoadDataPlan } from './load-data-plan.ts'
import { loadDataText, roomFor } from './load-data-text.ts'

/** Of this connection alone, and gone with it. */
const trial = 'poligon_trial'

/**
 * Whether the server works the generated columns of these rows out without a warning, tried on a temporary
 * table. Such a warning is no loss, but they come for every row or for none, and of one statement no more can
 * be read than the server keeps. False also where it cannot be tried.
 */
export async function generatesQuietly(
  connection: Connection,
  plan: LoadDataPlan,
  blocks: readonly Uint8Array[],
): Promise<boolean> {
  const texts = blocks.map((bytes) =>
    loadDataText(bytes, plan.fields, new Uint8Array(roomFor(bytes))),
  )
  try {
    await connection.run(`CREATE TEMPORARY TABLE ${quoteName(trial)} LIKE ${quoteName(plan.table)}`)
    const stream = await openDataStream(connection, plan.into(trial))
    for (const text of texts) if (text) await stream.write(text.bytes)
    const { warnings } = await stream.end()
    return warnings === 0
  } catch {
    return false
  } finally {
    await connection.run(`DROP TEMPORARY TABLE IF EXISTS ${quoteName(trial)}`)
  }
}
