import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personalValuesOf } from './personal-values.ts'

const main = fileURLToPath(new URL('main.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'dumps-'))
const text = (file: string) => readFileSync(join(folder, file), 'utf8')
/** Without the escapes of the dump and without capitals, so that a value is found in any field. */
const searchable = (text: string) => text.replaceAll(/\\(['"\\])/g, '$1').toLowerCase()
const searched = (file: string) => searchable(text(file))
const values = personalValuesOf(5, 150)

beforeAll(async () => {
  const command = ['--conditions=poligon-source', main, '--people=150', '--orders=160', '--seed=5']
  await promisify(execFile)(process.execPath, [...command, `--to=${folder}`])
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the dumps of the example', () => {
  it('lie beside a manifest, and nothing unfinished is left', () => {
    expect(readdirSync(folder).toSorted()).toEqual(['erp.sql', 'manifest.json', 'shop.sql'])
    const manifest = JSON.parse(text('manifest.json')) as {
      dumps: readonly { file: string; rows: Readonly<Record<string, number>> }[]
    }
    expect(manifest).toMatchObject({ seed: 5, people: 150, orders: 160 })
    const [shop, erp] = manifest.dumps
    expect(shop).toMatchObject({ file: 'shop.sql', rows: { orders: 160, order_addresses: 320 } })
    expect(erp?.rows['erp.partners']).toBeGreaterThan(100)
  })

  it('were written by the tools of the servers', () => {
    expect(text('shop.sql')).toMatch(/Dump completed/)
    expect(text('shop.sql')).toMatch(/TRIGGER `?product_stock_after_update/)
    expect(text('erp.sql')).toContain('-- Dumped by pg_dump version')
    expect(text('erp.sql')).toMatch(/^COPY erp\.partners \(/m)
  })

  it('hold every personal value', () => {
    const both = searched('shop.sql') + searched('erp.sql')
    expect(values.length).toBeGreaterThan(800)
    expect(values.filter(({ value }) => !both.includes(searchable(value)))).toEqual([])
  })

  it('hold letters and signs as they were given', () => {
    expect(text('shop.sql')).toMatch(/😀|👍🏽|📦/u)
    expect(text('erp.sql')).toMatch(/[ąęłż]/)
  })
})
