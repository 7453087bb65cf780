import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MaskReport } from '../../anonymizers/index.ts'
import { makeTestFolder } from '../../core/test-folder.fixture.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const policy = `
policy: 1
purpose: tests of the command
source: {engine: mysql}
tables:
  customer:
    columns:
      id: {keep: a number}
      email: {mask: email}
`
const schema = `-- MariaDB dump 10.19
CREATE TABLE \`customer\` (\`id\` int, \`email\` varchar(120));
`
const rows = (from: number, count: number) =>
  `INSERT INTO \`customer\` VALUES ${Array.from({ length: count }, (_, i) => `(${from + i},'k${from + i}@firma.pl')`).join(',')};\n`
const small = schema + rows(0, 3)

let folder = ''
beforeEach(() => {
  folder = makeTestFolder('mask')
  writeFileSync(join(folder, 'policy.yaml'), policy)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Starts `poligon mask` with its cache in the test's folder. */
function start(...args: readonly string[]): ChildProcess {
  const main = join(root, 'cli/main.ts')
  return spawn(
    process.execPath,
    ['--conditions=poligon-source', main, 'mask', '--policy', 'policy.yaml', ...args],
    {
      cwd: folder,
      env: { ...process.env, POLIGON_CACHE: join(folder, 'cache'), POLIGON_KEY: '42'.repeat(32) },
      stdio: 'pipe',
    },
  )
}

async function run(args: readonly string[], input = '') {
  const child = start(...args)
  child.stdin?.end(input)
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout as NodeJS.ReadableStream),
    text(child.stderr as NodeJS.ReadableStream),
    once(child, 'close') as Promise<[number | null]>,
  ])
  return { code, stdout, stderr }
}

