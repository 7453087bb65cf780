import { partnerId, partnerName } from './erp-partners.ts'
import { deliveryItemId, warehouseId } from './erp-stock.ts'
import { randomOf } from './random-of.ts'
import { isExported, type Sale, type SaleLine } from './sales.ts'
import { uuid } from './secrets.ts'
import { erpNumber } from './shop-orders.ts'
import { money, table, type TableRows, type Value } from './tables.ts'
import { splitGross, sumAmounts, type Amounts } from './vat.ts'
import type { World } from './world.ts'

const documentId = (sale: Sale) => sale.index + 1
const after = (sale: Sale, hours: number) => new Date(sale.placedAt + hours * 3_600_000)
const intraEu = (sale: Sale) => sale.buyer.business?.vatEu !== undefined
const moneyOf = ({ net, vat, gross }: Amounts): readonly Value[] => [
  money(net),
  money(vat),
  money(gross),
]

/** Sales inside the Union to a business with a valid number carry no VAT: the buyer pays the net. */
function amountsOf(sale: Sale, line: SaleLine): Amounts {
  const domestic = splitGross(line.price * line.quantity, line.vatRate)
  return intraEu(sale) ? { net: domestic.net, vat: 0, gross: domestic.net } : domestic
}

const totalOf = (sale: Sale) => sumAmounts(sale.lines.map((line) => amountsOf(sale, line)))

export function documentTables(world: World): readonly TableRows[] {
  const perSale = (rows: (sale: Sale) => Iterable<readonly Value[]>) =>
    function* () {
      for (const sale of world.sales()) if (isExported(sale)) yield* rows(sale)
    }
  const orderState = { completed: 'completed', shipped: 'in_delivery', processing: 'open' } as const
  const deliveryState = {
    completed: 'delivered',
    shipped: 'handed_over',
    processing: 'planned',
  } as const
  const invoiced = (sale: Sale) => sale.state === 'completed' || sale.state === 'shipped'
  return [
    table(
      'erp.sales_orders',
      `id number external_number channel partner_id status net vat gross vat_treatment vat_number
       vat_consultation delivery_method pickup_point delivery_name delivery_street
       delivery_house_number delivery_postcode delivery_city delivery_country delivery_phone
       delivery_email remarks ordered_at created_at`,
      perSale((sale) => {
        const { buyer } = sale
        return [
          [
            documentId(sale),
            erpNumber(sale),
            sale.number,
            'shop',
            partnerId(buyer),
            orderState[sale.state as keyof typeof orderState],
            ...moneyOf(totalOf(sale)),
            intraEu(sale) ? 'intra_eu' : 'domestic',
            buyer.business?.vatEu ?? null,
            intraEu(sale) ? `WAPIAAAA${String(sale.index).padStart(8, '0')}` : null,
            sale.method,
            sale.pickupPoint ?? null,
            `${buyer.firstName} ${buyer.lastName}`,
            buyer.delivery.street,
            buyer.delivery.house,
            buyer.delivery.postcode,
            buyer.delivery.city,
            buyer.delivery.country,
            buyer.phone.erp,
            buyer.email.erp,
            sale.comment ?? null,
            after(sale, 0),
            after(sale, 1),
          ],
        ]
      }),
    ),
    table(
      'erp.sales_order_lines',
      'sales_order_id position item_id sku name quantity unit_price_gross vat_rate net vat gross',
      perSale((sale) =>
        sale.lines.map((line, i) => [
          documentId(sale),
          i + 1,
          line.product?.id ?? deliveryItemId(world),
          line.sku,
          line.name,
          line.quantity,
          money(line.price),
          intraEu(sale) ? 0 : line.vatRate,
          ...moneyOf(amountsOf(sale, line)),
        ]),
      ),
    ),
    table(
      'erp.deliveries',
      `id number sales_order_id warehouse_id status carrier carrier_shipment_id tracking_number
       weight_grams ready_at handed_over_at created_at`,
      perSale((sale) => [
        [
          uuid(randomOf(world.seed, 'delivery', sale.index)),
          `WZ/${String(documentId(sale)).padStart(6, '0')}`,
          documentId(sale),
          warehouseId.MAG1,
          deliveryState[sale.state as keyof typeof deliveryState],
          sale.trackingNumber === undefined ? null : 'lockers',
          sale.trackingNumber === undefined ? null : String(900_000 + sale.index),
          sale.trackingNumber ?? null,
          sale.lines.reduce(
            (sum, { product, quantity }) => sum + (product?.weightGrams ?? 0) * quantity,
            0,
          ),
          sale.trackingNumber === undefined ? null : after(sale, 20),
          sale.trackingNumber === undefined ? null : after(sale, 24),
          after(sale, 2),
        ],
      ]),
    ),
    table(
      'erp.invoices',
      `id number sales_order_id partner_id buyer_name buyer_nip buyer_street buyer_house_number
       buyer_postcode buyer_city issued_on due_on net vat gross`,
      perSale((sale) =>
        invoiced(sale)
          ? [
              [
                documentId(sale),
                `FV/2026/${String(documentId(sale)).padStart(6, '0')}`,
                documentId(sale),
                partnerId(sale.buyer),
                partnerName(sale.buyer),
                sale.buyer.business?.nip?.erp ?? null,
                sale.buyer.home.street,
                sale.buyer.home.house,
                sale.buyer.home.postcode,
                sale.buyer.home.city,
                after(sale, 24).toISOString().slice(0, 10),
                after(sale, 24 * 15)
                  .toISOString()
                  .slice(0, 10),
                ...moneyOf(totalOf(sale)),
              ],
            ]
          : [],
      ),
    ),
    table(
      'erp.invoice_lines',
      'invoice_id position name quantity vat_rate net vat gross',
      perSale((sale) =>
        invoiced(sale)
          ? sale.lines.map((line, i) => [
              documentId(sale),
              i + 1,
              line.name,
              line.quantity,
              intraEu(sale) ? 0 : line.vatRate,
              ...moneyOf(amountsOf(sale, line)),
            ])
          : [],
      ),
    ),
  ]
}
