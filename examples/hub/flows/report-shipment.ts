import type { ResultSetHeader } from 'mysql2/promise'
import type { Hub } from '../flow.ts'
import { PermanentError, type JobKind } from '../jobs.ts'
import { log } from '../log.ts'
import { readDelivery } from './delivery.ts'

/** Tells the shop the tracking number. A repetition finds its own row and changes nothing. */
export function reportShipment({ databases }: Hub): JobKind {
  return {
    kind: 'report-shipment',
    attempts: 8,
    longestPause: 60_000,
    run: async ({ key: id }, erp) => {
      const delivery = await readDelivery(id, erp)
      if (!delivery?.trackingNumber) throw new PermanentError('the delivery has no tracking number')
      await databases.shop.query<ResultSetHeader>(
        `INSERT INTO shipments (order_id, carrier, tracking_number, status, receiver_name, receiver_phone)
         SELECT id, 'lockers', ?, 'announced', ?, ? FROM orders WHERE number = ?
         ON DUPLICATE KEY UPDATE tracking_number = VALUES(tracking_number)`,
        [delivery.trackingNumber, delivery.name, delivery.phone, delivery.order],
      )
      await databases.shop.query(
        `UPDATE orders SET status = 'shipped' WHERE number = ? AND status IN ('paid', 'processing')`,
        [delivery.order],
      )
      log('INFO', 'tracking number written back to the shop', {
        delivery: delivery.number,
        order: delivery.order,
      })
      return 'done'
    },
  }
}
