import { createCarrier, type Shipment } from '../carrier.ts'
import type { ErpTransaction } from '../databases.ts'
import type { Flow, Hub } from '../flow.ts'
import { PermanentError, promiseJob, type JobKind } from '../jobs.ts'
import { log } from '../log.ts'
import { readDelivery, shipmentRequest, type Delivery } from './delivery.ts'
import { reportShipment } from './report-shipment.ts'

/** Deliveries that the warehouse has ready go to the carrier; its tracking number goes back to ERP and shop. */
export function shipDeliveries(hub: Hub): Flow {
  const { erp } = hub.databases
  const waiting = `FROM erp.deliveries d WHERE d.status = 'ready' AND d.problem IS NULL`
  return {
    name: 'shipments',
    polled: true,
    jobs: [announce(hub), track(hub), reportShipment(hub)],
    look: async () => {
      await erp.query(
        `INSERT INTO hub.jobs (kind, key)
         SELECT 'announce', d.id::text ${waiting} ORDER BY d.created_at
         ON CONFLICT (kind, key) DO UPDATE SET state = 'waiting', attempts = 0
           WHERE hub.jobs.state = 'done'`,
      )
      return 0
    },
    drained: async () => {
      const { rowCount } = await erp.query(
        `SELECT 1 ${waiting} AND NOT EXISTS (
           SELECT FROM hub.jobs WHERE kind = 'announce' AND key = d.id::text AND state = 'failed')
         LIMIT 1`,
      )
      return rowCount === 0
    },
  }
}

/**
 * Creates the shipment at the carrier. That a call was begun is written down first, and on its own:
 * when the answer is lost, or this process dies, the next attempt asks the carrier before it creates
 * a second one.
 */
function announce({ databases, settings }: Hub): JobKind {
  const carrier = createCarrier(settings)
  return {
    kind: 'announce',
    attempts: 8,
    longestPause: 60_000,
    run: async ({ key: id }, erp) => {
      const delivery = await readDelivery(id, erp)
      if (!delivery || delivery.status !== 'ready') return 'done'
      const begun = await databases.erp.query(
        'INSERT INTO hub.carrier_calls (delivery_id) VALUES ($1) ON CONFLICT DO NOTHING',
        [id],
      )
      const earlier = begun.rowCount === 0 ? await carrier.find(delivery.number) : undefined
      let shipment: Shipment
      try {
        shipment = earlier ?? (await carrier.create(shipmentRequest(delivery)))
      } catch (failure) {
        if (!(failure instanceof PermanentError)) throw failure
        return refuse(id, delivery, failure.message, erp)
      }
      await erp.query(
        `UPDATE erp.deliveries SET status = 'announced', carrier = 'lockers', carrier_shipment_id = $2
         WHERE id = $1`,
        [id, shipment.id],
      )
      await promiseJob(erp, 'track', id)
      log('INFO', earlier ? 'shipment found again at the carrier' : 'shipment announced', {
        delivery: delivery.number,
        order: delivery.order,
      })
      return 'done'
    },
  }
}

/** A refusal is for a person of the warehouse: it stands in the ERP until somebody clears it. */
async function refuse(
  id: string,
  { number, order }: Delivery,
  problem: string,
  erp: ErpTransaction,
): Promise<'done'> {
  await erp.query('UPDATE erp.deliveries SET problem = $2 WHERE id = $1', [id, problem])
  log('ERROR', 'the carrier refused the shipment', { delivery: number, order, error: problem })
  return 'done'
}

function track({ settings }: Hub): JobKind {
  const carrier = createCarrier(settings)
  return {
    kind: 'track',
    attempts: 200,
    longestPause: 10_000,
    run: async ({ key: id }, erp) => {
      const delivery = await readDelivery(id, erp)
      if (!delivery || delivery.status !== 'announced' || delivery.shipment === null) return 'done'
      const { trackingNumber } = await carrier.read(delivery.shipment)
      if (trackingNumber === undefined) return 'later'
      await erp.query(
        `UPDATE erp.deliveries SET status = 'handed_over', tracking_number = $2, handed_over_at = now()
         WHERE id = $1`,
        [id, trackingNumber],
      )
      await erp.query(
        `UPDATE erp.sales_orders SET status = 'in_delivery' WHERE external_number = $1 AND status = 'open'`,
        [delivery.order],
      )
      await promiseJob(erp, 'report-shipment', id)
      log('INFO', 'tracking number received', { delivery: delivery.number, order: delivery.order })
      return 'done'
    },
  }
}