/** Runs a line of shell in the folder; `$MASK` starts the command. */
async function inShell(line: string) {
  const main = join(root, 'cli/main.ts')
  const command = `${process.execPath} --conditions=poligon-source ${main} mask --policy ${join(folder, 'policy.yaml')}`
  const child = spawn('/bin/sh', ['-c', line], {
    cwd: folder,
    env: {
      ...process.env,
      MASK: command,
      POLIGON_CACHE: join(folder, 'cache'),
      POLIGON_KEY: '42'.repeat(32),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ])
  return { code, stdout, stderr }
}

const appears = (part: string) =>
  new Promise<void>((resolve) => {
    const watcher = watch(folder, (_, file) => {
      if (!file?.includes(part)) return
      watcher.close()
      resolve()
    })
  })

describe('poligon mask', () => {
  it('reads stdin and writes stdout, talk apart', async () => {
    const { code, stdout, stderr } = await run(['-', '--to', '-'], small)
    expect(code).toBe(0)
    expect(stdout).toMatch(/VALUES \(0,'[a-z.]+[a-z2-7]{13}@[a-z]+\.example'\),/)
    expect(stderr).toMatch(/Masked 1 columns of 1 tables, 3 rows/)
  })

  it('writes the report to a file and to stdout', async () => {
    writeFileSync(join(folder, 'dump.sql'), small)
    const { code, stdout } = await run([
      'dump.sql',
      '--to',
      'masked.sql',
      '--json',
      '--report',
      'report.json',
    ])
    expect(code).toBe(0)
    const report = JSON.parse(stdout) as MaskReport
    expect(report.tables).toEqual([
      { table: 'customer', rows: 3, rowsIn: 3, maskedColumns: ['email'] },
    ])
    expect(readFileSync(join(folder, 'report.json'), 'utf8')).toBe(stdout)
  })

  it.each([
    [2, 'usage', ['--to', 'x.sql'], ''],
    [2, 'json on a taken stdout', ['-', '--to', '-', '--json'], small],
    [2, 'an unknown dump', ['-', '--to', 'x.sql'], 'nothing'],
    [
      3,
      'an uncovered column',
      ['-', '--to', 'x.sql'],
      small.replace('`id` int', '`id` int, `phone` text').replaceAll('(0,', "(0,'1',"),
    ],
  ])('ends with %i for %s, and makes no target', async (expected, _, args, input) => {
    const { code, stdout, stderr } = await run(args, input)
    expect(code).toBe(expected)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^(?:poligon: |{"error":)/)
    expect(stderr).not.toContain('firma.pl')
    expect(existsSync(join(folder, 'x.sql'))).toBe(false)
  })

  it('shows what it would do, writes nothing and ends as the run would', async () => {
    writeFileSync(join(folder, 'dump.sql'), small)
    const { code, stdout } = await run(['dump.sql', '--dry-run'])
    expect([code, stdout]).toEqual([0, expect.stringMatching(/email +email +[a-z]+\./) as string])
    expect(stdout).toMatch(/id +keep +\(a number\)/)
    expect(stdout).not.toContain('firma.pl')
    const more = small.replace('`id` int', '`id` int, `phone` text')
    const stopped = await run(['-', '--dry-run', '--json'], more.replaceAll('(0,', "(0,'1',"))
    expect(stopped.code).toBe(3)
    expect(JSON.parse(stopped.stdout)).toMatchObject({
      stops: [{ code: 'POLIGON_POLICY_UNCOVERED' }],
    })
    expect(readdirSync(folder).toSorted()).toEqual(['cache', 'dump.sql', 'policy.yaml'])
  })

  it('never writes its report over what it reads or writes, and says so before it begins', async () => {
    writeFileSync(join(folder, 'dump.sql'), small)
    symlinkSync(join(folder, 'dump.sql'), join(folder, 'link.sql'))
    for (const report of [
      'dump.sql',
      './link.sql',
      'policy.yaml',
      'masked.sql',
      '../absent/report.json',
      '.',
    ]) {
      const { code, stderr } = await run(['dump.sql', '--to', 'masked.sql', '--report', report])
      expect(code, report).toBe(2)
      expect(stderr).toMatch(/^poligon: The report cannot go to /)
    }
    expect(readFileSync(join(folder, 'dump.sql'), 'utf8')).toBe(small)
    expect(readFileSync(join(folder, 'policy.yaml'), 'utf8')).toBe(policy)
    expect(existsSync(join(folder, 'masked.sql'))).toBe(false)
  })

  it('never writes into the files that it reads, also when a shell opened them', async () => {
    const dump = join(folder, 'dump.sql')
    for (const [command, redirection] of [
      ['- --to dump.sql', '< dump.sql'],
      ['dump.sql --to -', '>> dump.sql'],
      ['dump.sql --to policy.yaml', ''],
    ] as const) {
      writeFileSync(dump, small)
      const { code, stderr } = await inShell(`$MASK ${command} ${redirection}`)
      expect(code, command).toBe(2)
      expect(stderr).toContain('poligon: ')
      expect(readFileSync(dump, 'utf8')).toBe(small)
    }
    expect(readFileSync(join(folder, 'policy.yaml'), 'utf8')).toBe(policy)
  })

  it('goes on with what can be read again only, and says so', async () => {
    writeFileSync(join(folder, 'dump.sql'), small)
    const anew = await run(['dump.sql', '--to', 'masked.sql', '--resume'])
    expect(anew.code).toBe(0)
    expect(anew.stderr).toMatch(/There is nothing to go on with/)
    for (const args of [
      ['-', '--to', 'masked.sql'],
      ['dump.sql', '--to', '-'],
      ['-', '--to', 'mysql://localhost/shop'],
      ['mysql://localhost/live', '--to', 'mysql://localhost/shop'],
      ['mysql://localhost/shop', '--to', 'masked.sql'],
    ]) {
      const { code, stderr } = await run([...args, '--resume'], small)
      expect(code, args.join(' ')).toBe(2)
      expect(stderr).toMatch(/^poligon: .* cannot be gone on with: /)
    }
  })

  it('ends with an error of one line when its output is not taken to the end', async () => {
    writeFileSync(join(folder, 'dump.sql'), schema + rows(0, 100_000))
    const gone = await inShell('{ $MASK dump.sql --to -; echo "ends with $?" >&2; } | head -n 1')
    expect(gone.stdout).toBe(schema.slice(0, schema.indexOf('\n') + 1))
    expect(gone.stderr).toMatch(/^poligon: The reader of the output went away.*\nends with 2\n$/)
    for (const command of [
      '$MASK dump.sql --to -',
      '$MASK dump.sql --to masked.sql --json --quiet',
    ]) {
      const full = await inShell(`${command} > /dev/full`)
      expect(full.code).toBe(2)
      expect(full.stderr).toMatch(/^poligon: The output cannot be written \(ENOSPC\).*\n$/)
    }
  })

  it('leaves no target when it is interrupted or killed, and removes what a killed run left', async () => {
    const blocks = Array.from({ length: 30 }, (_, i) => rows(i * 40_000, 40_000))
    writeFileSync(join(folder, 'dump.sql'), schema + blocks.join(''))
    const left = () => readdirSync(folder).filter((file) => file.includes('masked'))
    for (const [signal, remains] of [
      ['SIGINT', 0],
      ['SIGKILL', 2],
    ] as const) {
      const begun = appears('.part')
      const child = start('dump.sql', '--to', 'masked.sql', '--jobs', '1')
      await begun
      child.kill(signal)
      await once(child, 'close')
      expect(left()).toHaveLength(remains)
      expect(existsSync(join(folder, 'masked.sql'))).toBe(false)
    }
    // Wherever the next run starts.
    writeFileSync(join(folder, 'small.sql'), small)
    const again = `cd / && $MASK ${join(folder, 'small.sql')} --to ${join(folder, 'masked.sql')}`
    expect((await inShell(again)).code).toBe(0)
    expect(left()).toEqual(['masked.sql'])
  })
})
