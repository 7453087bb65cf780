import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PoligonError } from '../../core/errors.ts'
import { keyFromBytes } from '../../core/key.ts'
import { seededRandom } from '../../core/seed.ts'
import { makeTestFolder } from '../../core/test-folder.fixture.ts'
import { madeArchive, madeFolder, type MadeEntry } from '../archives/archive.fixture.ts'
import { tarHeader, tarPadding } from '../archives/tar-header.ts'
import { maskDump } from '../mask-dump.ts'
import { customerPolicy, testKey } from '../mask-text.contract.ts'
import type { MaskDumpOptions } from '../pipeline/mask-options.ts'
import type { MaskAndDie } from './mask-and-die.fixture.ts'

const child = fileURLToPath(new URL('mask-and-die.fixture.ts', import.meta.url))
const random = seededRandom(4711)

let folder = ''
beforeEach(() => {
  folder = makeTestFolder('resume')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i)
const mysqlDump = () =>
  [
    '-- MariaDB dump 10.19\nCREATE TABLE `customer` (`id` int, `email` varchar(120), `note` text);\n',
    'CREATE TABLE `settings` (`name` text, `value` text);\n',
    ...numbers(90).flatMap((block) => [
      `INSERT INTO \`customer\` VALUES ${numbers(1000)
        .map((i) => `(${block * 1000 + i},'k${block * 1000 + i}@firma.pl','paid by card, twice')`)
        .join(',')};\n`,
      `INSERT INTO \`settings\` VALUES ('block ${block}','yes');\n`,
    ]),
  ].join('')

/** Seven tables of nearly a megabyte, so that the places between them are places to go on from. */
const tables = numbers(7).map((i) => `customer${i}`)
const archivePolicy = () =>
  customerPolicy('postgres').replace(
    'public.customer:',
    `"${tables.map((table) => `public.${table}`).join(', ')}":`,
  )
const entries = (): MadeEntry[] => [
  { kind: 'ENCODING', tag: 'ENCODING', definition: "SET client_encoding = 'UTF8';\n" },
  ...['settings', ...tables].map((tag): MadeEntry => ({
    kind: 'TABLE',
    tag,
    definition: `CREATE TABLE public.${tag} (${tag === 'settings' ? 'name text, value text' : 'id integer, email text, note text'});\n`,
    drop: `DROP TABLE public.${tag};\n`,
  })),
  ...tables.map((tag): MadeEntry => ({
    kind: 'TABLE DATA',
    tag,
    copy: `COPY public.${tag} (id, email, note) FROM stdin;\n`,
    data: `${numbers(20_000)
      .map((i) => `${i}\tk${i}@${tag}.pl\tpaid by card, twice\n`)
      .join('')}\\.\n\n\n`,
  })),
]
const tarOf = (files: ReadonlyMap<string, Buffer>) =>
  Buffer.concat([
    ...[...files].flatMap(([name, content]) => [
      tarHeader({ name, size: content.length }),
      content,
      Buffer.alloc(tarPadding(content.length)),
    ]),
    Buffer.alloc(1024),
  ])

const put = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content)
function putTabFolder(): void {
  mkdirSync(join(folder, 'source'))
  const definition = (name: string, columns: string) =>
    put(
      `source/${name}.sql`,
      `/*!40101 SET NAMES utf8mb4 */;\nCREATE TABLE \`${name}\` (${columns});\n`,
    )
  definition('customer', '`id` int, `email` varchar(120), `note` text')
  definition('settings', '`name` text, `value` text')
  const rows = (row: (i: number) => string) => numbers(60_000).map(row).join('')
  put(
    'source/customer.txt',
    rows((i) => `${i}\tk${i}@firma.pl\tpaid by card, twice\n`),
  )
  put(
    'source/settings.txt',
    rows((i) => `block ${i}\tyes and no\n`),
  )
}
/** What pg_dump writes for the same tables. */
const postgresDump = () =>
  [
    "--\n-- PostgreSQL database dump\n--\n\nSET client_encoding = 'UTF8';\n\n",
    ...entries().flatMap(({ kind, definition }) => (kind === 'TABLE' ? [`${definition}\n`] : [])),
    ...entries().flatMap(({ copy, data }) => (copy ? [`${copy}${data}`] : [])),
    '--\n-- PostgreSQL database dump complete\n--\n\n',
  ].join('')
