import { describe, expect, it } from 'vitest'
import { erpTables } from './erp-rows.ts'
import { personalValuesOf } from './personal-values.ts'
import { shopTables } from './shop-rows.ts'
import type { TableRows } from './tables.ts'
import { worldOf } from './world.ts'

const seed = 7
const size = { people: 200, orders: 300 }
const world = worldOf(seed, size)
const databases = { shop: shopTables(world), erp: erpTables(world) }

const textOf = (tables: readonly TableRows[]) =>
  tables
    .flatMap(({ rows }) => [...rows].flat())
    .map(String)
    .join('\n')
    .replaceAll('\\"', '"')

describe('the rows of both databases', () => {
  it('are the same for the same seed', () => {
    const again = worldOf(seed, size)
    expect(textOf(shopTables(again))).toBe(textOf(databases.shop))
    expect(textOf(erpTables(again))).toBe(textOf(databases.erp))
  })

  it('can be read twice', () => {
    for (const { table, rows } of [...databases.shop, ...databases.erp])
      expect([...rows], table).toEqual([...rows])
  })

  it('have as many fields as columns', () => {
    for (const { table, columns, rows } of [...databases.shop, ...databases.erp]) {
      const lengths = new Set([...rows].map((row) => row.length))
      expect([...lengths], table).toEqual([columns.length])
    }
  })

  it('hold every personal value that is told to leak tests', () => {
    const text = `${textOf(databases.shop)}\n${textOf(databases.erp)}`
    const values = personalValuesOf(seed, size.people)
    expect(values.length).toBeGreaterThan(1000)
    expect(values.filter(({ value }) => !text.includes(value))).toEqual([])
  })

  it('tell a leak test every e-mail there is', () => {
    const text = `${textOf(databases.shop)}\n${textOf(databases.erp)}`
    const known = new Set(
      personalValuesOf(seed, size.people).map(({ value }) => value.toLowerCase()),
    )
    const found = text.match(/[\w.-]+@[\w.-]+\.[a-z]{2}\b/gi) ?? []
    expect(found.length).toBeGreaterThan(1000)
    expect(found.filter((email) => !known.has(email.toLowerCase()))).toEqual([])
  })

  it('leave nothing for the integration to do', () => {
    const rows = (tables: readonly TableRows[], table: string) => {
      const found = tables.find((one) => one.table === table)
      return [...(found?.rows ?? [])].map((row) =>
        Object.fromEntries(found?.columns.map((column, i) => [column, row[i]]) ?? []),
      )
    }
    const orders = rows(databases.shop, 'orders')
    expect(orders).toHaveLength(size.orders)
    expect(orders.filter((order) => order['status'] === 'paid')).toEqual([])
    const exported = orders.filter((order) => order['erp_number'] !== null)
    const sales = rows(databases.erp, 'erp.sales_orders')
    expect(sales.map((sale) => sale['external_number'])).toEqual(
      exported.map((order) => order['number']),
    )
    const deliveries = rows(databases.erp, 'erp.deliveries')
    expect(deliveries.filter(({ status }) => status === 'ready' || status === 'announced')).toEqual(
      [],
    )
  })

  it('need an order for every buyer', () => {
    expect(() => worldOf(seed, { people: 100, orders: 10 })).toThrow(/at least 78 orders/)
  })
})
