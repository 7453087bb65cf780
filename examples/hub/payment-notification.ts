import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ResultSetHeader, RowDataPacket } from 'mysql2/promise'
import type { Databases } from './databases.ts'
import { log } from './log.ts'
import { formatMoney, parseMoney } from './money.ts'

export interface PaymentNotification {
  readonly provider: string
  readonly orderNumber: string
  readonly status: string
  /** In grosz. */
  readonly amount: number
}

/** Whether `signature` (`sha256=` + hex) is the HMAC-SHA256 of exactly these bytes. */
export function isSigned(body: Uint8Array, signature: string | undefined, secret: string): boolean {
  const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`)
  const given = Buffer.from(signature ?? '')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** Undefined when the body is not a notification. */
export function readNotification(body: string): PaymentNotification | undefined {
  let fields: Readonly<Record<string, unknown>>
  try {
    fields = Object(JSON.parse(body)) as Readonly<Record<string, unknown>>
  } catch {
    return undefined
  }
  const { provider = 'payu', orderNumber, status, amount } = fields
  const grosz = parseMoney(typeof amount === 'number' ? amount.toFixed(2) : String(amount))
  if (typeof provider !== 'string' || typeof orderNumber !== 'string') return undefined
  if (typeof status !== 'string' || grosz === undefined) return undefined
  return { provider, orderNumber, status, amount: grosz }
}

/**
 * Books a payment on the shop's order. A repeated notification finds the order paid and changes
 * nothing; too small an amount does not pay it. Resolves with false when there is no such order.
 */
export async function bookPayment(
  { shop }: Databases,
  { provider, orderNumber, status, amount }: PaymentNotification,
): Promise<boolean> {
  const connection = await shop.getConnection()
  try {
    await connection.beginTransaction()
    const [[order]] = await connection.query<RowDataPacket[]>(
      'SELECT id, status, total_gross FROM orders WHERE number = ? FOR UPDATE',
      [orderNumber],
    )
    if (order?.['status'] === 'new' && status === 'COMPLETED') {
      if (amount < (parseMoney(String(order['total_gross'])) ?? Infinity))
        log('WARN', 'payment is smaller than the order', { order: orderNumber })
      else {
        const [pending] = await connection.query<ResultSetHeader>(
          `UPDATE payments SET status = 'completed', completed_at = utc_timestamp()
           WHERE order_id = ? AND status = 'pending' LIMIT 1`,
          [order['id']],
        )
        if (pending.affectedRows === 0)
          await connection.query(
            `INSERT INTO payments (order_id, provider, status, amount, completed_at)
             VALUES (?, ?, 'completed', ?, utc_timestamp())`,
            [order['id'], provider, formatMoney(amount)],
          )
        await connection.query(
          `UPDATE orders SET status = 'paid', paid_at = utc_timestamp() WHERE id = ?`,
          [order['id']],
        )
        log('INFO', 'payment booked', { order: orderNumber })
      }
    } else if (order)
      log('INFO', 'payment notification changes nothing', { order: orderNumber, status })
    await connection.commit()
    return order !== undefined
  } catch (error) {
    await connection.rollback().catch(() => {})
    throw error
  } finally {
    connection.release()
  }
}
