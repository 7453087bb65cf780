import { deliveryService } from './catalogue.ts'
import { money, table, type TableRows, type Value } from './tables.ts'
import { splitGross } from './vat.ts'
import type { World } from './world.ts'

const opened = new Date(Date.UTC(2025, 0, 2, 7))
export const warehouseId = { MAG1: 1, MAG2: 2 } as const

/** Id of the delivery service, which comes after the goods. */
export const deliveryItemId = (world: World) => world.catalogue.length + 1

export function stockTables(world: World): readonly TableRows[] {
  const { catalogue } = world
  const keeper = world.people.some(({ role }) => role === 'staff') ? 1 : null
  return [
    table('erp.warehouses', 'id code name city sells_online keeper_id', () => [
      [1, 'MAG1', 'Magazyn główny', 'Warszawa', true, keeper],
      [2, 'MAG2', 'Magazyn zachodni', 'Poznań', true, keeper],
      [3, 'SERWIS', 'Serwis i zwroty', 'Łódź', false, null],
    ]),
    table(
      'erp.items',
      'id sku ean name unit is_service vat_rate price_net status attributes',
      function* () {
        for (const { id, sku, ean, name, vatRate, price, discontinued } of catalogue) {
          const net = money(splitGross(price, vatRate).net)
          const status = discontinued ? 'discontinued' : 'active'
          yield [id, sku, ean, name, 'szt', false, vatRate, net, status, '{"source": "pim"}']
        }
        const { sku, name, price, vatRate } = deliveryService
        const net = money(splitGross(price, vatRate).net)
        yield [deliveryItemId(world), sku, null, name, 'usł', true, vatRate, net, 'active', '{}']
      },
    ),
    table('erp.stock_levels', 'item_id warehouse_id on_hand reserved', function* () {
      for (const { id, warehouse, onHand, reserved } of catalogue)
        yield [id, warehouseId[warehouse], onHand, reserved]
      for (const { id } of catalogue.filter(({ id }) => id % 10 === 0)) yield [id, 3, 2, 0]
    }),
    table(
      'erp.stock_moves',
      'item_id warehouse_id kind quantity document employee_id moved_at',
      function* () {
        for (const { id, warehouse, onHand, reserved } of catalogue) {
          const move = (
            kind: string,
            quantity: number,
            document: string,
            place = warehouseId[warehouse] as number,
          ): readonly Value[] => [id, place, kind, quantity, document, keeper, opened]
          yield move('receipt', onHand + 3, `PZ/${id}`)
          yield move('issue', 3, `RW/${id}`)
          if (reserved > 0) yield move('reservation', reserved, `RZ/${id}`)
          if (id % 10 === 0) yield move('receipt', 2, `ZW/${id}`, 3)
        }
      },
    ),
  ]
}
