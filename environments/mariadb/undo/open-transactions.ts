import { systemClock } from '../../../core/clock.ts'
import { quoteText, type Connection } from '../connect.ts'

/** How often it is looked, and how long is waited in between, in milliseconds. */
const looks = 5
const pause = 10

/**
 * Whether somebody else has written to `schema` and not committed: the log does not tell of it yet. Who has
 * just been refused a statement may still be taking back what it did, so it is looked more than once.
 */
export async function othersWrite(connection: Connection, schema: string): Promise<boolean> {
  for (let look = 1; ; look++) {
    const writers = await writingThreads(connection)
    if (writers.length === 0) return false
    const [row] = await connection.rows(
      `SELECT COUNT(*) AS n FROM information_schema.PROCESSLIST
       WHERE ID IN (${writers.join(',')}) AND ID <> CONNECTION_ID() AND (DB IS NULL OR DB = ${quoteText(schema)})`,
    )
    if (row?.['n'] === '0') return false
    if (look === looks) return true
    await systemClock.sleep(pause)
  }
}

/** information_schema.INNODB_TRX may be a tenth of a second old; the monitor's text is of now. */
async function writingThreads(connection: Connection): Promise<readonly string[]> {
  const [row] = await connection.rows('SHOW ENGINE INNODB STATUS')
  return (row?.['Status'] ?? '')
    .split('---TRANSACTION ')
    .slice(1)
    .flatMap((text) => {
      const thread = /undo log entries \d/.test(text) && /thread id (\d+)/.exec(text)?.[1]
      return thread ? [thread] : []
    })
}
