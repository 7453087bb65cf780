import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { maskDump } from '../../mask-dump.ts'
import { inFolder, testKey } from '../../mask-text.contract.ts'
import { findDrift } from '../policy/drift.ts'
import { writePolicy } from '../policy/write-policy.ts'
import type { FoundColumn } from '../scan-dump.ts'

const files: Readonly<Record<string, string | Buffer>> = {
  'orders/orders-2026-11-22.csv': 'number;email;recipient\n17;anna@poczta.example;Anna Kowalska\n',
  'orders/orders-2026-11-23.csv': 'number;recipient;email\n18;Jan Zięba;jan@poczta.example\n',
  'klienci.csv': Buffer.from('id,nazwisko\n1,Zi\xeaba\n', 'latin1'),
  'events.jsonl': '{"kind":"login","user":{"email":"ola@poczta.example"}}\n',
  'stock.xml': '<stock clerk="ewa@poczta.example"><item sku="A-1">Czapka</item></stock>',
  'invoice.pdf': '%PDF-1.4\n1 0 obj (for kot@poczta.example) endobj\n%%EOF\n',
}

const inExchange = <T>(use: (folder: string, exchange: string) => Promise<T>): Promise<T> =>
  inFolder(async (folder) => {
    const exchange = join(folder, 'exchange')
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(exchange, path)), { recursive: true })
      writeFileSync(join(exchange, path), content)
    }
    return use(folder, exchange)
  })

const shown = (columns: readonly FoundColumn[]) =>
  columns.map(({ table, column, kind, paths = [] }) =>
    [`${table}.${column}`, kind, ...paths.map(({ path }) => path)].join(' '),
  )

describe('files of exchange', () => {
  it('are found by their names, and their policy masks them with no edit', async () => {
    await inExchange(async (folder, source) => {
      const [policy, target] = [join(folder, 'p.yaml'), join(folder, 'masked')]
      const { result, stop } = await writePolicy({ source, policy })
      expect(shown(result.columns).toSorted()).toEqual([
        'events.content json $.user.email',
        'invoice.content blob',
        'klienci.nazwisko last_name',
        'orders_orders.email email',
        'orders_orders.recipient full_name',
        'stock.content xml $.stock.@clerk',
      ])
      expect(stop).toBeUndefined()
      expect(readFileSync(policy, 'utf8')).toContain('match: "orders/orders-*.csv"')
      await maskDump({ source, policy, target, key: testKey, jobs: 0 })
      const masked = Object.keys(files).map((path) => readFileSync(join(target, path), 'latin1'))
      for (const name of ['anna@', 'jan@', 'ola@', 'ewa@', 'kot@', 'Kowalska', 'Zi\xeaba'])
        expect(masked.join('\n')).not.toContain(name)
      expect(masked.join('\n')).toContain('<item sku="A-1">Czapka</item>')
      expect(readdirSync(folder).toSorted()).toEqual(['exchange', 'masked', 'p.yaml'])
    })
  })

  it('are compared with the policy that says what they are', async () => {
    await inExchange(async (folder, source) => {
      const policy = join(folder, 'p.yaml')
      await writePolicy({ source, policy })
      expect((await findDrift({ source, policy })).changes).toEqual([])
      writeFileSync(
        join(source, 'orders/orders-2026-11-24.csv'),
        'number;email;recipient;phone\n19;;;+48 600 100 200\n',
      )
      const { changes, patch } = await findDrift({ source, policy })
      expect(changes).toEqual([
        { change: 'new column', table: 'orders_orders', column: 'phone', kind: 'phone' },
      ])
      expect(patch).toContain('phone: phone')
    })
  })

  it('whose names tell of somebody are under one rule each, and their policy stops until that is decided', async () => {
    await inFolder(async (folder) => {
      const source = join(folder, 'exchange')
      mkdirSync(join(source, 'sub'), { recursive: true })
      for (const path of [
        'jan@x.example.csv',
        'ewa%40x.example.csv',
        'sub/ola@x.example.csv',
        'Kowalski_Jan_601202303.csv',
        'orders-1.csv',
        'orders-2-old.csv',
        'stock.csv',
      ])
        writeFileSync(join(source, path), 'id;email\n1;kot@poczta.example\n')
      const [policy, target] = [join(folder, 'p.yaml'), join(folder, 'masked')]
      const { stop } = await writePolicy({ source, policy })
      expect(stop).toContain('names of files')
      const written = readFileSync(policy, 'utf8')
      for (const kept of ['names:', 'jan@', 'ewa', 'ola@', '601202303'])
        expect(written).not.toContain(kept)
      const mask = () => maskDump({ source, policy, target, key: testKey, jobs: 0 })
      await expect(mask()).rejects.toMatchObject({ code: 'POLIGON_POLICY_UNCOVERED' })
      writeFileSync(policy, written.replaceAll('{match:', '{names: {keep: tested}, match:'))
      await mask()
      expect(readFileSync(join(target, 'stock.csv'), 'utf8')).not.toContain('kot@')
    })
  })

  it('may be one file', async () => {
    await inExchange(async (folder, exchange) => {
      const { result, stop } = await writePolicy({
        source: join(exchange, 'klienci.csv'),
        policy: join(folder, 'p.yaml'),
      })
      expect([...shown(result.columns), stop]).toEqual(['klienci.nazwisko last_name', undefined])
    })
  })

  it('are refused where their first line is not one of names', async () => {
    await inExchange(async (folder, exchange) => {
      const source = join(exchange, 'klienci.csv')
      writeFileSync(source, 'anna@poczta.example,600100200\n')
      await expect(writePolicy({ source, policy: join(folder, 'p.yaml') })).rejects.toMatchObject({
        code: 'POLIGON_SOURCE',
      })
      writeFileSync(source, 'Anna Kowalska,Gdynia\nJan Zięba,Sopot\n')
      await expect(writePolicy({ source, policy: join(folder, 'p.yaml') })).rejects.toMatchObject({
        code: 'POLIGON_SOURCE',
      })
    })
  })
})
