import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { maskDump } from './mask-dump.ts'
import { maskToPieces } from './mask-to-pieces.ts'
import { inFolder, maskText, testKey } from './mask-text.contract.ts'
import type { MaskDumpOptions } from './pipeline/mask-options.ts'

const policy = `
policy: 1
purpose: tests of the comparison
source: {engine: mysql}
tables:
  customer:
    columns:
      id: {keep: a number}
      email: email
      note: {keep: not personal}
`
const dump = (note: string) => `-- MariaDB dump 10.19
CREATE TABLE \`customer\` (\`id\` int PRIMARY KEY, \`email\` varchar(120), \`note\` text);
INSERT INTO \`customer\` VALUES (1,'jan.nowak@firma.pl','zielony'),(2,'ewa.lis@firma.pl','${note}');
`
const clean = dump('niebieski')
const leaking = dump('pisać na JAN.NOWAK@firma.pl')

/** Masks into a folder of its own and tells what is there afterwards. */
async function mask(text: string, options: Partial<MaskDumpOptions> = {}) {
  return inFolder(async (folder) => {
    writeFileSync(join(folder, 'dump.sql'), text)
    writeFileSync(join(folder, 'policy.yaml'), policy)
    const failure = await maskDump({
      source: join(folder, 'dump.sql'),
      policy: join(folder, 'policy.yaml'),
      target: join(folder, 'masked.sql'),
      key: testKey,
      jobs: 0,
      verify: true,
      ...options,
    }).then(
      () => undefined,
      (reason: unknown) => reason,
    )
    return { failure, files: readdirSync(folder).toSorted() }
  })
}

describe('masking that looks at its copy', () => {
  it('says in the report what was looked for', async () => {
    const { report } = await maskText(clean, policy, { verify: true })
    expect(report).toMatchObject({
      verified: true,
      verification: { originals: 2, rows: 2, fields: 6, explained: [], unaligned: [] },
    })
  })

  it('puts the rows of a subset beside those that they were', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `(${i},'k${i}@firma.pl','n${i}')`).join(',')
    const many = clean.replace(/VALUES .*;/, `VALUES ${rows};`)
    const firstNames = policy.replace('note: {keep: not personal}', 'note: firstName')
    const subset = ['customer where id > 9']
    const { report } = await maskText(many, firstNames, { verify: true, subset })
    expect(report.verification).toMatchObject({ rows: 20, unaligned: [] })
  })

  it('writes the same bytes as without', async () => {
    const { output } = await maskText(clean, policy, { verify: true })
    expect(output.equals((await maskText(clean, policy)).output)).toBe(true)
  })

  it.each(['now()', "_latin2'zi\u0119ba'", "concat('a','b')"])(
    'takes %s for what it is',
    async (value) => {
      const odd = clean.replace("'zielony'", value)
      expect((await maskText(odd, policy, { verify: true })).report.verified).toBe(true)
    },
  )

  it('finds an original in a value that is no plain literal', async () => {
    const { failure } = await mask(clean.replace("'niebieski'", "upper('do jan.nowak@firma.pl')"))
    expect(failure).toMatchObject({ code: 'POLIGON_LEAK' })
  })

  it('says in the report that it was not looked', async () => {
    const { report } = await maskText(leaking, policy)
    expect(report.verified).toBe(false)
    expect(report.verification).toBeUndefined()
  })

  it('is not called verified where the policy masks nothing', async () => {
    const { report } = await maskText(
      clean,
      policy.replace('email: email', 'email: {keep: for a test}'),
      {
        verify: true,
      },
    )
    expect(report).toMatchObject({ verified: false, verification: { originals: 0 } })
  })

  it.each(['masked.sql', 'masked.sql.gz', 'masked.sql.zst'])(
    'leaves nothing of %s when an original is left, and tells where, not what',
    async (target) => {
      await inFolder(async (folder) => {
        const { failure, files } = await mask(leaking, { target: join(folder, target) })
        expect(failure).toMatchObject({ code: 'POLIGON_LEAK', exitCode: 1 })
        expect(String(failure)).toContain('customer.note (email, 1 row)')
        expect(String(failure)).not.toMatch(/nowak/i)
        expect(files).toEqual(['dump.sql', 'policy.yaml'])
        expect(readdirSync(folder)).toEqual([])
      })
    },
  )

  it('leaves what stood there before', async () => {
    await inFolder(async (folder) => {
      const target = join(folder, 'masked.sql')
      writeFileSync(target, 'before')
      await mask(leaking, { target })
      expect(readFileSync(target, 'utf8')).toBe('before')
    })
  })

  it('looks at files of exchange too', async () => {
    const files = `
policy: 1
purpose: tests of the comparison
source: {engine: files}
files: {people: {match: people.csv}}
tables:
  people: {columns: {id: {keep: a number}, email: email, note: {keep: a note}}}
`
    await inFolder(async (folder) => {
      const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
      write('policy.yaml', files)
      const maskFile = (note: string) => {
        write('people.csv', `id;email;note\n1;jan@firma.pl;zielony\n2;ewa@firma.pl;${note}\n`)
        return maskDump({
          source: join(folder, 'people.csv'),
          policy: join(folder, 'policy.yaml'),
          target: join(folder, 'masked.csv'),
          key: testKey,
          jobs: 0,
          verify: true,
        })
      }
      await expect(maskFile('do JAN@firma.pl')).rejects.toMatchObject({ code: 'POLIGON_LEAK' })
      expect(readdirSync(folder).toSorted()).toEqual(['people.csv', 'policy.yaml'])
      expect(await maskFile('niebieski')).toMatchObject({ verified: true })
    })
  })

  it('ends a stream in what no client takes', async () => {
    const stdout = new PassThrough()
    const parts: Buffer[] = []
    stdout.on('data', (part: Buffer) => parts.push(part))
    const { failure } = await mask(leaking, { target: '-', stdout })
    expect(failure).toMatchObject({ code: 'POLIGON_LEAK' })
    expect(Buffer.concat(parts).toString()).toContain('<<<poligon: masking stopped')
  })

  it('breaks off what goes into a database', async () => {
    await inFolder(async (folder) => {
      writeFileSync(join(folder, 'dump.sql'), leaking)
      writeFileSync(join(folder, 'policy.yaml'), policy)
      await using pieces = maskToPieces({
        source: join(folder, 'dump.sql'),
        policy: join(folder, 'policy.yaml'),
        key: testKey,
        verify: true,
        onReport: () => expect.unreachable('there is no report of a copy that leaks'),
      })
      const readAll = async () => {
        for await (const piece of pieces) expect(piece.kind).toBeDefined()
      }
      await expect(readAll()).rejects.toMatchObject({ code: 'POLIGON_LEAK' })
    })
  })
})
