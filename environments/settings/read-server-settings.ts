import type { ServerSettings } from '../../core/contracts/server-settings.ts'
import type { ServerAddress } from '../server.ts'
import { mysqlSettings, postgresSettings } from './setting-names.ts'

/**
 * Asks a server for the settings that are worth having in a test environment too.
 *
 * @throws POLIGON_UNREACHABLE
 */
export async function readServerSettings(
  address: ServerAddress & { readonly database?: string },
): Promise<ServerSettings> {
  return address.family === 'postgres' ? ofPostgres(address) : ofMysql(address)
}

async function ofPostgres(
  address: ServerAddress & { readonly database?: string },
): Promise<ServerSettings> {
  const { withClient } = await import('../postgres/connect.ts')
  return withClient(address, async (client) => {
    const { rows: settings } = await client.query<{ name: string; setting: string }>(
      'SELECT name, current_setting(name) AS setting FROM pg_settings WHERE name = ANY($1)',
      [postgresSettings],
    )
    const { rows: database } = await client.query<Record<string, string>>(
      'SELECT datcollate AS lc_collate, datctype AS lc_ctype FROM pg_database WHERE datname = current_database()',
    )
    const { rows: extensions } = await client.query<{ extname: string }>(
      "SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY extname",
    )
    const { rows: available } = await client.query<{ name: string }>(
      'SELECT name FROM pg_available_extensions ORDER BY name',
    )
    const { rows: version } = await client.query<{ server_version: string }>('SHOW server_version')
    const own = Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))
    return {
      family: 'postgres',
      version: version[0]?.server_version,
      settings: inOrder({ ...own, ...database[0] }, postgresSettings),
      extensions: extensions.map(({ extname }) => extname),
      available: available.map(({ name }) => name),
    }
  })
}

async function ofMysql(
  address: ServerAddress & { readonly database?: string },
): Promise<ServerSettings> {
  const { withConnection } = await import('../mariadb/connect.ts')
  return withConnection(address, async (connection) => {
    const all = await connection.rows('SHOW GLOBAL VARIABLES')
    const database = await connection.rows(
      'SELECT @@character_set_database AS character_set_database, @@collation_database AS collation_database',
    )
    const found = Object.fromEntries([
      ...all.map(({ Variable_name: name, Value: value }) => [name ?? '', value ?? '']),
      ...Object.entries(database[0] ?? {}),
    ]) as Record<string, string>
    return {
      family: address.family,
      version: found['version'],
      settings: inOrder(found, mysqlSettings),
      extensions: [],
    }
  })
}

const inOrder = (
  found: Readonly<Record<string, string>>,
  names: readonly string[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    names.flatMap((name) => (found[name] === undefined ? [] : [[name, found[name]]])),
  )
