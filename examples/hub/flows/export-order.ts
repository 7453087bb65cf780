import type { RowDataPacket } from 'mysql2/promise'
import type { ErpTransaction } from '../databases.ts'
import type { Flow, Hub } from '../flow.ts'
import { failedJobs, promiseJob, type JobKind } from '../jobs.ts'
import { log } from '../log.ts'
import { formatMoney, splitGross, sumAmounts, type Amounts } from '../money.ts'
import { canonicalPhone, canonicalVatNumber, splitStreet } from './identity.ts'
import { matchPartner } from './match-partner.ts'
import { readShopOrder, type ShopOrder } from './shop-order.ts'
import { reportOrder } from './report-order.ts'
import { needsVatCheck } from './vat-rules.ts'

/** Paid orders of the shop become sales orders of the ERP, each once. */
export function exportOrders(hub: Hub): Flow {
  const { shop, erp } = hub.databases
  const paid = async () => {
    const [rows] = await shop.query<RowDataPacket[]>(
      "SELECT number FROM orders WHERE status = 'paid' AND erp_number IS NULL ORDER BY id LIMIT 500",
    )
    return rows.map((row) => String(row['number']))
  }
  return {
    name: 'orders',
    polled: true,
    jobs: [exportOrder(hub), reportOrder(hub)],
    look: async () => {
      const numbers = await paid()
      for (const number of numbers) await promiseJob(erp, 'export-order', number)
      return 0
    },
    drained: async () => {
      const numbers = await paid()
      const failed = await failedJobs(hub.databases, 'export-order', numbers)
      return numbers.every((number) => failed.has(number))
    },
  }
}

function exportOrder(hub: Hub): JobKind {
  return {
    kind: 'export-order',
    attempts: 8,
    longestPause: 60_000,
    run: async ({ key: number }, erp) => {
      const known = await erp.query('SELECT 1 FROM erp.sales_orders WHERE external_number = $1', [
        number,
      ])
      if (known.rowCount === 0) {
        const order = await readShopOrder(hub.databases, number)
        const partner = await matchPartner(order, erp)
        const hold = needsVatCheck(order)
        await insertOrder(order, partner.id, hold, erp)
        if (hold) await promiseJob(erp, 'check-vat', number)
        log('INFO', partner.created ? 'order exported, partner created' : 'order exported', {
          order: number,
          status: hold ? 'hold_vat' : 'open',
          count: order.lines.length,
        })
      } else log('INFO', 'order was in the ERP already', { order: number })
      await promiseJob(erp, 'report-order', number)
      return 'done'
    },
  }
}

async function insertOrder(
  order: ShopOrder,
  partner: string,
  hold: boolean,
  erp: ErpTransaction,
): Promise<void> {
  const lines = order.lines.map((line) => ({
    ...line,
    amounts: splitGross(line.unitPrice * line.quantity, line.vatRate),
  }))
  const totals = sumAmounts(lines.map(({ amounts }) => amounts))
  if (totals.gross !== order.total)
    log('WARN', 'the order’s total differs from its lines', { order: order.number })
  const { shipping } = order
  const { street, house } = splitStreet(shipping.street)
  const { rows } = await erp.query<{ id: string }>(
    `INSERT INTO erp.sales_orders
       (external_number, partner_id, status, currency, net, vat, gross, vat_number, delivery_method,
        pickup_point, delivery_name, delivery_street, delivery_house_number, delivery_postcode,
        delivery_city, delivery_country, delivery_phone, delivery_email, remarks, ordered_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
     RETURNING id`,
    [
      order.number,
      partner,
      hold ? 'hold_vat' : 'open',
      order.currency,
      ...money(totals),
      canonicalVatNumber(order.vatId) ?? null,
      order.shippingMethod,
      order.pickupPoint,
      `${shipping.firstName} ${shipping.lastName}`,
      street,
      house,
      shipping.postcode,
      shipping.city,
      shipping.country,
      canonicalPhone(order.phone ?? shipping.phone),
      order.email.trim(),
      order.comment,
      order.placedAt,
    ],
  )
  for (const line of lines)
    await erp.query(
      `INSERT INTO erp.sales_order_lines
         (sales_order_id, position, item_id, sku, name, quantity, unit_price_gross, vat_rate, net, vat, gross)
       VALUES ($1, $2, (SELECT id FROM erp.items WHERE sku = $3), $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        rows[0]?.id,
        line.position,
        line.sku,
        line.name,
        line.quantity,
        formatMoney(line.unitPrice),
        formatMoney(line.vatRate),
        ...money(line.amounts),
      ],
    )
}

const money = ({ net, vat, gross }: Amounts) => [
  formatMoney(net),
  formatMoney(vat),
  formatMoney(gross),
]
