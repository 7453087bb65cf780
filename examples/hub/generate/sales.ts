import { catalogueOf, deliveryService, type Product } from './catalogue.ts'
import { isBuyer, type Person } from './people.ts'
import { randomOf } from './random-of.ts'

/** `new` was never paid and `cancelled` never exported; the ERP knows all others. */
export type SaleState = 'new' | 'cancelled' | 'processing' | 'shipped' | 'completed'

export interface SaleLine {
  readonly product: Product | undefined
  readonly sku: string
  readonly name: string
  readonly quantity: number
  /** Gross, in grosz. */
  readonly price: number
  readonly vatRate: number
}

export interface Sale {
  readonly index: number
  /** As the customer sees it: `2026-000123`. */
  readonly number: string
  readonly buyer: Person
  readonly state: SaleState
  /** Milliseconds since the epoch. */
  readonly placedAt: number
  readonly lines: readonly SaleLine[]
  /** Gross, in grosz. */
  readonly total: number
  readonly method: 'courier' | 'parcel_locker'
  readonly pickupPoint: string | undefined
  readonly payment: 'payu' | 'blik' | 'transfer' | 'cod'
  readonly trackingNumber: string | undefined
  readonly comment: string | undefined
}

export const isExported = ({ state }: Sale) => state !== 'new' && state !== 'cancelled'

const newest = Date.UTC(2026, 9, 31, 20)

/** The orders of the shop, oldest first. Every buyer has one before anybody has a second. */
export function* salesOf(
  seed: number,
  size: number,
  people: readonly Person[],
  catalogue: ReturnType<typeof catalogueOf>,
): Generator<Sale> {
  const buyers = people.filter(isBuyer)
  if (buyers.length === 0) return
  const sellable = catalogue.filter((product) => !product.discontinued)
  for (let index = 0; index < size; index++) {
    const random = randomOf(seed, 'sale', index)
    const buyer = buyers[index] ?? random.pick(buyers)
    const goods = Array.from({ length: 1 + random.below(4) }, (): SaleLine => {
      const product = random.pick(sellable)
      const { sku, name, price, vatRate } = product
      return { product, sku, name, quantity: 1 + random.below(3), price, vatRate }
    })
    const lines = [...goods, { ...deliveryService, product: undefined, quantity: 1 }]
    const method = random.chance(0.5) && buyer.country === 'PL' ? 'parcel_locker' : 'courier'
    const state = stateOf(size - index, index < buyers.length, random.fraction())
    yield {
      index,
      number: `2026-${String(index + 1).padStart(6, '0')}`,
      buyer,
      state,
      placedAt: newest - (size - index) * 613_000 - random.below(600_000),
      lines,
      total: lines.reduce((sum, line) => sum + line.quantity * line.price, 0),
      method,
      pickupPoint:
        method === 'parcel_locker'
          ? `${random.pick(['WAW', 'KRA', 'LOD', 'GDA'])}${100 + random.below(800)}${random.pick(['A', 'M', 'N'])}`
          : undefined,
      payment: random.pick(['payu', 'payu', 'blik', 'transfer', 'cod'] as const),
      trackingNumber:
        state === 'shipped' || state === 'completed'
          ? `${String(1_000_000_000_000 + index * 7_919 + random.below(7_919))}U`
          : undefined,
      comment: random.chance(0.25) ? commentOf(buyer, random.below(6)) : undefined,
    }
  }
}

/** Old orders are done; the newest are in every state. A buyer's only order was exported. */
function stateOf(age: number, first: boolean, fraction: number): SaleState {
  if (!first && fraction < 0.04) return 'cancelled'
  if (!first && age < 60 && fraction < 0.3) return 'new'
  if (age < 40) return fraction < 0.5 ? 'processing' : 'shipped'
  return age < 120 && fraction < 0.4 ? 'shipped' : 'completed'
}

function commentOf(buyer: Person, kind: number): string {
  const { firstName, lastName, phone, email } = buyer
  return [
    `Proszę dzwonić przed dostawą: ${phone.shop} 📦`,
    `Dla "mamy" — ${firstName} ${lastName}\nII piętro, domofon 13\r\nDziękuję!`,
    `Faktura na adres ${email.shop}; nie na firmę.`,
    `C:\\paczki\\'${lastName}' 😀🎁`,
    '',
    'Zostawić u sąsiada.',
  ][kind] as string
}
