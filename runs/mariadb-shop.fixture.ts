import { execFile } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll } from 'vitest'
import { createLog } from '../core/log.ts'
import { childEnvironment } from '../core/secrets.ts'
import { makeTestFolder } from '../core/test-folder.fixture.ts'
import {
  findProgram,
  startServer,
  type DatabaseAddress,
  type SingleServer,
} from '../environments/index.ts'

const run = promisify(execFile)

/** MariaDB without Docker, with a database `shop`, the clients of its makers, and a folder that goes with it. */
export interface MariadbShop {
  readonly address: DatabaseAddress
  readonly folder: string
  /** What mysqldump writes to stdout. */
  readonly dump: (...options: readonly string[]) => Promise<Buffer>
  /** Runs statements, and commands of the client, as a file; gives what they print. */
  readonly query: (database: string, sql: string) => Promise<string>
}

/** @param name - of the folder */
export function mariadbShop(name: string): MariadbShop {
  let server: SingleServer | undefined
  let folder = ''
  let environment: NodeJS.ProcessEnv = {}
  const programs = { dump: '', client: '' }
  const address = () => {
    if (!server) throw new Error('The server is up in tests and hooks only.')
    return server.address
  }
  beforeAll(async () => {
    const log = createLog({ quiet: true })
    folder = makeTestFolder(name)
    server = await startServer('mariadb', {
      provider: 'embedded',
      version: '',
      database: 'shop',
      log,
    })
    const dump = await findProgram('mysqldump', { log })
    const client = await findProgram('mysql', { log })
    programs.dump = dump.file
    programs.client = client.file
    environment = childEnvironment({
      ...dump.environment,
      ...client.environment,
      MYSQL_PWD: server.address.password.reveal(),
    })
  })
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  })
  const login = () => {
    const { host, port, user } = address()
    return ['--no-defaults', '--protocol=tcp', `-h${host}`, `-P${port}`, `-u${user}`]
  }
  return {
    get address() {
      return address()
    },
    get folder() {
      return folder
    },
    async dump(...options) {
      const { stdout } = await run(programs.dump, [...login(), ...options], {
        env: environment,
        encoding: 'buffer',
        maxBuffer: 2 ** 28,
      })
      return stdout
    },
    async query(database, sql) {
      const file = join(folder, 'statements.sql')
      writeFileSync(file, sql)
      const options = ['--default-character-set=utf8mb4', '--local-infile=1', '-N', database]
      const { stdout } = await run(
        programs.client,
        [...login(), ...options, '-e', `source ${file}`],
        {
          env: environment,
        },
      )
      return stdout
    },
  }
}
