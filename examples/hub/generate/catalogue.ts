import { eanCheck } from './check-digits.ts'
import { randomOf } from './random-of.ts'

export interface Product {
  readonly id: number
  readonly sku: string
  readonly ean: string
  readonly name: string
  /** Index into {@link categories}. */
  readonly category: number
  /** Gross, in grosz. */
  readonly price: number
  /** Per cent. */
  readonly vatRate: 5 | 8 | 23
  readonly weightGrams: number
  readonly warehouse: 'MAG1' | 'MAG2'
  readonly discontinued: boolean
  readonly onHand: number
  readonly reserved: number
}

export const categories = [
  { name: 'Kubki i filiżanki', slug: 'kubki', prefix: 'KUB', vatRate: 23, warehouse: 'MAG1' },
  { name: 'Książki', slug: 'ksiazki', prefix: 'KSI', vatRate: 5, warehouse: 'MAG1' },
  { name: 'Herbaty', slug: 'herbaty', prefix: 'HER', vatRate: 8, warehouse: 'MAG1' },
  { name: 'Zabawki drewniane', slug: 'zabawki', prefix: 'ZAB', vatRate: 23, warehouse: 'MAG2' },
  { name: 'Świece', slug: 'swiece', prefix: 'SWI', vatRate: 23, warehouse: 'MAG2' },
] as const

/** The service that every order with a delivery has as its last line; kept in no warehouse. */
export const deliveryService = {
  sku: 'DOSTAWA',
  name: 'Dostawa',
  price: 1299,
  vatRate: 23,
} as const

const adjectives = 'emaliowany ręcznie-malowany leśny górski świąteczny żółty źródlany mały'.split(
  ' ',
)
const nouns = ['Kubek', 'Książka', 'Herbata', 'Klocek', 'Świeca'] as const

/** Prices that the scenarios' arithmetic is known for. */
const fixedPrices: Readonly<Record<string, number>> = { 'KUB-001': 3333, 'KSI-007': 4990 }

/** Products in id order; numbers run within a category: `KUB-001`, `KSI-001` … `KUB-002`. */
export function catalogueOf(seed: number, size: number): readonly Product[] {
  return Array.from({ length: size }, (_, index) => productOf(seed, index))
}

function productOf(seed: number, index: number): Product {
  const random = randomOf(seed, 'product', index)
  const category = index % categories.length
  const { prefix, vatRate, warehouse } = categories[category] ?? categories[0]
  const number = Math.floor(index / categories.length) + 1
  const sku = `${prefix}-${String(number).padStart(3, '0')}`
  const twelve = `59012${String(index).padStart(7, '0')}`
  const discontinued = number > 10 && random.chance(0.04)
  const onHand = number <= 10 ? 40 + random.below(60) : random.below(90)
  return {
    id: index + 1,
    sku,
    ean: twelve + String(eanCheck(twelve)),
    name: `${nouns[category]} ${random.pick(adjectives)} nr ${number}`,
    category,
    price: fixedPrices[sku] ?? 590 + random.below(18_000),
    vatRate,
    weightGrams: 80 + random.below(2400),
    warehouse,
    discontinued,
    onHand,
    reserved: discontinued ? 0 : Math.min(onHand, random.below(6)),
  }
}

/** What the shop may sell. */
export function availableOf(product: Product): number {
  return product.discontinued ? 0 : product.onHand - product.reserved
}
