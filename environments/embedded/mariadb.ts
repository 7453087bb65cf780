import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../../core/folders.ts'
import { Secret } from '../../core/secrets.ts'
import { randomToken } from '../../core/seed.ts'
import { changeLogSettings } from '../mariadb/undo/settings.ts'
import type { DatabaseServer, ServerRequest } from '../server.ts'
import { cachedFolder } from './cached-folder.ts'
import { copyFolder } from './copy-folder.ts'
import { mariadbBinaries, systemTables, type MariadbBinaries } from './mariadb-binaries.ts'
import { giveTo, makeRunFolder } from './run-folder.ts'
import { runProgram } from './run-program.ts'
import { serverUser, type ServerUser } from './server-user.ts'
import { startProcess } from './start-process.ts'

const administrator = 'poligon'

/** Decides the layout of the data folder, so that making and starting must agree on it. */
const layout = [
  '--innodb-log-file-size=16M',
  '--innodb-autoextend-increment=1',
  '--innodb-temp-data-file-path=ibtmp1:4M:autoextend',
]

/** Throw-away data: nothing is flushed for a crash. */
const common = [
  '--bind-address=127.0.0.1',
  '--socket=mysql.sock',
  '--skip-name-resolve',
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_general_ci',
  '--max-allowed-packet=1G',
  '--max-connections=300',
  // The counters that tell a reset which tables changed live with the cached definitions.
  '--table-definition-cache=20000',
  '--innodb-stats-auto-recalc=OFF',
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-doublewrite=0',
  // Tables are built in bulk, index by index: with the usual megabyte each is sorted in many parts.
  '--innodb-sort-buffer-size=8M',
  '--performance-schema=OFF',
]

const byFamily = {
  mariadb: ['--innodb-flush-method=nosync', '--debug-no-sync=1', '--sync-frm=0'],
  mysql: ['--innodb-flush-method=nosync', '--mysqlx=OFF', '--secure-file-priv=NULL'],
}

const withoutLog = ['--skip-log-bin']

/** A real MariaDB or MySQL without Docker. */
export async function startMariadb(request: ServerRequest): Promise<DatabaseServer> {
  const family = request.family === 'mysql' ? 'mysql' : 'mariadb'
  const user = await serverUser()
  const binaries = await mariadbBinaries(family, user, request.log, request.signal)
  const label = `${family === 'mysql' ? 'MySQL' : 'MariaDB'} of ${request.system}`
  const template = await dataTemplate(binaries, user, request.signal)
  const folder = makeRunFolder(label, user)
  try {
    const data = join(folder.path, 'data')
    await copyFolder(template, data)
    const password = new Secret(randomToken())
    const accounts = join(folder.path, 'accounts.sql')
    writeFileSync(accounts, accountStatements(family, password), { mode: 0o600 })
    giveTo(user, accounts)
    const { child, port } = await startProcess({
      label,
      user,
      command: (port) => [
        ...serverCommand(binaries, data),
        ...common,
        ...(request.changeLog ? changeLogSettings(request.system) : withoutLog),
        `--port=${port}`,
        `--init-file=${accounts}`,
      ],
      environment: binaries.environment,
      folder: folder.path,
      ready: /ready for connections/,
      portTaken: /Address already in use/,
      ...(request.signal ? { signal: request.signal } : {}),
    })
    rmSync(accounts)
    return {
      address: { family, host: '127.0.0.1', port, user: administrator, password },
      owned: true,
      keepsChangeLog: request.changeLog === true,
      prefix: '',
      notes: [],
      [Symbol.asyncDispose]: async () => {
        await child.stop('SIGKILL')
        folder.remove()
      },
    }
  } catch (failure) {
    folder.remove()
    throw failure
  }
}

function serverCommand(binaries: MariadbBinaries, data: string): readonly string[] {
  return [
    binaries.server,
    '--no-defaults',
    ...binaries.places,
    `--datadir=${data}`,
    ...layout,
    ...byFamily[binaries.family],
  ]
}

/** One statement a line, as --init-file wants it. The server takes connections only after it. */
function accountStatements(family: 'mariadb' | 'mysql', password: Secret): string {
  const account = `'${administrator}'@'%'`
  return [
    // `mysqld --initialize-insecure` leaves this one without a password.
    ...(family === 'mysql' ? [`DROP USER IF EXISTS 'root'@'localhost';`] : []),
    `CREATE USER ${account} IDENTIFIED BY '${password.reveal()}';`,
    `GRANT ALL ON *.* TO ${account} WITH GRANT OPTION;`,
    '',
  ].join('\n')
}

/** An initialised data folder, made once per version and settings. */
async function dataTemplate(
  binaries: MariadbBinaries,
  user: ServerUser,
  signal?: AbortSignal,
): Promise<string> {
  const { family, version } = binaries
  const recipe = [version, user.kind, ...layout, ...byFamily[family], ...withoutLog].join('\0')
  const key = `${family}-${version}-${createHash('sha256').update(recipe).digest('hex').slice(0, 12)}`
  const folder = await cachedFolder(cacheFolder('data'), key, async (draft) => {
    const scratch = makeRunFolder(`${family} data folder`, user)
    try {
      const data = join(scratch.path, 'data')
      mkdirSync(data, { mode: 0o700 })
      giveTo(user, data)
      await runProgram({
        ...initialise(binaries, user, data),
        environment: binaries.environment,
        folder: scratch.path,
        ...(signal ? { signal } : {}),
      })
      await copyFolder(data, join(draft, 'data'))
    } finally {
      scratch.remove()
    }
  })
  return join(folder, 'data')
}

/**
 * MariaDB: only the system tables are made, by the server's own SQL. What `mariadb-install-db` would
 * add is accounts without a password, help texts and a test database.
 */
function initialise(binaries: MariadbBinaries, user: ServerUser, data: string) {
  const server = [...user.prefix, ...serverCommand(binaries, data), ...withoutLog]
  if (binaries.family === 'mysql') return { command: [...server, '--initialize-insecure'] }
  mkdirSync(join(data, 'mysql'), { mode: 0o700 })
  giveTo(user, join(data, 'mysql'))
  const files = [
    systemTables(binaries.share) ?? '',
    join(binaries.share, 'maria_add_gis_sp_bootstrap.sql'),
  ]
  const input = ['use mysql;\n', ...files.map((file) => readFileSync(file, 'utf8'))].join('\n')
  return { command: [...server, '--bootstrap', '--skip-networking'], input }
}
