import type { Hub } from '../flow.ts'
import { PermanentError, type JobKind } from '../jobs.ts'
import { log } from '../log.ts'

/** The shop's status for every status of the ERP that the hub tells it. */
const shopStatus = { hold_vat: 'on_hold', open: 'processing' } as const

/** Writes the ERP's number and status back to the shop. Never takes an order that went on back. */
export function reportOrder({ databases }: Hub): JobKind {
  return {
    kind: 'report-order',
    attempts: 8,
    longestPause: 60_000,
    run: async ({ key }, erp) => {
      const [number = ''] = key.split(' ')
      const { rows } = await erp.query<{ number: string; status: string }>(
        'SELECT number, status FROM erp.sales_orders WHERE external_number = $1',
        [number],
      )
      const order = rows[0]
      if (!order) throw new PermanentError('the order is not in the ERP')
      const status = shopStatus[order.status as keyof typeof shopStatus] as string | undefined
      await databases.shop.query(
        `UPDATE orders SET erp_number = ?, status = coalesce(?, status)
         WHERE number = ? AND status IN ('paid', 'on_hold')`,
        [order.number, status ?? null, number],
      )
      log('INFO', 'status written back to the shop', { order: number, status: order.status })
      return 'done'
    },
  }
}
