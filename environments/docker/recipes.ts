import type { EngineFamily } from '../../core/contracts/dump.ts'
import type { Secret } from '../../core/secrets.ts'
import * as mariadb from '../mariadb/administrator.ts'
import * as mariadbChangeLog from '../mariadb/undo/settings.ts'
import * as postgres from '../postgres/connect.ts'
import { changeLogSettings } from '../postgres/undo/settings.ts'
import type { ServerAddress } from '../server.ts'

export interface ContainerRecipe {
  readonly port: number
  /** Kept in memory. */
  readonly data: string
  readonly administrator: string
  readonly command: readonly string[]
  /** What is added for a server whose log is read to undo changes. */
  readonly changeLog: (system: string) => readonly string[]
  readonly environment: (password: string) => Readonly<Record<string, string>>
  /** Images with a set-up phase write it twice; after it a login decides. */
  readonly ready: RegExp
  readonly setPassword: (address: ServerAddress, password: Secret) => Promise<void>
}

/** For InnoDB's counters see mariadb/changes.ts; nothing is flushed for a crash. */
const mysqlLike: ContainerRecipe = {
  port: 3306,
  data: '/var/lib/mysql',
  administrator: 'root',
  command: [
    '--character-set-server=utf8mb4',
    '--max-allowed-packet=1G',
    '--max-connections=300',
    '--table-definition-cache=20000',
    '--innodb-stats-auto-recalc=OFF',
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-doublewrite=0',
    '--skip-name-resolve',
  ],
  changeLog: mariadbChangeLog.changeLogSettings,
  environment: (password) => ({ MARIADB_ROOT_PASSWORD: password, MYSQL_ROOT_PASSWORD: password }),
  ready: /port: 3306/,
  setPassword: mariadb.setPassword,
}

export const recipes: Readonly<Record<EngineFamily, ContainerRecipe>> = {
  postgres: {
    port: 5432,
    data: '/var/lib/poligon',
    administrator: 'postgres',
    command: [
      'postgres',
      ...[
        'fsync=off',
        'full_page_writes=off',
        'wal_level=minimal',
        'max_wal_senders=0',
        'max_wal_size=4GB',
        'autovacuum=off',
        'jit=off',
        'max_connections=200',
        'log_error_verbosity=terse',
        'log_min_error_statement=panic',
      ].flatMap((setting) => ['-c', setting]),
    ],
    changeLog: () => changeLogSettings.flatMap((setting) => ['-c', setting]),
    environment: (password) => ({
      POSTGRES_PASSWORD: password,
      PGDATA: '/var/lib/poligon/data',
      POSTGRES_INITDB_ARGS: '--auth-host=scram-sha-256 --auth-local=scram-sha-256',
    }),
    ready: /database system is ready to accept connections/,
    setPassword: postgres.setPassword,
  },
  mariadb: mysqlLike,
  mysql: mysqlLike,
}
