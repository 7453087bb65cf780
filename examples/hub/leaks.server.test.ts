import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog, keyFromBytes, type MaskingKey } from 'poligon'
import {
  loadEnvironment,
  startEnvironment,
  type RunningDatabase,
  type RunningEnvironment,
} from 'poligon/environments'
import { findProject, runTests, seedEnvironment } from 'poligon/runs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personalValuesOf } from './generate/personal-values.ts'

const people = 400
const project = findProject()
const log = createLog({ quiet: true })
const { signal } = new AbortController()
const key: MaskingKey = keyFromBytes(Buffer.from('00112233445566778899aabbccddeeff', 'hex'))

/** Spellings under which a value can hide: as it is, other letter case, digits only, JSON, hex, base64. */
function disguises(value: string): readonly string[] {
  const digits = value.replaceAll(/\D/g, '')
  const bytes = Buffer.from(value)
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice([0, 2, 3][shift], -4),
  )
  return [
    value.toLowerCase(),
    encodeURIComponent(value).toLowerCase(),
    JSON.stringify(value).slice(1, -1).toLowerCase(),
    value
      .replaceAll(
        /[\u0080-\uffff]/g,
        (letter) => `\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
      )
      .toLowerCase(),
    bytes.toString('hex'),
    ...(digits.length >= 9 ? [digits] : []),
    ...base64.filter((text) => text.length > 10).map((text) => text.toLowerCase()),
  ]
}

/** The values of `searched` that stand in `text` in any disguise. Tells kinds and positions, not values. */
function found(
  text: string,
  values: readonly { kind: string; value: string }[],
): readonly string[] {
  const lower = text.toLowerCase()
  const digits = text.replaceAll(/(?<=\d)[ .()/-]+(?=\d)/g, '')
  return values.flatMap(({ kind, value }, index) =>
    [...new Set(disguises(value))].some((one) =>
      /^\d+$/.test(one) ? digits.includes(one) || lower.includes(one) : lower.includes(one),
    )
      ? [`${kind} #${index}`]
      : [],
  )
}

describe('the masked copies of the example', () => {
  const searched = personalValuesOf(1, people)
  let running: RunningEnvironment
  let output = ''

  beforeAll(async () => {
    const { value: environment } = loadEnvironment(
      join(project.root, 'environments', 'shop-erp.yaml'),
    )
    running = await startEnvironment(environment, { provider: 'embedded', log, signal })
    await seedEnvironment({ project, environment, running, key, log, signal, quiet: true })
    for (const database of running.databases.values()) await database.copy('slot-1')
    output = mkdtempSync(join(tmpdir(), 'poligon-output-'))
  })
  afterAll(async () => {
    await running?.[Symbol.asyncDispose]()
    if (output) rmSync(output, { recursive: true })
  })

  it('are searched for every value that the generator made, all of which stand in the raw dumps', () => {
    expect(searched.length).toBeGreaterThan(people * 4)
    const raw = ['shop.sql', 'erp.sql']
      .map((file) => readFileSync(join(project.root, 'examples/hub/dumps', file), 'utf8'))
      .join('\n')
      .replaceAll(/\\'|''/g, "'")
    expect(searched.length - found(raw, searched).length).toBe(0)
  })

  it.each(['shop', 'erp'])('hold none of them in any field of %s', async (system) => {
    const { fields, text } = await everyField(running.databases.get(system)!)
    expect(fields).toBeGreaterThan(10_000)
    expect(found(text, searched)).toEqual([])
  })

  it('hold the same persona for the customer of an order in shop and ERP', async () => {
    const [shop, erp] = [running.databases.get('shop')!, running.databases.get('erp')!]
    const customers = new Map(
      (
        await shop.query(
          'slot-1',
          'SELECT lower(email) AS email, first_name, last_name FROM customers',
        )
      ).map((row) => [row['email'], row]),
    )
    const partners = await erp.query(
      'slot-1',
      'SELECT lower(email) AS email, first_name, last_name FROM erp.partners WHERE email IS NOT NULL',
    )
    const shared = partners.flatMap((partner) => {
      const customer = customers.get(partner['email'] ?? null)
      return customer && partner['last_name'] ? [{ partner, customer }] : []
    })
    expect(shared.length).toBeGreaterThan(people / 4)
    for (const { partner, customer } of shared)
      expect([partner['first_name'], partner['last_name']]).toEqual([
        customer['first_name'],
        customer['last_name'],
      ])
  })

  it('leave none of them in anything that a run writes', async () => {
    await runTests({
      project,
      environment: 'shop-erp',
      provider: 'embedded',
      paths: [],
      names: [],
      workers: 2,
      output,
      key: () => key,
      log,
      quiet: true,
      signal,
    })
    const files = readdirSync(output, {
      recursive: true,
      encoding: 'utf8',
      withFileTypes: true,
    }).filter((entry) => entry.isFile())
    expect(files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['report.html', 'junit.xml', 'messages.ndjson']),
    )
    for (const file of files)
      expect(
        found(readFileSync(join(file.parentPath, file.name), 'utf8'), searched),
        file.name,
      ).toEqual([])
  })
})

/** All fields of all tables of the slot's copy, one to a line. */
async function everyField(database: RunningDatabase): Promise<{ fields: number; text: string }> {
  const tables = await database.query(
    'slot-1',
    database.family === 'postgres'
      ? `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`
      : `SELECT table_name AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema = database()`,
  )
  const values: string[] = []
  for (const { name } of tables)
    for (const row of await database.query('slot-1', `SELECT * FROM ${name ?? ''}`))
      values.push(...Object.values(row).map((value) => value ?? ''))
  return { fields: values.length, text: values.join('\n') }
}
