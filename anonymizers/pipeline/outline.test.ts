import { appendFileSync, existsSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { maskDump } from '../mask-dump.ts'
import { customerPolicy, inFolder, testKey } from '../mask-text.contract.ts'
import { openDumpSource, type DumpSource } from '../sources/dump-source.ts'
import { batches, survey } from './survey.ts'

const signal = new AbortController().signal
const silent = () => {}

const mysql = (statements: number, rows: number) =>
  `-- MariaDB dump 10.19
CREATE TABLE \`customer\` (\`id\` int, \`email\` varchar(120), \`note\` text);
CREATE TABLE \`settings\` (\`name\` text, \`value\` text);
${Array.from({ length: statements }, (_, statement) => {
  const tuples = Array.from(
    { length: rows },
    (__, row) => `(${statement * rows + row},'k${row}@firma.pl','${'x'.repeat(row % 900)}')`,
  )
  return `INSERT INTO \`customer\` VALUES ${tuples.join(',\n')};\n`
}).join('')}INSERT INTO \`settings\` VALUES ('a','b');
`

const postgres = `-- PostgreSQL database dump
CREATE TABLE public.customer (id integer, email text, note text);
COPY public.customer (id, email, note) FROM stdin;
${Array.from({ length: 9000 }, (_, row) => `${row}\tk${row}@firma.pl\t${'x'.repeat(row % 900)}\n`).join('')}\\.
`

const seen = async (source: DumpSource) => {
  const all = []
  for await (const { bytes, offset, segments } of batches(source, signal, silent))
    all.push({ text: bytes.toString('latin1'), offset, segments })
  return all
}

const withSource = (dump: string, work: (source: DumpSource) => Promise<void>) =>
  inFolder(async (folder) => {
    const file = join(folder, 'dump.sql')
    writeFileSync(file, dump)
    await using source = await openDumpSource(file, process.stdin, signal)
    await work(source)
  })

describe('the outline of a dump', () => {
  it.each([
    ['mysqldump', mysql(9, 700)],
    ['pg_dump', postgres],
  ])('gives the batches that looking through it gave: %s', (_, dump) =>
    withSource(dump, async (source) => {
      const { outline } = await survey(source, signal, silent)
      const looked = await seen(source)
      expect(looked.length).toBeGreaterThan(2)
      expect(await seen({ ...source, ...(outline ? { outline } : {}) })).toEqual(looked)
      expect(outline).toHaveLength(looked.length)
    }),
  )

  it('says once what its statements have in common', () =>
    withSource(mysql(40, 2), async (source) => {
      const { outline = [] } = await survey(source, signal, silent)
      const bulks = outline.flatMap(({ segments }) =>
        segments.flatMap((segment) => ('bulk' in segment ? [segment.bulk] : [])),
      )
      expect(bulks).toHaveLength(41 * 3)
      expect(new Set(bulks).size).toBe(2)
    }))

  it('is not kept of more statements than fit in some megabytes', () =>
    withSource(mysql(22_000, 1), async (source) => {
      expect((await survey(source, signal, silent)).outline).toBeUndefined()
    }))

  it.each([
    ['written on', (file: string) => appendFileSync(file, '-- more\n')],
    [
      'replaced by one of the same length',
      (file: string) => {
        writeFileSync(`${file}.new`, mysql(3, 700).replace('k5@', 'k6@'))
        renameSync(`${file}.new`, file)
      },
    ],
    ['cut', (file: string) => writeFileSync(file, mysql(3, 700).slice(0, 5000))],
  ])('is not gone by when the dump is %s meanwhile', (_, change) =>
    inFolder(async (folder) => {
      const source = join(folder, 'dump.sql')
      const target = join(folder, 'masked.sql')
      const policy = join(folder, 'policy.yaml')
      writeFileSync(source, mysql(3, 700))
      writeFileSync(policy, customerPolicy('mysql'))
      const onReady = () => change(source)
      await expect(
        maskDump({ source, target, policy, key: testKey, jobs: 0, onReady }),
      ).rejects.toMatchObject({
        code: 'POLIGON_SOURCE',
        message: expect.stringContaining('changed while it was read'),
      })
      expect(existsSync(target)).toBe(false)
    }),
  )
})
