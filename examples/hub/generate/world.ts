import { catalogueOf, type Product } from './catalogue.ts'
import { isBuyer, peopleOf, type Person } from './people.ts'
import { salesOf, type Sale } from './sales.ts'

/** Everything that both databases tell about, before it is spelled into rows. */
export interface World {
  readonly seed: number
  readonly people: readonly Person[]
  readonly catalogue: readonly Product[]
  /** A fresh pass over the same orders. */
  sales(): Iterable<Sale>
}

/** @throws RangeError when there are too few orders to give every buyer one. */
export function worldOf(seed: number, size: { people: number; orders: number }): World {
  const people = peopleOf(seed, size.people)
  const buyers = people.filter(isBuyer).length
  if (size.orders < buyers)
    throw new RangeError(`${size.people} people need at least ${buyers} orders`)
  const catalogue = catalogueOf(seed, Math.min(5000, Math.max(120, Math.ceil(size.orders / 5))))
  return { seed, people, catalogue, sales: () => salesOf(seed, size.orders, people, catalogue) }
}
