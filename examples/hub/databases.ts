import { createPool, type Pool as ShopPool } from 'mysql2/promise'
import { Pool as ErpPool, type PoolClient } from 'pg'
import { log, reason } from './log.ts'
import type { Settings } from './settings.ts'

export interface Databases {
  readonly shop: ShopPool
  readonly erp: ErpPool
  close(): Promise<void>
}

export type ErpTransaction = PoolClient

export function openDatabases(settings: Settings): Databases {
  const shop = createPool({
    uri: settings.shopUrl,
    timezone: 'Z',
    dateStrings: true,
    charset: 'utf8mb4_polish_ci',
    connectionLimit: 4,
    // Count rows that changed, not rows that were found.
    flags: ['-FOUND_ROWS'],
  })
  const erp = new ErpPool({ connectionString: settings.erpUrl, max: 6 })
  // A server that ends an idle connection is no reason to end: the next query opens another.
  erp.on('error', (error) =>
    log('WARN', 'connection to the ERP database lost', { error: reason(error) }),
  )
  // Nor is one that is lost between two queries of a transaction: its next query fails.
  erp.on('connect', (client) => {
    client.on('error', () => {})
  })
  return {
    shop,
    erp,
    close: async () => {
      await Promise.allSettled([shop.end(), erp.end()])
    },
  }
}

/** Runs `work` in one ERP transaction; rolled back when it throws. */
export async function inErp<T>(
  { erp }: Databases,
  work: (transaction: ErpTransaction) => Promise<T>,
): Promise<T> {
  const client = await erp.connect()
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    client.release()
    return result
  } catch (error) {
    // A connection in an unknown state does not go back to the pool.
    client.release(error instanceof Error ? error : true)
    throw error
  }
}
