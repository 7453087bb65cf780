import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { makeTestFolder } from '../core/test-folder.fixture.ts'
import { maskText, testKey } from './mask-text.contract.ts'
import { maskValue } from './mask-value.ts'
import { loadPolicy } from './policy-file.ts'

const folder = makeTestFolder('value')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const head = 'policy: 1\ncontroller: {name: Kot}\nproject: hub\npurpose: tests\n'
const shopPolicy = `${head}source: {engine: mysql}
tables:
  orders:
    columns:
      id: {keep: running number}
      number: {mask: bijection, risk: indirect}
      token: bijection
      email: email
`
const erpPolicy = `${head}source: {engine: postgres, schema: erp}
tables:
  documents:
    person: contact
    columns:
      id: {keep: running number}
      external_number: {mask: bijection, risk: indirect}
      order_id: bijection
      contact: email
      name: fullName
      paid: {mask: dateShift, days: 30}
      kind: {mask: firstName, when: "id = '1'", else: {keep: for this test}}
`

/** Ids as shops, ERPs and carriers write them. */
const ids = [
  'ORD-2024-00017',
  'ORD-2024-00018',
  '000123',
  '000124',
  '4711',
  '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  '01ARZ3NDEKTSV4RRFFQ69G5FAW',
  '5f0c954e-8d4b-4c57-9c39-2f8a3f7c1d11',
  '5f0c954e-8d4b-4c57-9c39-2f8a3f7c1d12',
  '#100017',
  'ZAM/1/2024',
]
const layoutOf = (text: string) =>
  text.replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A').replace(/\d/g, '0')

async function load(text: string) {
  const file = join(folder, 'policy.yaml')
  writeFileSync(file, text)
  return loadPolicy(file)
}

async function maskedShop(): Promise<string[]> {
  const rows = ids.map((id, i) => `(${i},'${id}','${id}','k${i}@firma.pl')`).join(',')
  const { output } = await maskText(
    `-- MariaDB dump\nCREATE TABLE \`orders\` (\`id\` int, \`number\` varchar(40), \`token\` varchar(40), \`email\` varchar(120));\nINSERT INTO \`orders\` VALUES ${rows};\n`,
    shopPolicy,
  )
  return [...output.toString().matchAll(/\(\d+,'([^']*)','[^']*','[^']*'\)/g)].map(
    ([, id]) => id ?? '',
  )
}

async function maskedErp(): Promise<string[]> {
  const { output } = await maskText(
    `--\n-- PostgreSQL database dump\n--\n\nCREATE TABLE erp.documents (id integer, external_number text, order_id character varying(64), contact text, name text, paid date, kind text);\n\nCOPY erp.documents (id, external_number, order_id, contact, name, paid, kind) FROM stdin;\n${ids.map((id, i) => `${i}\t${id}\t${id}\tk${i}@firma.pl\tJan\t2026-01-01\tx\n`).join('')}\\.\n`,
    erpPolicy,
  )
  return [...output.toString().matchAll(/^\d+\t([^\t]*)\t/gm)].map(([, id]) => id ?? '')
}

describe('an id of orders, parcels or another system', () => {
  it('has one mask in both databases, so that what refers to it across them still does', async () => {
    const shop = await maskedShop()
    expect(shop).toHaveLength(ids.length)
    expect(await maskedErp()).toEqual(shop)
    expect(new Set(shop).size).toBe(ids.length)
    for (const [i, mask] of shop.entries()) expect(ids[i]).not.toBe(mask)
  })

  it('keeps its layout: digits for digits, letters for letters, leading zeros and separators', async () => {
    for (const [i, mask] of (await maskedShop()).entries()) {
      const id = ids[i] ?? ''
      if (/^\d+$/.test(id)) expect(mask.match(/^0*/)?.[0]).toBe(id.match(/^0*/)?.[0])
      else if (id.length === 36)
        expect(mask).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-9[0-9a-f]{3}-[0-9a-f]{12}$/)
      else expect(layoutOf(mask)).toBe(layoutOf(id))
    }
  })
})

describe('the mask of a single value', () => {
  it('is the one that stands in the copies of both databases, for mocks that know the same orders', async () => {
    const [shop, erp] = [await load(shopPolicy), await load(erpPolicy)]
    const inCopies = await maskedShop()
    for (const [i, id] of ids.entries()) {
      expect(maskValue(shop, testKey, 'orders', 'number', id)).toBe(inCopies[i])
      expect(maskValue(erp, testKey, 'erp.documents', 'external_number', id)).toBe(inCopies[i])
      expect(maskValue(erp, testKey, 'documents', 'order_id', id)).toBe(inCopies[i])
    }
    const hmac = await load(`${shopPolicy}key: {prf: hmac-sha256}\n`)
    expect(maskValue(hmac, testKey, 'orders', 'number', 'ORD-1')).not.toBe(
      maskValue(shop, testKey, 'orders', 'number', 'ORD-1'),
    )
    expect(maskValue(shop, testKey, 'orders', 'email', 'k1@firma.pl')).toBe(
      maskValue(erp, testKey, 'documents', 'contact', ' K1@firma.pl'),
    )
  })

  it('depends on the set, stays NULL, and is the value itself where the column is kept', async () => {
    const shop = await load(shopPolicy)
    const one = (set?: string) => maskValue(shop, testKey, 'orders', 'number', 'ORD-1', set)
    expect(one('may')).not.toBe(one())
    expect(one()).toBe(one())
    expect(maskValue(shop, testKey, 'orders', 'number', null)).toBeNull()
    expect(maskValue(shop, testKey, 'orders', 'id', '7')).toBe('7')
  })

  it.each([
    ['name', 'POLIGON_POLICY_REFUSED'],
    ['paid', 'POLIGON_POLICY_REFUSED'],
    ['kind', 'POLIGON_POLICY_REFUSED'],
    ['nothing', 'POLIGON_POLICY_UNCOVERED'],
  ])('is refused for %s, where a value alone does not tell it', async (column, code) => {
    const erp = await load(erpPolicy)
    expect(() => maskValue(erp, testKey, 'documents', column, 'Jan')).toThrow(
      expect.objectContaining({ code }),
    )
  })
})
