import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { maskDump } from './mask-dump.ts'
import { inFolder, testKey } from './mask-text.contract.ts'

const example = (file: string) =>
  fileURLToPath(new URL(`../examples/hub/schemas/${file}`, import.meta.url))
const nip = '5260250995'
const german = 'DE136695976'

/** The rows of the masked dump of one database of the example, from the example's schema and `data`. */
async function masked(database: 'shop' | 'erp', data: string): Promise<string> {
  return inFolder(async (folder) => {
    const [source, target] = [join(folder, 'dump.sql'), join(folder, 'masked.sql')]
    const schema = readFileSync(example(`${database}.sql`), 'utf8')
    writeFileSync(source, `${schema}\n${data}\n`)
    const policy = fileURLToPath(new URL(`${database}.yaml`, import.meta.url))
    await maskDump({ source, target, policy, key: testKey, jobs: 0 })
    const text = readFileSync(target, 'utf8')
    return text.slice(Buffer.from(schema).toString('utf8').length)
  })
}

const customer = (id: number, taxId: string, vatId: string) =>
  `(${id},'K000000${id}',1,'company','k${id}@firma.pl',NULL,'Jan','Nowak','Firma','${taxId}','${vatId}',NULL,NULL,NULL,'pl_PL',NULL,NULL,NULL,NULL,1,'2026-01-01 00:00:00','2026-01-01 00:00:00')`

const partner = (id: number, taxId: string, vatEu: string) =>
  [id, taxId, vatEu, `k${id}@firma.pl`, 'company', 'Firma'].join('\t')

describe('the policies of the example', () => {
  it('give one NIP one mask, with and without its country, in both databases', async () => {
    const shop = await masked(
      'shop',
      `INSERT INTO \`customers\` VALUES ${customer(1, nip, `PL${nip}`)},${customer(2, '526-025-09-95', 'PL 526 025 09 95')};`,
    )
    const erp = await masked(
      'erp',
      `COPY erp.partners (id, nip, vat_eu, email, kind, name) FROM stdin;\n${partner(1, nip, `PL${nip}`)}\n\\.\n`,
    )
    const numbers = [
      ...`${shop}${erp}`.matchAll(/(?:PL ?)?\d{3}[- ]?\d{3}[- ]?\d\d[- ]?\d\d(?!\d)/g),
    ].map(([written]) => written)
    expect(numbers.map((written) => written.startsWith('PL'))).toEqual([
      false,
      true,
      false,
      true,
      false,
      true,
    ])
    const bare = new Set(numbers.map((written) => written.replace(/\D/g, '')))
    expect(bare.size).toBe(1)
    expect([...bare]).not.toEqual([nip])
  })

  it('give a foreign VAT number one mask in both databases', async () => {
    const shop = await masked(
      'shop',
      `INSERT INTO \`customers\` VALUES ${customer(1, '', german)};`,
    )
    const erp = await masked(
      'erp',
      `COPY erp.partners (id, nip, vat_eu, email, kind, name) FROM stdin;\n${partner(1, '\\N', german)}\n\\.\n`,
    )
    const [inShop] = /DE\d{9}/.exec(shop) ?? []
    expect(inShop).toMatch(/^DE\d{9}$/)
    expect(inShop).not.toBe(german)
    expect(erp).toContain(`\t${inShop}\t`)
  })
})
