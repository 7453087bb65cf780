import { say, type Redacted } from '../../core/redacted.ts'
import { connect, type Connection } from '../mariadb/connect.ts'
import type { DatabaseAddress } from '../running.ts'
import { inOrder, type Part } from './in-order.ts'
import type { ReadOptions } from './read-options.ts'
import { rowParts } from './mysql-rows.ts'
import { readTables } from './mysql-tables.ts'

/**
 * A database of MariaDB or MySQL as a dump, with the rows read over several connections that see one and the
 * same state: all writing is held up for the moment in which they begin. Definitions are written by the dump client, which
 * writes everything where writing cannot be held up.
 *
 * @throws POLIGON_UNREACHABLE, POLIGON_MISSING_PROGRAM, POLIGON_SOURCE with the table that cannot be read.
 */
export async function* readMysql(
  address: DatabaseAddress,
  { log, signal, jobs, dump }: ReadOptions,
): AsyncGenerator<Uint8Array> {
  if (jobs < 2) return yield* dump([])
  const connections: Connection[] = []
  const close = () => {
    for (const connection of connections.splice(0)) connection.destroy()
  }
  signal?.addEventListener('abort', close, { once: true })
  try {
    const holder = await connect(address)
    connections.push(holder)
    const why = await begin(address, holder, connections, jobs)
    const tables = why ? undefined : await readTables(holder, address.database)
    if (!tables) {
      log.info(say`The rows are read over one connection: ${why ?? unknownType}.`)
      close()
      return yield* dump([])
    }
    yield* dump(['--no-data', '--skip-triggers', '--skip-routines', '--skip-events'])
    yield before
    const [, ...readers] = connections
    const parts: Part<Connection>[] = []
    for (const table of tables) parts.push(...(await rowParts(readers[0] ?? holder, table)))
    yield* inOrder(parts, readers)
    yield after
    yield* dump(['--no-data', '--no-create-info'])
  } catch (failure) {
    signal?.throwIfAborted()
    throw failure
  } finally {
    signal?.removeEventListener('abort', close)
    close()
  }
}

const unknownType = say`a column has a type that only the dump client writes`

/** @returns why it cannot be; the connections see one state otherwise. */
async function begin(
  address: DatabaseAddress,
  holder: Connection,
  connections: Connection[],
  jobs: number,
): Promise<Redacted | undefined> {
  try {
    while (connections.length <= jobs) {
      const connection = await connect(address)
      connections.push(connection)
      for (const statement of settings) await connection.run(statement)
    }
  } catch {
    return say`the server lets in no more connections`
  }
  try {
    await holder.run(`SET SESSION lock_wait_timeout = ${longestWait}`)
    await holder.run('FLUSH TABLES WITH READ LOCK')
  } catch {
    return say`the account may not hold up writing for a moment (right RELOAD), or somebody alters tables`
  }
  for (const connection of connections.slice(1))
    await connection.run('START TRANSACTION WITH CONSISTENT SNAPSHOT')
  await holder.run('UNLOCK TABLES')
  return undefined
}

/** In seconds, for statements that are under way; writing is held up so long at most. */
const longestWait = 5

/** As the dump client has them, so that every value is written exactly. */
const settings = [
  "SET NAMES utf8mb4, character_set_results = NULL, sql_mode = '', time_zone = '+00:00'",
  'SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ',
  'SET SESSION net_write_timeout = 3600',
]

/** As mysqldump begins and ends. */
const before = Buffer.from(`
/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET @OLD_CHARACTER_SET_RESULTS=@@CHARACTER_SET_RESULTS */;
/*!40101 SET @OLD_COLLATION_CONNECTION=@@COLLATION_CONNECTION */;
/*!40101 SET NAMES utf8mb4 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
`)
const after = Buffer.from(`
/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;
/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
/*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
/*!40101 SET CHARACTER_SET_RESULTS=@OLD_CHARACTER_SET_RESULTS */;
/*!40101 SET COLLATION_CONNECTION=@OLD_COLLATION_CONNECTION */;
`)
