import type { RowDataPacket } from 'mysql2/promise'
import type { Databases } from '../databases.ts'
import { PermanentError } from '../jobs.ts'
import { parseMoney } from '../money.ts'

export interface ShopAddress {
  readonly kind: 'billing' | 'shipping'
  readonly firstName: string
  readonly lastName: string
  readonly company: string | null
  readonly taxId: string | null
  readonly street: string
  readonly postcode: string
  readonly city: string
  readonly country: string
  readonly phone: string | null
}

export interface ShopLine {
  readonly position: number
  readonly sku: string
  readonly name: string
  readonly quantity: number
  /** Gross, in grosz. */
  readonly unitPrice: number
  /** In hundredths of a per cent: 23 % is 2300. */
  readonly vatRate: number
}

export interface ShopOrder {
  readonly number: string
  readonly email: string
  readonly phone: string | null
  readonly currency: string
  /** Gross, in grosz. */
  readonly total: number
  readonly vatId: string | null
  readonly shippingMethod: string
  readonly pickupPoint: string | null
  readonly comment: string | null
  /** ISO 8601, UTC. */
  readonly placedAt: string
  readonly billing: ShopAddress
  readonly shipping: ShopAddress
  readonly lines: readonly ShopLine[]
}

/** @throws PermanentError when the order is gone or cannot be invoiced. */
export async function readShopOrder({ shop }: Databases, number: string): Promise<ShopOrder> {
  const [[order]] = await shop.query<RowDataPacket[]>('SELECT * FROM orders WHERE number = ?', [
    number,
  ])
  if (!order) throw new PermanentError('the order is not in the shop')
  const [addresses] = await shop.query<RowDataPacket[]>(
    'SELECT * FROM order_addresses WHERE order_id = ?',
    [order['id']],
  )
  const [lines] = await shop.query<RowDataPacket[]>(
    'SELECT * FROM order_lines WHERE order_id = ? ORDER BY position',
    [order['id']],
  )
  const address = (kind: string) => addresses.find((one) => one['kind'] === kind)
  const billing = address('billing') ?? address('shipping')
  const shipping = address('shipping') ?? address('billing')
  if (!billing || !shipping) throw new PermanentError('the order has no address')
  if (lines.length === 0) throw new PermanentError('the order has no lines')
  return {
    number,
    email: String(order['email']),
    phone: textOrNull(order['phone']),
    currency: String(order['currency']),
    total: amount(order['total_gross']),
    vatId: textOrNull(order['vat_id']),
    shippingMethod: String(order['shipping_method']),
    pickupPoint: textOrNull(order['pickup_point']),
    comment: textOrNull(order['customer_comment']),
    placedAt: `${String(order['placed_at']).replace(' ', 'T')}Z`,
    billing: addressOf(billing),
    shipping: addressOf(shipping),
    lines: lines.map((line) => ({
      position: Number(line['position']),
      sku: String(line['sku']),
      name: String(line['name']),
      quantity: Number(line['quantity']),
      unitPrice: amount(line['unit_price_gross']),
      vatRate: amount(line['vat_rate']),
    })),
  }
}

function addressOf(row: RowDataPacket): ShopAddress {
  return {
    kind: row['kind'] as ShopAddress['kind'],
    firstName: String(row['first_name']),
    lastName: String(row['last_name']),
    company: textOrNull(row['company']),
    taxId: textOrNull(row['tax_id']),
    street: String(row['street']),
    postcode: String(row['postcode']),
    city: String(row['city']),
    country: String(row['country']),
    phone: textOrNull(row['phone']),
  }
}

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null)

/** DECIMAL(…, 2) comes as text; read in hundredths it stays exact. */
function amount(value: unknown): number {
  const parsed = parseMoney(String(value))
  if (parsed === undefined) throw new PermanentError('an amount of the order cannot be read')
  return parsed
}
