import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { maskDump } from '../../mask-dump.ts'
import { inFolder, testKey } from '../../mask-text.contract.ts'
import { writePolicy } from '../policy/write-policy.ts'
import { scanDump } from '../scan-dump.ts'
import { referredWords } from './reference-name.ts'
import { stemsOf } from './word-stem.ts'

const dumpOf = (tables: Readonly<Record<string, readonly [string, ...string[]]>>) =>
  `-- MariaDB dump 10.19\n${Object.entries(tables)
    .map(
      ([table, [columns, ...rows]]) =>
        `CREATE TABLE \`${table}\` (${columns});\n` +
        (rows.length === 0 ? '' : `INSERT INTO \`${table}\` VALUES ${rows.join(',')};\n`),
    )
    .join('')}`

const relationsIn = (dump: string) =>
  inFolder(async (folder) => {
    const source = join(folder, 'dump.sql')
    writeFileSync(source, dump)
    const { relations } = await scanDump({ source })
    return relations.map(
      ({ from, to, when }) =>
        `${from.table}.${from.column} > ${to.table}.${to.column}${when === undefined ? '' : ` when ${when}`}`,
    )
  })

describe('words of references', () => {
  it.each([
    ['orders', 'order'],
    ['categories', 'category'],
    ['addresses', 'address'],
    ['statuses', 'status'],
    ['klienci', 'klienta'],
    ['pracownicy', 'pracownika'],
    ['zakaznici', 'zakaznika'],
    ['faktury', 'faktura'],
    ['zamówienia', 'zamówienie'],
    ['kunden', 'kunde'],
    ['bestellungen', 'bestellung'],
    ['commandes', 'commande'],
    ['ordini', 'ordine'],
    ['objednavky', 'objednavka'],
  ])('are one in %s and %s', (one, other) => {
    expect(stemsOf([one])).toBe(stemsOf([other]))
  })

  it.each([
    ['customer', 'custom'],
    ['state', 'station'],
    ['order', 'border'],
    ['product', 'production'],
  ])('are two in %s and %s', (one, other) => {
    expect(stemsOf([one])).not.toBe(stemsOf([other]))
  })

  it('are what is left of the name of a column', () => {
    expect(referredWords('payment_address_id')).toEqual([['payment', 'address'], ['address']])
    expect(referredWords('idKlienta')).toEqual([['klienta']])
    expect(referredWords('customerid')).toEqual([['customer']])
    expect(referredWords('price')).toEqual([])
  })
})

describe('references that the schema does not declare', () => {
  it('are told by names of columns and tables, under any prefix', async () => {
    const found = await relationsIn(
      dumpOf({
        x_klienci: ['`id` int, `nazwa` text, PRIMARY KEY (`id`)', "(1,'a')", "(2,'b')"],
        x_order: [
          '`order_id` int, `id_klienta` int, `billing_address_id` int, PRIMARY KEY (`order_id`)',
          '(7,1,5)',
          '(8,2,0)',
        ],
        x_addresses: ['`id` int, `klient_id` int, PRIMARY KEY (`id`)', '(5,1)'],
        x_order_line: ['`order_id` int, `sku` text', "(7,'x')", "(8,'y')"],
        x_color: ['`color_id` int, PRIMARY KEY (`color_id`)', '(3)'],
        x_stock: ['`amount` int, `price_id` int', '(1,7)'],
      }),
    )
    expect(found).toEqual([
      'x_order.id_klienta > x_klienci.id',
      'x_order.billing_address_id > x_addresses.id',
      'x_addresses.klient_id > x_klienci.id',
      'x_order_line.order_id > x_order.order_id',
    ])
  })

  it('are none where types differ, values lead nowhere, or the schema has them', async () => {
    const found = await relationsIn(
      dumpOf({
        customer: ['`id` int, PRIMARY KEY (`id`)', '(1)', '(2)'],
        a: ['`customer_id` varchar(20)', "('1')"],
        b: ['`customer_id` int', '(71)', '(72)', '(1)'],
        c: ['`customer_id` int, FOREIGN KEY (`customer_id`) REFERENCES `customer` (`id`)', '(1)'],
      }),
    )
    expect(found).toEqual([])
  })

  it('lead to rows of the same table', async () => {
    const found = await relationsIn(
      dumpOf({
        staff: ['`id` int, `manager_id` int, `age` int, PRIMARY KEY (`id`)', '(1,0,40)', '(2,1,1)'],
      }),
    )
    expect(found).toEqual(['staff.manager_id > staff.id'])
  })

  it('lead to several tables where a column says to which', async () => {
    const found = await relationsIn(
      dumpOf({
        orders: ['`id` int, PRIMARY KEY (`id`)', '(1)'],
        customers: ['`id` int, PRIMARY KEY (`id`)', '(1)'],
        comment: [
          '`id` int, `subject_type` text, `subject_id` int, PRIMARY KEY (`id`)',
          "(1,'Order',1)",
          "(2,'App\\\\Models\\\\Customer',1)",
          "(3,'nothing',4)",
        ],
      }),
    )
    expect(found).toEqual([
      "comment.subject_id > customers.id when subject_type = 'App\\Models\\Customer'",
      "comment.subject_id > orders.id when subject_type = 'Order'",
    ])
  })

  it('are told by e-mails that one table lists', async () => {
    const mails = ['a', 'b', 'c', 'd'].map((one) => `${one}nna@poczta.example`)
    const found = await relationsIn(
      dumpOf({
        customer: [
          '`id` int, `email` varchar(80), PRIMARY KEY (`id`)',
          ...mails.map((mail, i) => `(${i},'${mail}')`),
        ],
        consent: ['`email` varchar(80)', ...mails.slice(1).map((mail) => `('${mail}')`)],
        foreign: ['`email` varchar(80)', "('x@poczta.example')", "('y@poczta.example')"],
      }),
    )
    expect(found).toEqual(['consent.email > customer.email'])
  })
})

describe('a policy that is written from a scan', () => {
  const rows = (count: number, row: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => row(i + 1))
  const dump = dumpOf({
    customers: [
      '`id` int, `email` varchar(80), PRIMARY KEY (`id`)',
      ...rows(200, (i) => `(${i},'anna${i}@poczta.example')`),
    ],
    orders: [
      '`id` int, `customer_id` int, PRIMARY KEY (`id`)',
      ...rows(400, (i) => `(${i},${(i % 200) + 1})`),
    ],
    comments: [
      '`id` int, `about_type` varchar(80), `about_id` int, PRIMARY KEY (`id`)',
      ...rows(400, (i) => `(${i},'Shop\\\\Order',${i})`),
    ],
    audit: ['`id` int, `order_id` int', ...rows(400, (i) => `(${i},${i})`)],
  })

  it('names them, and a subset by it leaves nothing that leads nowhere', async () => {
    const masked = await inFolder(async (folder) => {
      const [source, policy, target] = ['a.sql', 'p.yaml', 'b.sql'].map((file) =>
        join(folder, file),
      ) as [string, string, string]
      writeFileSync(source, dump)
      const { relations, stop } = await writePolicy({ source, policy })
      expect({ relations, stop }).toEqual({ relations: 3, stop: undefined })
      await maskDump({
        source,
        policy,
        target,
        key: testKey,
        jobs: 0,
        subset: ['10% of customers'],
      })
      return readFileSync(target, 'utf8')
    })
    const idsOf = (table: string, at: number) => {
      const [, values = ''] = new RegExp(`INTO \`${table}\` VALUES (.*);`).exec(masked) ?? []
      return values.split('),(').map((row) => row.replaceAll(/[()']/g, '').split(',')[at] ?? '')
    }
    const [customers, orders] = [new Set(idsOf('customers', 0)), new Set(idsOf('orders', 0))]
    expect(customers.size).toBeGreaterThan(5)
    expect(customers.size).toBeLessThan(60)
    expect(orders.size).toBe(customers.size * 2)
    for (const customer of idsOf('orders', 1)) expect(customers).toContain(customer)
    for (const [table, at] of [
      ['comments', 2],
      ['audit', 1],
    ] as const) {
      const ids = idsOf(table, at)
      expect(ids.length).toBe(orders.size)
      for (const order of ids) expect(orders).toContain(order)
    }
  })
})
