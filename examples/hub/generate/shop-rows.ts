import { customerTables } from './shop-customers.ts'
import { orderTables } from './shop-orders.ts'
import { panelTables, productTables } from './shop-panel.ts'
import type { TableRows } from './tables.ts'
import type { World } from './world.ts'

/** All rows of the shop, parents before children. */
export function shopTables(world: World): readonly TableRows[] {
  return [
    ...customerTables(world),
    ...productTables(world),
    ...orderTables(world),
    ...panelTables(world),
  ]
}