function putSource(form: string): void {
  put('policy.yaml', form === 'sql' || form === 'tab' ? customerPolicy('mysql') : archivePolicy())
  if (form === 'sql') put('source', mysqlDump())
  else if (form === 'tab') putTabFolder()
  else if (form === 'plain') put('source', postgresDump())
  else if (form === 'custom') put('source', madeArchive({ entries: entries() }))
  else if (form === 'tar') put('source', tarOf(madeFolder(entries())))
  else {
    mkdirSync(join(folder, 'source'))
    for (const [file, content] of madeFolder(entries())) put(join('source', file), content)
  }
}

const options = (target: string): Omit<MaskDumpOptions, 'key'> => ({
  source: join(folder, 'source'),
  policy: join(folder, 'policy.yaml'),
  target: join(folder, target),
  jobs: 0,
  verify: false,
  checkpointEvery: 1024 * 1024,
})

/** In a process that dies on the way, or tells how many operations there were. */
function maskAndDie(task: MaskAndDie, limit?: number) {
  const command = [process.execPath, '--conditions=poligon-source', child, JSON.stringify(task)]
  const ran =
    limit === undefined
      ? spawnSync(command[0] ?? '', command.slice(1), { encoding: 'utf8' })
      : spawnSync('/bin/sh', ['-c', `ulimit -f ${limit / 512}; exec "$@"`, 'sh', ...command], {
          encoding: 'utf8',
        })
  return { signal: ran.signal, stdout: ran.stdout, stderr: ran.stderr }
}

/** Here, to its end; what it said. */
async function goOn(target: string, more: Partial<MaskDumpOptions> = {}): Promise<string> {
  const notices: string[] = []
  await maskDump({
    ...options(target),
    key: testKey,
    resume: true,
    onNotice: (notice) => notices.push(notice),
    ...more,
  })
  return notices.join('\n')
}

const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

/** The files of a target with what is in them, as digests. */
function contentOf(target: string): Record<string, string> {
  const path = join(folder, target)
  if (!statSync(path).isDirectory()) return { '': hashOf(path) }
  return Object.fromEntries(readdirSync(path).map((file) => [file, hashOf(join(path, file))]))
}

const leftovers = () => readdirSync(folder).filter((file) => file.includes('.poligon.'))
const remains = (target: string) =>
  ['part', 'run'].every((what) => existsSync(join(folder, `${target}.poligon.${what}`)))
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (failure: unknown) => failure as PoligonError,
  )

