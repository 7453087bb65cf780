import type { EngineFamily } from '../core/contracts/dump.ts'
import type { Log } from '../core/log.ts'
import { chooseProvider } from './choose-provider.ts'
import type { ProviderName, ProviderOptions } from './provider.ts'
import type { DatabaseAddress } from './running.ts'

export interface SingleServer extends AsyncDisposable {
  /** An empty database and the server's administrator. */
  readonly address: DatabaseAddress
  readonly provider: ProviderName
  readonly notes: readonly string[]
}

export interface SingleServerOptions extends ProviderOptions {
  readonly provider: 'auto' | ProviderName
  readonly version: string
  /** Name of the empty database. */
  readonly database: string
  readonly log: Log
  readonly signal?: AbortSignal
}

/**
 * Starts one server of a family with one empty database, for whoever needs a real server outside of
 * an environment (generators of example data, checks of a dump).
 */
export async function startServer(
  family: EngineFamily,
  options: SingleServerOptions,
): Promise<SingleServer> {
  const request = {
    family,
    version: options.version,
    system: options.database,
    log: options.log,
    ...(options.signal ? { signal: options.signal } : {}),
  }
  const { provider, notes } = await chooseProvider([request], options)
  const server = await provider.start(request, options)
  try {
    await createDatabase(family, server.address, options.database)
    return {
      address: { ...server.address, database: options.database },
      provider: provider.name,
      notes: [...notes, ...server.notes],
      [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
    }
  } catch (failure) {
    await server[Symbol.asyncDispose]()
    throw failure
  }
}

async function createDatabase(
  family: EngineFamily,
  address: Omit<DatabaseAddress, 'database'>,
  database: string,
): Promise<void> {
  if (family === 'postgres') {
    const [{ withClient }, { escapeIdentifier }] = await Promise.all([
      import('./postgres/connect.ts'),
      import('pg'),
    ])
    await withClient(address, (client) =>
      client.query(`CREATE DATABASE ${escapeIdentifier(database)} TEMPLATE template0`),
    )
    return
  }
  const { quoteName, withConnection } = await import('./mariadb/connect.ts')
  await withConnection(address, (connection) =>
    connection.run(`CREATE DATABASE ${quoteName(database)} CHARACTER SET utf8mb4`),
  )
}
