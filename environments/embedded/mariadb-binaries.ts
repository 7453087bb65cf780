import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { EngineFamily } from '../../core/contracts/dump.ts'
import { PoligonError } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'
import { say } from '../../core/redacted.ts'
import { aptIsHere, missingProgram, unpackPackages, type PackageSet } from './debian-packages.ts'
import { findOnPath, isProgram } from './find-on-path.ts'
import { canRun } from './program-folder.ts'
import { runProgram } from './run-program.ts'
import type { ServerUser } from './server-user.ts'
import { libraryPath } from './unpacked.ts'

export interface MariadbBinaries {
  readonly family: Exclude<EngineFamily, 'postgres'>
  /** Of the server, `10.11.19`. */
  readonly version: string
  readonly server: string
  /** Where its own files are, as it wants to be told. */
  readonly places: readonly string[]
  /** Holds the SQL that fills a new data folder. */
  readonly share: string
  readonly environment: Readonly<Record<string, string>>
}

const version = '(-[0-9.]+)?'

/** Server and client are fetched together: who needs one mostly needs the other. */
export const mariadbPackages: PackageSet = {
  title: say`MariaDB`,
  key: 'mariadb',
  withDependencies: [`mariadb-server-core${version}`, `mariadb-client-core${version}`],
  alone: [`mariadb-client${version}`],
}

/**
 * A server of the family: an installed one, else (MariaDB only) one unpacked from the distribution's
 * packages.
 *
 * @throws POLIGON_MISSING_PROGRAM when there is none and none can be had.
 */
export async function mariadbBinaries(
  family: 'mariadb' | 'mysql',
  user: ServerUser,
  log: Log,
  signal?: AbortSignal,
): Promise<MariadbBinaries> {
  const installed = await installedServer(family, user)
  if (installed) return installed
  if (family === 'mysql')
    throw new PoligonError('POLIGON_MISSING_PROGRAM', {
      what: say`There is no MySQL server on this machine; MariaDB is another family and does not stand in for it.`,
      remedy: say`Use the docker provider, or install mysql-server.`,
    })
  if (!aptIsHere()) throw missingProgram(say`The MariaDB server`, ['mariadb-server'])
  return unpackedServer(await unpackPackages(mariadbPackages, log, signal))
}

/** Looks at the version, not at the name: Debian's `mysqld` is MariaDB. */
export async function installedServer(
  family: 'mariadb' | 'mysql',
  user: ServerUser,
): Promise<MariadbBinaries | undefined> {
  for (const program of family === 'mariadb' ? ['mariadbd', 'mysqld'] : ['mysqld']) {
    const server = findOnPath(program)
    if (server === undefined || !(await canRun(user, server))) continue
    const found = await identify(server, {})
    if (found.family !== family) continue
    const base = dirname(dirname(server))
    const share = shareFolder(base)
    if (family === 'mariadb' && share === undefined) continue
    return { ...found, server, places: [], share: share ?? '', environment: {} }
  }
  return undefined
}

async function unpackedServer(root: string): Promise<MariadbBinaries> {
  const base = join(root, 'usr')
  const server = ['sbin/mariadbd', 'sbin/mysqld', 'bin/mariadbd']
    .map((path) => join(base, path))
    .find(isProgram)
  const share = shareFolder(base)
  if (server === undefined || share === undefined)
    throw new PoligonError('POLIGON_MISSING_PROGRAM', {
      what: say`The distribution's packages hold no MariaDB server where it was expected.`,
      remedy: say`Install mariadb-server, or use the docker provider.`,
    })
  const environment = { LD_LIBRARY_PATH: libraryPath(root) }
  const plugins = ['mysql', 'mariadb19', 'mariadb']
    .map((name) => join(base, 'lib', name, 'plugin'))
    .find(existsSync)
  const places = [
    `--basedir=${base}`,
    `--lc-messages-dir=${share}`,
    ...(plugins ? [`--plugin-dir=${plugins}`] : []),
  ]
  return { ...(await identify(server, environment)), server, places, share, environment }
}

/** Where `mysql_system_tables.sql` is (since 11.0 `mariadb_system_tables.sql`). */
function shareFolder(base: string): string | undefined {
  return ['share/mysql', 'share/mariadb', 'share']
    .map((path) => join(base, path))
    .find((folder) => systemTables(folder) !== undefined)
}

export function systemTables(share: string): string | undefined {
  return ['mariadb_system_tables.sql', 'mysql_system_tables.sql']
    .map((file) => join(share, file))
    .find((file) => existsSync(file))
}

async function identify(server: string, environment: Readonly<Record<string, string>>) {
  return serverIdentity(
    await runProgram({ command: [server, '--no-defaults', '--version'], environment }),
  )
}

/** From `mariadbd  Ver 10.11.19-MariaDB-0+deb12u1 for …` or `/usr/sbin/mysqld  Ver 8.0.36 for …`. */
export function serverIdentity(text: string): Pick<MariadbBinaries, 'family' | 'version'> {
  const version = /Ver (\d+\.\d+(?:\.\d+)?)/.exec(text)?.[1] ?? 'unknown'
  return { family: /MariaDB/i.test(text) ? 'mariadb' : 'mysql', version }
}
