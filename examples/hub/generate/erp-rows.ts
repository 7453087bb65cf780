import { documentTables } from './erp-documents.ts'
import { partnerTables } from './erp-partners.ts'
import { stockTables } from './erp-stock.ts'
import type { TableRows } from './tables.ts'
import type { World } from './world.ts'

/** All rows of the ERP, parents before children. */
export function erpTables(world: World): readonly TableRows[] {
  return [...partnerTables(world), ...stockTables(world), ...documentTables(world)]
}
