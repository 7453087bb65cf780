import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { bindPolicy } from '../bind.ts'
import { loadPolicy } from '../policy-file.ts'
import { presetNames } from '../policy/presets.ts'
import { createSchemaReader } from '../schema/schema-reader.ts'

const folder = mkdtempSync(join(tmpdir(), 'poligon-presets-'))
afterAll(() => rmSync(folder, { recursive: true }))

function write(text: string): string {
  const file = join(folder, 'policy.yaml')
  writeFileSync(file, text)
  return file
}

const head = 'policy: 1\npurpose: tests\nsource: {engine: postgres}\n'

function tablesOf(sql: string) {
  const reader = createSchemaReader('postgres')
  reader.statement(Buffer.from(sql))
  return reader.tables()
}

describe('presets', () => {
  it.each(presetNames())('%s can be extended by its name', async (preset) => {
    const policy = await loadPolicy(write(`${head}extends: ${preset}\n`))
    expect(policy.layers).toHaveLength(2)
    expect(policy.layers[1]?.rules.columns.length).toBeGreaterThan(0)
  })

  it('common-columns cover secrets and e-mails of any table', async () => {
    const tables = tablesOf(
      'CREATE TABLE public.t (email varchar(99), api_key text, password text);',
    )
    const policy = await loadPolicy(write(`${head}extends: common-columns\n`))
    const { tables: plans } = await bindPolicy(policy, tables, new Set(['public.t']))
    expect(plans[0]?.columns).toMatchObject([
      { column: 'email', treatment: 'mask', transformer: 'email' },
      { column: 'api_key', treatment: 'drop' },
      { column: 'password', treatment: 'mask', transformer: 'passwordHash' },
    ])
  })
})

describe('the example of the guide', () => {
  const guide = readFileSync(new URL('../../docs/guides/policy.md', import.meta.url), 'utf8')
  const text = /```yaml\n([^]*?)```/.exec(guide)?.[1] ?? ''

  it('is a policy that fits a database of its kind', async () => {
    const tables = tablesOf(`
      CREATE TABLE public.readers (id integer PRIMARY KEY, kind text, email text UNIQUE, name text, extra jsonb, password text, created_at timestamptz);
      CREATE TABLE public.loans (id integer PRIMARY KEY, reader_id integer REFERENCES public.readers(id), note text, created_at timestamptz);
      CREATE TABLE public.log_2026 (line text);`)
    const names = new Set(tables.map(({ name }) => name))
    const plan = await bindPolicy(await loadPolicy(write(text)), tables, names)
    expect(plan.tables.map(({ rows }) => rows)).toEqual(['masked', 'masked', 'empty'])
    expect(plan.persons).toEqual([
      { table: 'public.readers', key: 'id', by: 'email', canonical: 'email' },
    ])
  })

  it('names everything it uses: without one of its lines it is refused', async () => {
    const tables = tablesOf('CREATE TABLE public.readers (id integer PRIMARY KEY, phone text);')
    await expect(
      bindPolicy(await loadPolicy(write(text)), tables, new Set(['public.readers'])),
    ).rejects.toMatchObject({ code: 'POLIGON_POLICY_UNMATCHED' })
  })
})
