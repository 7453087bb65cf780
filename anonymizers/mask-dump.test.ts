import {
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { PassThrough, Readable, Writable } from 'node:stream'
import { constants, gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { scopedKey, unnamedSet } from '../core/key-scope.ts'
import { PoligonError } from '../core/errors.ts'
import { productVersion } from '../core/version.ts'
import { cacheFolder } from '../core/folders.ts'
import { listResources } from '../core/resources.ts'
import { maskDump } from './mask-dump.ts'
import { customerPolicy, inFolder, maskText, testKey } from './mask-text.contract.ts'
import type { MaskDumpOptions } from './pipeline/mask-options.ts'

const schema = `-- MariaDB dump 10.19
CREATE TABLE \`customer\` (\`id\` int, \`email\` varchar(120), \`note\` text);
CREATE TABLE \`settings\` (\`name\` text, \`value\` text);
`
const insert = (from: number, count: number) =>
  `INSERT INTO \`customer\` VALUES ${Array.from({ length: count }, (_, i) => `(${from + i},'k${from + i}@firma.pl','${'x'.repeat(1000)}')`).join(',\n')};\n`
/** Several blocks long. */
const long = schema + Array.from({ length: 9 }, (_, i) => insert(i * 700, 700)).join('')
const short = schema + insert(0, 3) + "INSERT INTO `settings` VALUES ('a','b');\n"
/** Its last row has a value too few. */
const broken = `${long}INSERT INTO \`customer\` VALUES (1,'last@firma.pl');\n`
const policy = customerPolicy('mysql')
const zstdAndText = Buffer.concat([zstdCompressSync(short), Buffer.from('INSERT INTO')])
const zstdAndHalf = Buffer.concat([
  zstdCompressSync(short),
  zstdCompressSync(short).subarray(0, 40),
])

/** Runs `maskDump` in a folder that has a dump and a policy. */
async function mask(
  folder: string,
  dump: string | Uint8Array,
  options: Partial<MaskDumpOptions> = {},
) {
  const source = join(folder, 'dump.sql')
  writeFileSync(source, dump)
  writeFileSync(join(folder, 'policy.yaml'), policy)
  return maskDump({
    source,
    policy: join(folder, 'policy.yaml'),
    target: join(folder, 'masked.sql'),
    key: testKey,
    jobs: 0,
    verify: false,
    ...options,
  })
}

const failing = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (failure: unknown) => failure as PoligonError,
  )

describe('masking a dump', () => {
  it('gives the same bytes for every number of workers', async () => {
    const { output } = await maskText(long, policy, { jobs: 0 })
    expect(output.length).toBeGreaterThan(6 * 2 ** 20)
    expect(output.includes('@firma.pl')).toBe(false)
    for (const jobs of [1, 2, 3])
      expect((await maskText(long, policy, { jobs })).output.equals(output), `${jobs}`).toBe(true)
  })

  it('leaves out the rows of a table that is to be empty, and nothing else', async () => {
    const emptied = policy
      .replace('"name, value": {keep: settings of the shop}', '')
      .replace('settings:\n    columns:', 'settings:\n    rows: empty')
    const { output, report } = await maskText(short, emptied)
    expect(output.toString()).not.toContain('`settings` VALUES')
    expect(output.toString()).toContain('CREATE TABLE `settings`')
    expect(report.tables.map(({ table, rows }) => [table, rows])).toEqual([
      ['customer', 3],
      ['settings', 0],
    ])
  })

  it('copies a dump byte for byte when everything is kept', async () => {
    const { output, report } = await maskText(
      long,
      policy.replace('{mask: email}', '{keep: for this test}'),
    )
    expect(output.toString()).toBe(long)
    expect(report.tables).toEqual([
      { table: 'customer', rows: 6300, rowsIn: 6300, maskedColumns: [] },
    ])
  })

  it('reports what it did', async () => {
    await inFolder(async (folder) => {
      const report = await mask(folder, short)
      expect(report).toEqual({
        source: join(folder, 'dump.sql'),
        target: join(folder, 'masked.sql'),
        status: 'pseudonymised',
        created: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/) as string,
        purpose: 'tests of the masker',
        policy: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
        schema: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
        approved: false,
        approvals: [],
        versions: { poligon: productVersion(), node: process.versions.node, dump: 'mysql' },
        kernel: 'wasm',
        keptColumns: [
          { table: 'customer', column: 'id', reason: 'a number' },
          { table: 'customer', column: 'note', reason: 'not personal' },
          { table: 'settings', column: 'name', reason: 'settings of the shop' },
          { table: 'settings', column: 'value', reason: 'settings of the shop' },
        ],
        treatments: [
          {
            table: 'customer',
            column: 'email',
            treatment: 'mask',
            transformer: 'email',
            harmless: true,
          },
        ],
        uniqueKeys: [],
        optOuts: [],
        warnings: [
          'The policy does not name the controller.',
          'The policy does not say how long a copy is kept (`retention.snapshot`).',
          'The policy is not tied to the schema that was reviewed (`source.reviewed`).',
          expect.stringMatching(/^Nobody approved this policy; its hash is sha256:/) as string,
        ],
        keyId: scopedKey(testKey, { controller: '', project: '', set: { name: unnamedSet } }).id,
        tables: [
          { table: 'customer', rows: 3, rowsIn: 3, maskedColumns: ['email'] },
          { table: 'settings', rows: 1, rowsIn: 1, maskedColumns: [] },
        ],
        preflight: expect.objectContaining({ sourceBytes: short.length }) as object,
        verified: false,
        bytesIn: short.length,
        bytesOut: statSync(join(folder, 'masked.sql')).size,
        seconds: expect.any(Number) as number,
      })
    })
  })

  it('names table, row and byte where a row cannot be masked, for every number of workers', async () => {
    for (const jobs of [0, 2]) {
      const failure = await failing(maskText(broken, policy, { jobs }))
      expect(failure).toBeInstanceOf(PoligonError)
      expect(failure?.place).toEqual({
        table: 'customer',
        row: 6301,
        byteOffset: broken.lastIndexOf('('),
      })
    }
  })

  it('takes a row that is longer than a block', async () => {
    const { output } = await maskText(
      `${schema}INSERT INTO \`customer\` VALUES (1,'a@firma.pl','${'y'.repeat(3_500_000)}'),(2,'b@firma.pl','');\n`,
      policy,
    )
    expect(output.toString()).toMatch(
      /\(1,'[^']+\.example','y{3500000}'\),\(2,'[^']+\.example',''\);/,
    )
  })
})

