import { setTimeout as wait } from 'node:timers/promises'
import { loadNotices, type TargetOptions } from '../open-database-target.ts'
import { quoteText, type Connection } from './connect.ts'
import { LoadLedger } from './load-ledger.ts'
import { dropSchema, markSchema, schemasWithPrefix, schemaState } from './schemas.ts'

/**
 * What loads into `target` left when they were killed: one that this run goes on with becomes its own, the
 * others are removed. The caller sees to it that nobody else does so.
 *
 * @returns the schema to go on in.
 * @throws what `resume` throws of a load that is another one; nothing is touched then.
 */
export async function takeOver(
  connection: Connection,
  target: string,
  { facts, resume, log }: Pick<TargetOptions, 'facts' | 'resume' | 'log'>,
): Promise<string | undefined> {
  const dead: string[] = []
  for (const schema of await schemasWithPrefix(connection, `${target}__`))
    if ((await schemaState(connection, schema)) === 'dead') dead.push(schema)
  let taken: string | undefined
  for (const schema of resume && facts ? dead : []) {
    const left = await LoadLedger.factsIn(connection, schema)
    if (!left) continue
    resume?.(left)
    await cutOthers(connection, schema)
    await markSchema(connection, schema)
    taken = schema
    break
  }
  for (const schema of dead) if (schema !== taken) await dropSchema(connection, schema, true)
  if (resume) log.info(taken === undefined ? loadNotices.nothing : loadNotices.goesOn)
  else if (dead.length > 0 && facts) log.info(loadNotices.removes)
  return taken
}

/** A statement of the run that was killed may go on, and would be done after we have looked. */
async function cutOthers(connection: Connection, schema: string): Promise<void> {
  for (;;) {
    const others = await connection.rows(
      `SELECT ID AS id FROM information_schema.PROCESSLIST WHERE DB = ${quoteText(schema)} AND ID <> CONNECTION_ID()`,
    )
    if (others.length === 0) return
    // It may have ended by itself (ER_NO_SUCH_THREAD).
    for (const { id } of others) await connection.run(`KILL ${Number(id)}`).catch(() => {})
    await wait(50)
  }
}
