import type { ResultSetHeader, RowDataPacket } from 'mysql2/promise'
import { inErp, type ErpTransaction } from '../databases.ts'
import type { Flow, Hub } from '../flow.ts'
import { log } from '../log.ts'

interface Level {
  readonly sku: string
  readonly available: number
  readonly buyable: boolean
}

/** Stock changes since the last pass. Levels are sent as they are now, so a repeated pass changes nothing. */
export function stockDiff(hub: Hub): Flow {
  const { erp } = hub.databases
  return {
    name: 'stock-diff',
    polled: true,
    jobs: [],
    look: async () => {
      if (!(await hasNews(erp))) return 0
      const { levels, end } = await inErp(hub.databases, async (erp) => {
        const end = await endOfBook(erp)
        const levels = await readLevels(
          erp,
          `WHERE item_id IN (SELECT item_id FROM erp.stock_moves WHERE id <= $1
             AND id > (SELECT position FROM hub.cursors WHERE name = 'stock_moves'))`,
          [end],
        )
        return { levels, end }
      })
      const changed = await writeLevels(hub, levels)
      await moveCursor(hub, end)
      if (levels.length > 0)
        log('INFO', 'stock changes sent', { flow: 'stock-diff', count: changed })
      return changed
    },
    drained: async () => !(await hasNews(erp)),
  }
}

/** All levels; an article of the shop that the ERP does not know is sold out. */
export function stockFull(hub: Hub): Flow {
  return {
    name: 'stock-full',
    polled: false,
    jobs: [],
    look: async () => {
      const { levels, end } = await inErp(hub.databases, async (erp) => ({
        end: await endOfBook(erp),
        levels: await readLevels(erp, '', []),
      }))
      if (levels.length === 0)
        throw new Error('the ERP has no stock at all: refused to empty the shop')
      const changed = (await writeLevels(hub, levels)) + (await emptyUnknown(hub, levels))
      await moveCursor(hub, end)
      log('INFO', 'full stock sent', { flow: 'stock-full', count: changed })
      return changed
    },
    drained: async () => true,
  }
}

async function hasNews(erp: Pick<ErpTransaction, 'query'>): Promise<boolean> {
  const { rows } = await erp.query<{ news: boolean }>(
    `SELECT EXISTS (SELECT FROM erp.stock_moves WHERE id >
       (SELECT position FROM hub.cursors WHERE name = 'stock_moves')) AS news`,
  )
  return rows[0]?.news ?? false
}

/**
 * Highest number in the book with nothing below it still to come: numbers are given out before the
 * moves commit, so writers that are in the middle are waited for.
 */
async function endOfBook(erp: ErpTransaction): Promise<string> {
  await erp.query("SET LOCAL lock_timeout = '2s'")
  await erp.query('LOCK TABLE erp.stock_moves IN SHARE MODE')
  const { rows } = await erp.query<{ end: string }>(
    'SELECT coalesce(max(id), 0) AS end FROM erp.stock_moves',
  )
  return rows[0]?.end ?? '0'
}

async function readLevels(
  erp: ErpTransaction,
  where: string,
  parameters: readonly string[],
): Promise<readonly Level[]> {
  const { rows } = await erp.query<{ sku: string; available: string; status: string }>(
    `SELECT sku, available, status FROM erp.online_stock ${where} ORDER BY sku`,
    [...parameters],
  )
  return rows.map(({ sku, available, status }) => {
    const pieces = status === 'active' ? Math.max(0, Number(available)) : 0
    return { sku, available: pieces, buyable: pieces > 0 }
  })
}

/** Resolves with the number of articles that were changed. */
async function writeLevels({ databases }: Hub, levels: readonly Level[]): Promise<number> {
  let changed = 0
  let skipped = 0
  for (const { sku, available, buyable } of levels) {
    const [found] = await databases.shop.query<RowDataPacket[]>(
      'SELECT id FROM products WHERE sku = ?',
      [sku],
    )
    const id = found[0]?.['id'] as number | undefined
    if (id === undefined) skipped++
    else {
      const [result] = await databases.shop.query<ResultSetHeader>(
        `INSERT INTO product_stock (product_id, available, buyable) VALUES (?, ?, ?)
         ON DUPLICATE KEY UPDATE available = VALUES(available), buyable = VALUES(buyable)`,
        [id, available, buyable],
      )
      if (result.affectedRows > 0) changed++
    }
  }
  if (skipped > 0) log('WARN', 'articles of the ERP are not in the shop', { skipped })
  return changed
}

async function emptyUnknown({ databases }: Hub, levels: readonly Level[]): Promise<number> {
  const [result] = await databases.shop.query<ResultSetHeader>(
    `UPDATE product_stock SET available = 0, buyable = 0
     WHERE (available <> 0 OR buyable <> 0)
       AND product_id IN (SELECT id FROM products WHERE sku NOT IN (?))`,
    [levels.map(({ sku }) => sku)],
  )
  return result.affectedRows
}

async function moveCursor({ databases }: Hub, end: string): Promise<void> {
  await databases.erp.query(
    `UPDATE hub.cursors SET position = greatest(position, $1) WHERE name = 'stock_moves'`,
    [end],
  )
}