describe('the source of masking', () => {
  it('is unpacked by its content, whatever its name is', async () => {
    const { output } = await maskText(long, policy)
    const halves = [long.slice(0, 9999), long.slice(9999)]
    const size = Math.ceil(long.length / 4)
    const quarters = [0, 1, 2, 3].map((i) => long.slice(size * i, size * (i + 1)))
    for (const packed of [
      gzipSync(long),
      zstdCompressSync(long),
      Buffer.concat(halves.map((half) => gzipSync(half))),
      Buffer.concat(halves.map((half) => zstdCompressSync(half))),
      Buffer.concat(
        quarters.map((quarter) =>
          zstdCompressSync(quarter, { params: { [constants.ZSTD_c_compressionLevel]: -50 } }),
        ),
      ),
    ])
      expect((await maskText(packed, policy)).output.equals(output)).toBe(true)
  })

  it('can be stdin, and leaves nothing of it behind', async () => {
    const { output } = await maskText(long, policy)
    for (const bytes of [Buffer.from(long), gzipSync(long)]) {
      const stdin = Readable.from([bytes.subarray(0, 1000), bytes.subarray(1000)])
      const masked = await maskText('', policy, { source: '-', stdin })
      expect(masked.output.equals(output)).toBe(true)
    }
    expect(readdirSync(cacheFolder('spool'))).toEqual([])
  })

  it.each([
    ['an empty file', '', 'is empty'],
    ['a text', 'hello, world\n', 'is no dump of a known kind'],
    ['a byte order mark', '\ufeff-- PostgreSQL database dump\n', 'begins with a byte order mark'],
    ['text in UTF-16', Buffer.from('\ufeff-- MySQL dump', 'utf16le'), 'is text in UTF-16'],
    ['an archive packed once more', gzipSync('PGDMP\x01\x0e'), '`gzip -dc'],
    ['a damaged tar archive', `toc.dat${'\0'.repeat(250)}ustar`, 'damaged or cut off'],
    [
      'a tar archive that is packed once more',
      gzipSync(`toc.dat${'\0'.repeat(250)}ustar`),
      '`gzip -dc',
    ],
    ['an xz file', Buffer.from('fd377a585a00', 'hex'), '`xz -dc'],
    [
      'a gzip file with something behind',
      Buffer.concat([gzipSync(short), Buffer.from('INSERT')]),
      'cannot be unpacked',
    ],
    ['a zstd file with something behind', zstdAndText, 'cannot be unpacked'],
    ['a zstd file that ends in a second frame', zstdAndHalf, 'cannot be unpacked'],
    ['a gzip file that was cut off', gzipSync(long).subarray(0, 5000), 'cannot be unpacked'],
    [
      'a zstd file that was cut off',
      zstdCompressSync(long).subarray(0, 5000),
      'cannot be unpacked',
    ],
  ])('is refused in one sentence when it is %s', async (_, bytes, sentence) => {
    const failure = await failing(maskText(bytes, policy))
    expect(failure?.code).toBe('POLIGON_SOURCE')
    expect(failure?.message).toContain(sentence)
  })

  it('is refused when it is a folder, is absent, or is a live database', async () => {
    await inFolder(async (folder) => {
      expect((await failing(mask(folder, '', { source: folder })))?.message).toContain(
        'is a folder',
      )
      writeFileSync(join(folder, 'toc.dat'), '')
      expect((await failing(mask(folder, '', { source: folder })))?.message).toContain('cut off')
      for (const source of [join(folder, 'absent'), 'postgres://localhost/shop'])
        expect((await failing(mask(folder, '', { source })))?.code).toBe('POLIGON_SOURCE')
    })
  })
})

