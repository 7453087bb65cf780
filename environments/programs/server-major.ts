import { withClient } from '../postgres/connect.ts'
import type { DatabaseAddress } from '../running.ts'

/** Major version of a PostgreSQL server. */
export function serverMajor(address: DatabaseAddress): Promise<number> {
  return withClient(address, async (client) => {
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version')
    return Number.parseInt(rows[0]?.server_version ?? '', 10)
  })
}
