import { hasAccount } from './people.ts'
import { randomOf } from './random-of.ts'
import { isExported, type Sale } from './sales.ts'
import { token } from './secrets.ts'
import { addressFields, customerId } from './shop-customers.ts'
import { money, table, type TableRows, type Value } from './tables.ts'
import type { World } from './world.ts'

/** Number of the order in the ERP; both databases hold it. */
export const erpNumber = (sale: Sale) => `ZK/${String(sale.index + 1).padStart(6, '0')}`

const orderId = (sale: Sale) => sale.index + 1
const after = (sale: Sale, minutes: number) => new Date(sale.placedAt + minutes * 60_000)

export function orderTables(world: World): readonly TableRows[] {
  const perSale = (rows: (sale: Sale) => Iterable<readonly Value[]>) =>
    function* () {
      for (const sale of world.sales()) yield* rows(sale)
    }
  return [
    table(
      'orders',
      `id number customer_id email phone status currency total_gross vat_id shipping_method
       pickup_point customer_comment checkout_json ip erp_number placed_at paid_at updated_at`,
      perSale((sale) => [
        [
          orderId(sale),
          sale.number,
          hasAccount(sale.buyer) ? customerId(sale.buyer) : null,
          sale.buyer.email.shop,
          sale.buyer.phone.shop,
          sale.state,
          'PLN',
          money(sale.total),
          sale.buyer.business?.vatEu ?? null,
          sale.method,
          sale.pickupPoint ?? null,
          sale.comment ?? null,
          checkoutOf(sale),
          sale.buyer.ip,
          isExported(sale) ? erpNumber(sale) : null,
          after(sale, 0),
          isExported(sale) ? after(sale, 4) : null,
          after(sale, 60),
        ],
      ]),
    ),
    table(
      'order_addresses',
      'order_id kind first_name last_name company tax_id street postcode city country phone',
      perSale((sale) => [
        [orderId(sale), 'billing', ...addressFields(sale.buyer, sale.buyer.home)],
        [orderId(sale), 'shipping', ...addressFields(sale.buyer, sale.buyer.delivery)],
      ]),
    ),
    table(
      'order_lines',
      'order_id position product_id sku name quantity unit_price_gross vat_rate',
      perSale((sale) =>
        sale.lines.map((line, i) => [
          orderId(sale),
          i + 1,
          line.product?.id ?? world.catalogue.length + 1,
          line.sku,
          line.name,
          line.quantity,
          money(line.price),
          line.vatRate,
        ]),
      ),
    ),
    table(
      'payments',
      `order_id provider external_id status amount currency payer_name payer_iban payload created_at
       completed_at`,
      perSale((sale) => [paymentOf(world.seed, sale)]),
    ),
    table(
      'shipments',
      'order_id carrier tracking_number status receiver_name receiver_phone created_at delivered_at',
      perSale((sale) =>
        sale.trackingNumber === undefined
          ? []
          : [
              [
                orderId(sale),
                'lockers',
                sale.trackingNumber,
                sale.state === 'completed' ? 'delivered' : 'in_transit',
                `${sale.buyer.firstName} ${sale.buyer.lastName}`,
                sale.buyer.phone.shop,
                after(sale, 1500),
                sale.state === 'completed' ? after(sale, 4000) : null,
              ],
            ],
      ),
    ),
    table(
      'order_history',
      'order_id status comment author created_at',
      perSale((sale) => [
        [orderId(sale), 'new', null, 'system', after(sale, 0)],
        ...(isExported(sale)
          ? [
              [
                orderId(sale),
                'processing',
                `ERP: ${erpNumber(sale)}`,
                'integration',
                after(sale, 6),
              ],
            ]
          : []),
        ...(sale.index % 12 === 5 ? [complaintOf(sale)] : []),
      ]),
    ),
  ]
}

function complaintOf(sale: Sale): readonly Value[] {
  const { firstName, lastName, phone } = sale.buyer
  const comment = `Rozmowa z ${firstName} ${lastName} (${phone.shop}): klient prosi o zmianę terminu.`
  return [sale.index + 1, sale.state, comment, 'panel', after(sale, 30)]
}

function checkoutOf(sale: Sale): string | null {
  if (sale.index % 5 === 0) return null
  const { firstName, lastName, email, phone, business } = sale.buyer
  return JSON.stringify({
    customer: { email: email.shop, phone: phone.shop, name: `${firstName} ${lastName}` },
    invoice: business?.nip ? { nip: business.nip.shop, company: business.name } : null,
    utm: { source: 'newsletter', campaign: 'jesień' },
  })
}

function paymentOf(seed: number, sale: Sale): readonly Value[] {
  const random = randomOf(seed, 'payment', sale.index)
  const { firstName, lastName, email, iban } = sale.buyer
  const paid = isExported(sale)
  const transfer = sale.payment === 'transfer'
  return [
    sale.index + 1,
    sale.payment,
    sale.payment === 'cod' ? null : token(random, 24).toUpperCase(),
    paid ? 'completed' : 'pending',
    money(sale.total),
    'PLN',
    `${firstName} ${lastName}`,
    transfer ? iban : null,
    sale.payment === 'payu'
      ? JSON.stringify({ buyer: { email: email.shop, firstName, lastName }, method: 'PBL' })
      : null,
    after(sale, 1),
    paid ? after(sale, 4) : null,
  ]
}