describe('a target file of masking', () => {
  it('is packed as its name says, and for this user only', async () => {
    await inFolder(async (folder) => {
      await mask(folder, long)
      const plain = readFileSync(join(folder, 'masked.sql'))
      for (const [name, unpack] of [
        ['masked.sql.gz', gunzipSync],
        ['masked.sql.zst', zstdDecompressSync],
      ] as const) {
        const target = join(folder, name)
        await mask(folder, long, { target })
        expect(unpack(readFileSync(target)).equals(plain)).toBe(true)
        expect(statSync(target).mode & 0o777).toBe(0o600)
      }
    })
  })

  it('is as it was after a failure, and nothing stands beside it', async () => {
    await inFolder(async (folder) => {
      for (const [name, jobs] of [
        ['old.sql', 0],
        ['old.sql.gz', 2],
      ] as const) {
        const target = join(folder, name)
        writeFileSync(target, 'old')
        const failure = await failing(mask(folder, broken, { target, jobs }))
        expect(failure).toBeInstanceOf(PoligonError)
        expect(readFileSync(target, 'utf8')).toBe('old')
      }
      expect(readdirSync(folder).toSorted()).toEqual([
        'dump.sql',
        'old.sql',
        'old.sql.gz',
        'policy.yaml',
      ])
      expect(listResources().filter(({ address }) => address.startsWith(folder))).toEqual([])
    })
  })

  it('does not appear when the run is stopped', async () => {
    await inFolder(async (folder) => {
      const stopped = new Error('stopped')
      const controller = new AbortController()
      const stdin = new PassThrough()
      stdin.write(long)
      const running = failing(mask(folder, '', { source: '-', stdin, signal: controller.signal }))
      controller.abort(stopped)
      expect(await running).toBe(stopped)
      expect(readdirSync(folder).toSorted()).toEqual(['dump.sql', 'policy.yaml'])
    })
  })

  it('is not made when a column is not covered', async () => {
    await inFolder(async (folder) => {
      const more = short.replace('`note` text', '`note` text, `phone` text')
      const failure = await failing(mask(folder, more))
      expect(failure?.code).toBe('POLIGON_POLICY_UNCOVERED')
      expect(failure?.exitCode).toBe(3)
      expect(existsSync(join(folder, 'masked.sql'))).toBe(false)
    })
  })

  it('is never the source, a folder or a device', async () => {
    await inFolder(async (folder) => {
      symlinkSync(join(folder, 'dump.sql'), join(folder, 'link.sql'))
      for (const target of [
        join(folder, 'dump.sql'),
        join(folder, 'link.sql'),
        folder,
        '/dev/null',
        join(folder, 'absent', 'x.sql'),
        'ftp://host/x.sql',
      ])
        expect((await failing(mask(folder, short, { target })))?.code, target).toBe(
          'POLIGON_TARGET',
        )
      expect(readFileSync(join(folder, 'dump.sql'), 'utf8')).toBe(short)
    })
  })
})

