import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { say } from '../../core/redacted.ts'
import type { PackageSet } from '../embedded/debian-packages.ts'
import { mariadbPackages } from '../embedded/mariadb-binaries.ts'

/** Real client tools that are called as programs. */
export type ClientProgram = 'mysqldump' | 'mysql' | 'pg_dump' | 'psql'

export interface ClientFamily {
  readonly packages: PackageSet
  /** For people whose machine has no apt. */
  readonly installed: string
  /** Names of each program, the best first. */
  readonly names: (program: ClientProgram) => readonly string[]
  /** Folders with programs below `root`, the newest version first. */
  readonly folders: (root: string) => readonly string[]
}

const mariadbClient: ClientFamily = {
  packages: mariadbPackages,
  installed: 'mariadb-client',
  names: (program) =>
    program === 'mysqldump' ? ['mariadb-dump', 'mysqldump'] : ['mariadb', 'mysql'],
  folders: (root) => [join(root, 'usr', 'bin')],
}

const postgresClient: ClientFamily = {
  packages: {
    title: say`the PostgreSQL client`,
    key: 'postgresql-client',
    withDependencies: ['libpq5', 'liblz4-1', 'libzstd1', 'zlib1g', 'libreadline[0-9]+(t64)?'],
    alone: ['postgresql-client-[0-9]+'],
  },
  installed: 'postgresql-client',
  names: (program) => [program],
  // Debian keeps every major version in a folder of its own, and a chooser in Perl on PATH.
  folders: (root) => {
    const versions = join(root, 'usr', 'lib', 'postgresql')
    if (!existsSync(versions)) return [join(root, 'usr', 'bin')]
    const majors = readdirSync(versions).toSorted((a, b) => Number(b) - Number(a))
    return [...majors.map((major) => join(versions, major, 'bin')), join(root, 'usr', 'bin')]
  },
}

export const clientFamilies: Readonly<Record<ClientProgram, ClientFamily>> = {
  mysqldump: mariadbClient,
  mysql: mariadbClient,
  pg_dump: postgresClient,
  psql: postgresClient,
}