describe('a run that was killed', () => {
  it.each([
    ['sql', 'sql.gz'],
    ['sql', 'sql.zst'],
    ['custom', 'dump'],
    ['directory', 'folder'],
    ['tar', 'tar'],
    ['tab', 'tab'],
  ])('is gone on with and ends with the same bytes: %s into %s', async (form, ending) => {
    putSource(form)
    await maskDump({ ...options(`whole.${ending}`), key: testKey })
    const target = `resumed.${ending}`
    const died = maskAndDie({ options: options(target), saved: 2, operation: 1 })
    expect(died).toMatchObject({ signal: 'SIGKILL', stderr: '' })
    expect(existsSync(join(folder, target))).toBe(false)
    expect(remains(target)).toBe(true)
    expect(statSync(join(folder, `${target}.poligon.run`)).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(folder, `${target}.poligon.run`), 'utf8')).not.toContain('firma')
    expect(await goOn(target, { jobs: 2, verify: true })).toMatch(
      /^Goes on where .* at [1-9]\d % of the dump/,
    )
    expect(contentOf(target)).toEqual(contentOf(`whole.${ending}`))
    expect(leftovers()).toEqual([])
  })

  it('is looked at as a whole when it is gone on with', async () => {
    put('policy.yaml', customerPolicy('mysql'))
    put('source', mysqlDump().replace('paid by card, twice', 'paid by k7@firma.pl, twice'))
    maskAndDie({ options: options('masked.sql'), saved: 2, operation: 1 })
    const failure = await refusal(goOn('masked.sql', { verify: true }))
    expect(failure).toMatchObject({ code: 'POLIGON_LEAK' })
    expect(failure?.message).toContain('customer.note (email, 1 row)')
    expect([existsSync(join(folder, 'masked.sql')), leftovers()]).toEqual([false, []])
  })

  it('can be killed anywhere, and again while it goes on', async () => {
    putSource('sql')
    const count = maskAndDie({ options: options('whole.sql.gz') })
    const operations = Number(count.stdout)
    expect(operations, count.stderr).toBeGreaterThan(40)
    const whole = contentOf('whole.sql.gz')
    let killed = 0
    for (const share of [0.2, 0.6, 0.8, 1]) {
      const operation = Math.ceil(operations * (share - random.fraction() * 0.1))
      const again = { ...options('resumed.sql.gz'), resume: true }
      if (maskAndDie({ options: again, operation }).signal === 'SIGKILL') killed++
      if (share === 0.8) maskAndDie({ options: again, operation: 45 })
      await goOn('resumed.sql.gz')
      expect(contentOf('resumed.sql.gz'), `${operation}`).toEqual(whole)
      expect(leftovers(), `${operation}`).toEqual([])
      rmSync(join(folder, 'resumed.sql.gz'))
    }
    // How often a run writes down how far it is depends on the disk, and with it the last operation.
    expect(killed).toBeGreaterThanOrEqual(3)
    expect(gunzipSync(readFileSync(join(folder, 'whole.sql.gz'))).toString()).toContain(
      "'block 89'",
    )
  })
})

describe('a run into an archive of another kind that was killed', () => {
  it.each([
    ['plain', 'custom', 'made.dump'],
    ['plain', 'directory', 'made'],
    ['custom', 'tar', 'made.tar'],
  ] as const)(
    'leaves nothing, resumed or begun again: %s into %s',
    async (form, format, target) => {
      putSource(form)
      const wanted = { ...options(target), format }
      const count = maskAndDie({ options: wanted })
      const operations = Number(count.stdout)
      expect(operations, count.stderr).toBeGreaterThan(10)
      const whole = contentOf(target)
      rmSync(join(folder, target), { recursive: true })
      let wentOn = 0
      for (const [share, resume] of [
        [0.1, true],
        [0.5, false],
        [0.5, true],
        [0.85, true],
      ] as const) {
        const operation = Math.ceil(operations * share)
        const died = maskAndDie({ options: wanted, operation })

        expect(died).toMatchObject({ signal: 'SIGKILL', stderr: '' })
        expect(existsSync(join(folder, target))).toBe(false)
        const notice = await goOn(target, { format, resume })

        if (notice.startsWith('Goes on')) wentOn++
        expect(contentOf(target)).toEqual(whole)
        expect(readdirSync(folder).toSorted()).toEqual([target, 'policy.yaml', 'source'].toSorted())
        rmSync(join(folder, target), { recursive: true })
      }
      expect(wentOn).toBeGreaterThan(0)
    },
  )
})

describe('a run that was killed when its target was complete', () => {
  it.each([
    ['custom', 'made.dump'],
    ['directory', 'made'],
  ] as const)('leaves nothing after the next start: %s', async (format, target) => {
    putSource('plain')
    const wanted = { ...options(target), format }
    const operations = Number(maskAndDie({ options: wanted }).stdout)
    const whole = contentOf(target)
    let left = 0
    for (const before of [1, 2, 3]) {
      rmSync(join(folder, target), { recursive: true, force: true })
      maskAndDie({ options: wanted, operation: operations - before })
      const complete = existsSync(join(folder, target))
      if (complete && readdirSync(folder).some((file) => file.endsWith('.run'))) left++
      await goOn('other', { format })
      if (complete) expect(contentOf(target)).toEqual(whole)
      rmSync(join(folder, 'other'), { recursive: true })
      if (complete)
        expect(readdirSync(folder).toSorted()).toEqual([target, 'policy.yaml', 'source'].toSorted())
    }
    expect(left).toBeGreaterThan(0)
  })
})

