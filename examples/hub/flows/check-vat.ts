import type { Flow, Hub } from '../flow.ts'
import { promiseJob, type JobKind } from '../jobs.ts'
import { log } from '../log.ts'
import { createVatService } from '../vat-service.ts'
import type { ErpTransaction } from '../databases.ts'
import { reportOrder } from './report-order.ts'

/**
 * Orders on hold for their buyer's VAT number: a confirmed one makes the order a supply inside the
 * Union (0 %, with the consultation number as the proof), a refuted one leaves the domestic rates.
 * While the register does not answer, the order stays on hold.
 */
export function checkVatNumbers(hub: Hub): Flow {
  return {
    name: 'vat',
    polled: true,
    jobs: [checkVat(hub), reportOrder(hub)],
    look: async () => 0,
    drained: async () => true,
  }
}

function checkVat({ settings }: Hub): JobKind {
  const ask = createVatService(settings.vatUrl, settings.companyVatNumber)
  return {
    kind: 'check-vat',
    attempts: 0,
    longestPause: settings.holdRetryMs,
    run: async ({ key: number }, erp) => {
      const { rows } = await erp.query<{ id: string; vat_number: string }>(
        `SELECT id, vat_number FROM erp.sales_orders
         WHERE external_number = $1 AND status = 'hold_vat' FOR UPDATE`,
        [number],
      )
      const order = rows[0]
      if (!order) return 'done'
      const answer = await ask(order.vat_number)
      if (answer.valid) await makeIntraEu(order.id, answer.consultation, erp)
      else await erp.query("UPDATE erp.sales_orders SET status = 'open' WHERE id = $1", [order.id])
      await promiseJob(erp, 'report-order', `${number} released`)
      log('INFO', 'VAT number checked', {
        order: number,
        status: answer.valid ? 'valid' : 'invalid',
      })
      return 'done'
    },
  }
}

async function makeIntraEu(id: string, consultation: string, erp: ErpTransaction): Promise<void> {
  await erp.query(
    'UPDATE erp.sales_order_lines SET vat_rate = 0, vat = 0, gross = net WHERE sales_order_id = $1',
    [id],
  )
  await erp.query(
    `UPDATE erp.sales_orders SET status = 'open', vat_treatment = 'intra_eu', vat_consultation = $2,
       vat = 0, gross = net WHERE id = $1`,
    [id, consultation],
  )
}
