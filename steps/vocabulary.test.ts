import { describe, expect, it } from 'vitest'
import type { PlannedSystem } from '../runs/index.ts'
import { columnOf, nounIn, systemNamed, systemWithNoun } from './vocabulary.ts'

const systems: readonly PlannedSystem[] = [
  { name: 'carrier', kind: 'api', aliases: ['kurier', 'kuriera'] },
  {
    name: 'shop',
    kind: 'database',
    aliases: ['sklep', 'sklepie'],
    pack: {
      pack: 1,
      nouns: {
        order: {
          words: ['order', 'zamówienie', 'zamówienia'],
          table: 'orders',
          key: 'id',
          conditions: [],
          columns: {
            erp_number: {
              words: ['ERP number', 'numer ERP'],
              sql: 'erp_number',
              type: 'text',
              personal: false,
            },
          },
        },
      },
    },
  },
]
const [, shop] = systems as [PlannedSystem, PlannedSystem]

describe('the words of a step', () => {
  it('name systems by their names and declared forms', () => {
    expect(systemNamed(systems, 'shop')).toBe(shop)
    expect(systemNamed(systems, 'Sklepie')).toBe(shop)
    expect(() => systemNamed(systems, 'sklepu')).toThrow(
      /no system sklepu.*Did you mean sklep\? Take one of: carrier \(kurier\), shop \(sklep\)/,
    )
  })

  it('name nouns in any form that a pack lists', () => {
    expect(nounIn(shop, 'Zamówienia').key).toBe('order')
    expect(systemWithNoun(systems, 'zamówienie')).toBe(shop)
    expect(() => nounIn(shop, 'invoice')).toThrow(/shop has no noun invoice.*order/)
    expect(() => nounIn(shop, 'zamowienie')).toThrow(/Did you mean zamówienie\?/)
    expect(() => nounIn(systems[0] as PlannedSystem, 'order')).toThrow(/Give it a pack/)
    expect(() => systemWithNoun(systems, 'invoice')).toThrow(/No system.*invoice/)
  })

  it('name columns by their words or their key', () => {
    const order = nounIn(shop, 'order')
    expect(columnOf(order, 'numer erp').key).toBe('erp_number')
    expect(columnOf(order, 'erp_number').key).toBe('erp_number')
    expect(() => columnOf(order, 'nett')).toThrow(
      /order of system shop has no column nett.*ERP number/,
    )
  })
})
