import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MaskReport } from '../../anonymizers/index.ts'
import { makeTestFolder } from '../../core/test-folder.fixture.ts'
import { runPoligon } from '../run-poligon.fixture.ts'

const policy = `
policy: 1
purpose: tests of the privacy report
source: {engine: mysql}
tables:
  customer:
    columns:
      id: {keep: a number}
      email: email
      postcode: {keep: tests of areas, risk: indirect}
      city: {keep: tests of areas, risk: indirect}
`
const dump = `-- MariaDB dump 10.19
CREATE TABLE \`customer\` (\`id\` int, \`email\` varchar(120), \`postcode\` varchar(6), \`city\` varchar(40));
INSERT INTO \`customer\` VALUES (1,'jan@firma.pl','80-001','Hel'),(2,'ewa@firma.pl','80-001','Hel'),(3,'ala@firma.pl','80-002','Puck');
`

let folder = ''
beforeAll(() => {
  folder = makeTestFolder('privacy-command')
  writeFileSync(join(folder, 'policy.yaml'), policy)
  writeFileSync(join(folder, 'dump.sql'), dump)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const poligon = (...args: readonly string[]) =>
  runPoligon(folder, args, { LC_ALL: 'pl_PL.UTF-8', POLIGON_KEY: '42'.repeat(32) })
const read = (file: string) => readFileSync(join(folder, file), 'utf8')

describe('poligon privacy', () => {
  it('makes the page of a masking, with it or afterwards, and no value stands in it', async () => {
    const reports = ['--report', 'report.json', '--privacy-report', 'page.html']
    const masking = ['mask', 'dump.sql', '--policy', 'policy.yaml', '--to', 'masked.sql']
    const masked = await poligon(...masking, ...reports)
    expect(masked.code).toBe(0)
    expect((JSON.parse(read('report.json')) as MaskReport).measured).toMatchObject([
      { table: 'customer', why: 'person', rows: 3, classes: 2, unique: 1 },
    ])
    expect(read('page.html')).toContain('Raport ochrony danych')
    for (const value of ['firma.pl', '80-001', 'Puck'])
      expect(read('page.html')).not.toContain(value)
    const again = await poligon('privacy', 'report.json', '--to', 'again.html')
    expect([again.code, read('again.html')]).toEqual([0, read('page.html')])
    const english = ['--to', 'en.html', '--language', 'en', '--json']
    expect(JSON.parse((await poligon('privacy', 'report.json', ...english)).stdout)).toEqual({
      page: 'en.html',
      language: 'en',
    })
    expect(read('en.html')).toContain('Privacy report')
  })

  it.each([
    ['what is no report', ['policy.yaml', '--to', 'x.html'], /is no report of a masking/],
    ['no file at all', ['absent.json', '--to', 'x.html'], /cannot be read \(ENOENT\)/],
    ['a language without words', ['dump.sql', '--to', 'x.html', '--language', 'de'], /no language/],
    ['nothing', [], /are needed/],
  ])('refuses %s in one sentence', async (_, args, says) => {
    const { code, stderr } = await poligon('privacy', ...args)
    expect([code, stderr]).toEqual([2, expect.stringMatching(says)])
    expect(existsSync(join(folder, 'x.html'))).toBe(false)
  })
})
