import { escapeIdentifier as quoted, escapeLiteral } from 'pg'
import { loadNotices, type TargetOptions } from '../open-database-target.ts'
import { markState, ownerMark } from '../owner-mark.ts'
import type { ServerAddress } from '../server.ts'
import { withClient } from './connect.ts'
import { LoadLedger } from './load-ledger.ts'

/** A database in which a load was broken off that this run goes on with. */
export interface TakenOver {
  readonly database: string
  readonly ledger: LoadLedger
}

/**
 * What loads into `target` left when they were killed: one that this run goes on with becomes its own, the
 * others are removed.
 *
 * @throws what `resume` throws of a load that is another one; nothing is touched then.
 */
export async function takeOver(
  address: ServerAddress,
  target: string,
  { facts, resume, log }: Pick<TargetOptions, 'facts' | 'resume' | 'log'>,
): Promise<TakenOver | undefined> {
  return withClient(address, async (client) => {
    // Until the connection ends: of two runs, one goes on.
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [`poligon begin ${target}`])
    const { rows } = await client.query<{ name: string; mark: string | null }>(
      `SELECT datname AS name, shobj_description(oid, 'pg_database') AS mark FROM pg_database
       WHERE starts_with(datname, $1)`,
      [`${target}__`],
    )
    const dead = rows.filter(({ mark }) => markState(mark) === 'dead').map(({ name }) => name)
    let taken: TakenOver | undefined
    for (const database of resume && facts ? dead : []) {
      const left = await withClient({ ...address, database }, async (inside) => {
        // A statement of the run that was killed may go on, and would be done after we have looked.
        while ((await inside.query(cutOthers)).rows.length > 0)
          await inside.query('SELECT pg_sleep(0.05)')
        return LoadLedger.read(inside)
      })
      if (!left) continue
      resume?.(left.facts)
      taken = { database, ledger: left.ledger }
      await client.query(markWith(database, ownerMark()))
      break
    }
    for (const database of dead)
      if (database !== taken?.database) await client.query(drop(database))
    if (resume) log.info(taken ? loadNotices.goesOn : loadNotices.nothing)
    else if (dead.length > 0 && facts) log.info(loadNotices.removes)
    return taken
  })
}

const cutOthers = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid()`

export const drop = (database: string): string =>
  `DROP DATABASE IF EXISTS ${quoted(database)} WITH (FORCE)`

export const markWith = (database: string, mark: string): string =>
  `COMMENT ON DATABASE ${quoted(database)} IS ${escapeLiteral(mark)}`
