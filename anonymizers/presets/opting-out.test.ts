import { join } from 'node:path'
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { MaskReport } from '../../core/contracts/mask-report.ts'
import { maskDump } from '../mask-dump.ts'
import { inFolder, testKey } from '../mask-text.contract.ts'

const rules = `preset: 1
describe: a product
recognise: [app_user]
known: [app_page]
texts: {app_order: note, "app_state, app_visit": ""}
tables:
  app_user: {columns: {id: {keep: number}, email: email}}
  app_log: {rows: {empty: what somebody did}}
  "app_order, app_state, app_other": {columns: {"id, size, note": {keep: set-up}, hint: {drop: free text}}}
  app_visit: {columns: {"id, note": {keep: set-up}}}
  "app_*": {columns: {"id, size": {keep: set-up}, "title, owner": {keep: set-up}}}
`
const dump = `-- MariaDB dump 10.19
CREATE TABLE app_user (id int, email varchar(99));
INSERT INTO app_user VALUES (1,'anna@firma.pl');
CREATE TABLE app_log (id int, line text);
INSERT INTO app_log VALUES (1,'Anna was here'),(2,'and there');
CREATE TABLE app_page (id int, title text);
INSERT INTO app_page VALUES (1,'About us');
`

const mask = (policy: string, sql: string): Promise<{ text: string; report: MaskReport }> =>
  inFolder(async (folder) => {
    const [source, target, file] = ['dump.sql', 'masked.sql', 'policy.yaml'].map((name) =>
      join(folder, name),
    ) as [string, string, string]
    writeFileSync(join(folder, 'rules.yaml'), rules)
    writeFileSync(
      file,
      `policy: 1\npurpose: tests\nsource: {engine: mysql}\nextends: ./rules.yaml\n${policy}`,
    )
    writeFileSync(source, sql)
    const report = await maskDump({ source, target, policy: file, key: testKey, jobs: 0 })
    return { text: readFileSync(target, 'utf8'), report }
  })

describe('a table whose rows a preset leaves out', () => {
  it('is empty in the copy, and the report says why', async () => {
    const { text, report } = await mask('', dump)
    expect(text).not.toContain('here')
    expect(report.tables).toContainEqual(
      expect.objectContaining({
        table: 'app_log',
        rows: 0,
        rowsIn: 2,
        reason: 'what somebody did',
      }),
    )
  })

  it('keeps its rows where the policy says why, once its columns are decided about', async () => {
    const keep = (columns: string) =>
      `tables: {app_log: {rows: {keep: the log is tested}${columns}}}\n`
    await expect(mask(keep(''), dump)).rejects.toMatchObject({
      code: 'POLIGON_POLICY_UNCOVERED',
      place: { table: 'app_log' },
    })
    const { text, report } = await mask(keep(', columns: {line: {drop: free text}}'), dump)
    expect(text).toContain('INSERT INTO app_log VALUES (1,NULL),(2,NULL)')
    expect(report.tables).toContainEqual(
      expect.objectContaining({ table: 'app_log', rows: 2, reason: 'the log is tested' }),
    )
  })

  it('is masked where the policy takes only a part of it', async () => {
    const { report } = await mask(
      'tables: {app_log: {rows: {first: 1}, columns: {line: {drop: free text}}}}\n',
      dump,
    )
    expect(report.tables).toContainEqual(
      expect.objectContaining({ table: 'app_log', rows: 1, rowsIn: 2 }),
    )
  })
})

describe('a pattern of tables in a preset', () => {
  it('keeps texts of the tables that the preset knows', async () => {
    expect((await mask('', dump)).text).toContain('About us')
  })

  it('keeps numbers, and no text, of a table that it does not know', async () => {
    const plugin = (column: string, value: string) =>
      `CREATE TABLE app_plugin (id int, ${column});\nINSERT INTO app_plugin VALUES (1,${value});\n`
    expect((await mask('', dump + plugin('size int', '7'))).text).toContain('(1,7)')
    await expect(mask('', dump + plugin('owner text', "'Anna Nowak'"))).rejects.toMatchObject({
      code: 'POLIGON_POLICY_UNCOVERED',
      place: { table: 'app_plugin' },
    })
  })

  it('is as good as a name in the policy itself', async () => {
    const own = 'tables: {"app_pl*": {columns: {owner: {keep: team that owns it}}}}\n'
    const plugin =
      "CREATE TABLE app_plugin (id int, owner text);\nINSERT INTO app_plugin VALUES (1,'team 7');\n"
    expect((await mask(own, dump + plugin)).text).toContain('team 7')
  })
})

describe('a list of kept columns that several tables of a preset share', () => {
  const table = (name: string, columns: string, values: string) =>
    `${dump}CREATE TABLE ${name} (id int, ${columns});\nINSERT INTO ${name} VALUES (1,${values});\n`
  const note = (name: string) => table(name, 'note text', "'Anna Nowak'")

  it('keeps the words that the product has in a table', async () => {
    expect((await mask('', note('app_order'))).text).toContain('Anna Nowak')
  })

  it('keeps no words that a plugin adds to a table of the product under a name of the list', async () => {
    await expect(mask('', note('app_state'))).rejects.toMatchObject({
      code: 'POLIGON_POLICY_UNCOVERED',
      place: { table: 'app_state' },
    })
    expect((await mask('', table('app_state', 'size int', '7'))).text).toContain('(1,7)')
  })

  it('drops and masks under these names all the same', async () => {
    const { text } = await mask('', table('app_state', 'hint text', "'Anna Nowak'"))
    expect(text).not.toContain('Anna')
  })

  it('is no matter of rules that name one table, nor of tables that are not told', async () => {
    expect((await mask('', note('app_visit'))).text).toContain('Anna Nowak')
    expect((await mask('', note('app_other'))).text).toContain('Anna Nowak')
  })
})