describe('a stream as the target of masking', () => {
  const collector = () => {
    const chunks: Buffer[] = []
    const stream = new Writable({
      highWaterMark: 1000,
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk)
        setImmediate(done)
      },
    })
    return { stream, text: () => Buffer.concat(chunks).toString() }
  }

  it('carries what a file would', async () => {
    await inFolder(async (folder) => {
      await mask(folder, long)
      const { stream, text } = collector()
      await mask(folder, long, { target: '-', stdout: stream })
      expect(text()).toBe(readFileSync(join(folder, 'masked.sql'), 'utf8'))
    })
  })

  it('ends with a syntax error when masking fails in the middle', async () => {
    await inFolder(async (folder) => {
      const { stream, text } = collector()
      await failing(mask(folder, broken, { target: '-', stdout: stream }))
      expect(text()).toMatch(/\n<<<poligon: masking stopped, this output is incomplete>>>;\n$/)
    })
  })

  it('stays empty when nothing was written before the failure', async () => {
    await inFolder(async (folder) => {
      const { stream, text } = collector()
      await failing(mask(folder, short.replace("'b'", "'b"), { target: '-', stdout: stream }))
      expect(text()).toBe('')
    })
  })

  it('breaks an open COPY so that no table takes its last line for a row', async () => {
    await inFolder(async (folder) => {
      const rows = Array.from(
        { length: 2000 },
        (_, i) => `${i}\tk${i}@firma.pl\t${'x'.repeat(1000)}\n`,
      )
      const dump = `-- PostgreSQL database dump
CREATE TABLE public.customer (id integer, email text, note text);
CREATE TABLE public.settings (name text, value text);
COPY public.customer (id, email, note) FROM stdin;
${rows.join('')}1\ttoo few\n\\.\n`
      const source = join(folder, 'pg.sql')
      writeFileSync(source, dump)
      writeFileSync(join(folder, 'pg.yaml'), customerPolicy('postgres'))
      const { stream, text } = collector()
      await failing(
        maskDump({
          source,
          policy: join(folder, 'pg.yaml'),
          key: testKey,
          jobs: 0,
          verify: false,
          target: '-',
          stdout: stream,
        }),
      )
      const [last, end, error] = text().trimEnd().split('\n').slice(-3)
      expect(last?.split('\t').length).toBeGreaterThan(3)
      expect(end).toBe('\\.')
      expect(error).toMatch(/^<<<poligon: .*>>>;$/)
    })
  })

  it('may go away', async () => {
    await inFolder(async (folder) => {
      const stream = new PassThrough()
      stream.once('data', () => stream.destroy())
      const failure = await failing(mask(folder, long, { target: '-', stdout: stream }))
      expect(failure?.code).toBe('POLIGON_TARGET')
    })
  })
})