describe('a run for which the disk was full', () => {
  it('says how it can go on, and does when there is room', async () => {
    putSource('sql')
    await maskDump({ ...options('whole.sql'), key: testKey })
    const full = maskAndDie({ options: options('resumed.sql') }, 4 * 1024 * 1024)
    expect(full.stderr).toMatch(/cannot be written \(EFBIG\).*run it again with --resume/s)
    expect(existsSync(join(folder, 'resumed.sql'))).toBe(false)
    expect(await goOn('resumed.sql')).toMatch(/^Goes on/)
    expect(contentOf('resumed.sql')).toEqual(contentOf('whole.sql'))
  })
})

describe('what a broken-off run left', () => {
  const broken = () => {
    putSource('sql')
    maskAndDie({ options: options('masked.sql.gz'), saved: 2, operation: 1 })
    expect(remains('masked.sql.gz')).toBe(true)
  }

  it('is removed by a run that begins at the beginning, which says so', async () => {
    broken()
    expect(await goOn('masked.sql.gz', { resume: false })).toMatch(/^Removes what .* --resume/)
    expect(leftovers()).toEqual([])
  })

  it('is kept while other targets are written, and when the policy stops the run', async () => {
    broken()
    await maskDump({ ...options('other.sql'), key: testKey })
    const policy = readFileSync(join(folder, 'policy.yaml'), 'utf8')
    put('policy.yaml', policy.replace('      note: {keep: not personal}\n', ''))
    expect((await refusal(goOn('masked.sql.gz')))?.code).toBe('POLIGON_POLICY_UNCOVERED')
    put('policy.yaml', policy)
    expect(await goOn('masked.sql.gz')).toMatch(/^Goes on/)
  })

  it('is not gone on with when anything is another one', async () => {
    broken()
    const refused = async (more: Partial<MaskDumpOptions> = {}) => {
      const failure = await refusal(goOn('masked.sql.gz', more))
      expect(failure?.code).toBe('POLIGON_RESUME')
      expect(remains('masked.sql.gz')).toBe(true)
      return failure?.message
    }
    expect(await refused({ key: keyFromBytes(new Uint8Array(32).fill(7)) })).toMatch(/the key is/)
    expect(await refused({ set: 'another' })).toMatch(/the key is/)
    expect(await refused({ subset: ['customer where id > 5'] })).toMatch(/the subset is/)
    const policy = readFileSync(join(folder, 'policy.yaml'), 'utf8')
    put('policy.yaml', policy.replace('a number', 'some number'))
    expect(await refused()).toMatch(/the policy is/)
    put('policy.yaml', policy)
    utimesSync(join(folder, 'source'), 1, 1)
    expect(await refused()).toMatch(/the content of the source is/)
    put('masked.sql.gz.poligon.part', '')
    expect(await refused()).toMatch(/the content of the source is/)
  })

  it('is not gone on with when a part of it is missing', async () => {
    broken()
    put('masked.sql.gz.poligon.part', 'short')
    expect((await refusal(goOn('masked.sql.gz')))?.message).toMatch(/not there any more/)
  })
})

describe('a target', () => {
  it('is written by one run at a time', async () => {
    putSource('sql')
    const runs = await Promise.all(
      [1, 2, 3].map(() => refusal(maskDump({ ...options('masked.sql'), key: testKey }))),
    )
    const refused = runs.filter((failure) => failure !== undefined)
    expect(refused.map(({ message }) => message)).toEqual([
      expect.stringMatching(/is being written by another run/) as string,
      expect.stringMatching(/is being written by another run/) as string,
    ])
    expect(leftovers()).toEqual([])
  })

  it('is left alone when what stands beside it is not ours', async () => {
    putSource('sql')
    put('masked.sql.poligon.run', 'mine')
    const failure = await refusal(maskDump({ ...options('masked.sql'), key: testKey }))
    expect(failure?.message).toMatch(/is not what Poligon writes there/)
    expect(readFileSync(join(folder, 'masked.sql.poligon.run'), 'utf8')).toBe('mine')
  })

  it('that is a stream, or is filled from one, cannot be gone on with', async () => {
    for (const more of [{ source: '-' }, { target: '-' }])
      expect((await refusal(goOn('masked.sql', more)))?.code).toBe('POLIGON_USAGE')
  })
})
