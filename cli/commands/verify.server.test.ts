import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeTestFolder } from '../../core/test-folder.fixture.ts'
import { runPoligon } from '../run-poligon.fixture.ts'

const policy = `
policy: 1
purpose: tests of the command
source: {engine: mysql}
tables:
  customer:
    columns:
      id: {keep: a number}
      email: {mask: email}
      note: {keep: not personal}
`
const dump = (email: string, note: string) => `-- MariaDB dump 10.19
CREATE TABLE \`customer\` (\`id\` int, \`email\` varchar(120), \`note\` text);
INSERT INTO \`customer\` VALUES (1,'${email}','${note}');
`

let folder = ''
beforeAll(() => {
  folder = makeTestFolder('verify')
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text)
  write('policy.yaml', policy)
  write('shop.sql', dump('jan.nowak@firma.pl', 'dzwonić rano'))
  write('clean.sql', dump('x.y.abc@poczta.example', 'dzwonić rano'))
  write('leaking.sql', dump('x.y.abc@poczta.example', 'dzwonić do JAN.NOWAK@firma.pl'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** No key is set: none is needed. */
const verify = (...args: readonly string[]) =>
  runPoligon(folder, ['verify', ...args], { POLIGON_KEY: undefined })
const against = ['--against', 'shop.sql', '--policy', 'policy.yaml'] as const

describe('poligon verify', () => {
  it('ends with 0 when nothing is left', async () => {
    const { code, stdout, stderr } = await verify('clean.sql', ...against)
    expect(code).toBe(0)
    expect(stdout).toContain('Nothing of the original is left.')
    expect(stderr).toMatch(/Looked for \d+ original values in 3 fields of 1 rows/)
  })

  it('ends with 1 and says where, but not what', async () => {
    const { code, stdout, stderr } = await verify('leaking.sql', ...against)
    expect(code).toBe(1)
    expect(stdout).toMatch(/customer\.note +email +1 row/)
    expect(stdout + stderr).not.toMatch(/nowak/i)
  })

  it('answers in JSON', async () => {
    const { code, stdout } = await verify('leaking.sql', ...against, '--json')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      leaks: [{ table: 'customer', column: 'note', kind: 'email', rows: 1 }],
      checked: { tables: 1, rows: 1 },
    })
  })

  it('says of what is kept why the policy keeps it', async () => {
    const rows = (remark: string) =>
      dump('jan.nowak@firma.pl', 'stałe zamówienie na karmę').replace(
        /(`note` text)([^]*)\);\n$/,
        `$1, \`remark\` text$2,'${remark}');\n`,
      )
    writeFileSync(join(folder, 'two.sql'), rows('stałe zamówienie na karmę'))
    writeFileSync(
      join(folder, 'two-masked.sql'),
      rows('x').replace('jan.nowak@firma.pl', 'x@y.example'),
    )
    writeFileSync(join(folder, 'two.yaml'), `${policy}      remark: freeText\n`)
    const two = ['two-masked.sql', '--against', 'two.sql', '--policy', 'two.yaml'] as const
    expect((await verify(...two)).stdout).toMatch(
      /Kept by the policy.*with its reason:\n.*customer\.note +freeText +1 row +not personal\n/,
    )
    expect(JSON.parse((await verify(...two, '--json')).stdout)).toMatchObject({
      leaks: [],
      explained: [{ table: 'customer', column: 'note', why: 'kept', reason: 'not personal' }],
    })
  })

  it('tests itself with invented people', async () => {
    const { code, stdout } = await verify('--self-test', ...against)
    expect(code).toBe(0)
    expect(stdout).toContain('planted into 1 columns of 1 tables')
    expect(stdout).toContain('Masked, none of them was left.')
    expect(stdout).toContain('Not masked, all of them were found.')
  })

  it('wants a copy, an original and a policy', async () => {
    const { code, stderr } = await verify('clean.sql', '--policy', 'policy.yaml')
    expect(code).toBe(2)
    expect(stderr).toContain('--against')
  })
})
