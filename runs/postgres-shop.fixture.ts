import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { createLog } from '../core/log.ts'
import { childEnvironment } from '../core/secrets.ts'
import {
  findProgram,
  startServer,
  type DatabaseAddress,
  type SingleServer,
} from '../environments/index.ts'

const run = promisify(execFile)

/** PostgreSQL 15 without Docker, with a database `shop` and the server's own programs. */
export interface PostgresShop {
  readonly address: DatabaseAddress
  /** Runs pg_dump, pg_restore or psql against the server, and gives what it wrote without what differs each time. */
  readonly program: (name: string, ...options: readonly string[]) => Promise<string>
  /** Runs a command line in which `$PROGRAMS` is the folder of the programs. */
  readonly shell: (command: string) => Promise<void>
  readonly query: <Row>(database: string, sql: string) => Promise<Row[]>
}

/** @param schema - SQL that fills the database before the tests */
export function postgresShop(schema: string): PostgresShop {
  let server: SingleServer | undefined
  let programs = ''
  let environment: NodeJS.ProcessEnv = {}
  const address = () => {
    if (!server) throw new Error('The server is up in tests and hooks only.')
    return server.address
  }
  const query = async <Row>(database: string, sql: string): Promise<Row[]> => {
    const { host, port, user, password } = address()
    const client = new Client({ host, port, user, database, password: password.reveal() })
    await client.connect()
    try {
      return (await client.query(sql)).rows as Row[]
    } finally {
      await client.end()
    }
  }
  beforeAll(async () => {
    const log = createLog({ quiet: true })
    server = await startServer('postgres', {
      provider: 'embedded',
      version: '15',
      database: 'shop',
      log,
    })
    const { host, port, user, password } = server.address
    const found = await findProgram('pg_dump', { atLeast: 15, log })
    programs = dirname(found.file)
    environment = childEnvironment({
      ...found.environment,
      PGHOST: host,
      PGPORT: `${port}`,
      PGUSER: user,
      PGPASSWORD: password.reveal(),
    })
    await query('shop', schema)
  })
  afterAll(() => server?.[Symbol.asyncDispose]())
  return {
    get address() {
      return address()
    },
    async program(name, ...options) {
      const { stdout } = await run(join(programs, name), options, {
        env: environment,
        maxBuffer: 2 ** 28,
      })
      return stdout.replaceAll(/^\\(?:un)?restrict .*$/gm, '')
    },
    async shell(command) {
      await run('sh', ['-c', command], { env: { ...environment, PROGRAMS: programs } })
    },
    query,
  }
}
