import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { cacheFolder, childEnvironment, createLog, keyFromBytes, systemClock } from 'poligon'
import {
  findProgram,
  parseServerUrl,
  serverUrl,
  startServer,
  type DatabaseAddress,
} from 'poligon/environments'
import { maskIntoDatabase } from 'poligon/runs'

/**
 * Masking a dump into a database against the plain client that loads the dump as it is, into the same
 * server: with a policy that keeps everything, and with the example's. The data are those of the example,
 * made once into the cache. Servers are embedded ones, which write nothing for the case of a crash, unless
 * one with settings of its own is given (its databases `poligon_bench_raw` and `poligon_bench` are replaced).
 * `node --conditions=poligon-source bench/loading.bench.ts [--people N] [--orders N] [--rounds N] [--on postgres://…] [--on mariadb://…]`
 */
const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '240000' },
    orders: { type: 'string', default: '480000' },
    rounds: { type: 'string', default: '3' },
    on: { type: 'string', multiple: true, default: [] },
  },
})
const [raw, masked] = ['poligon_bench_raw', 'poligon_bench']
const log = createLog({ quiet: true })
const signal = new AbortController().signal
const key = keyFromBytes(new Uint8Array(32).fill(7))
const folder = cacheFolder('bench', `hub-${values.people}-${values.orders}`)

const cases = [
  { family: 'postgres', file: 'erp.sql', policy: 'anonymizers/erp.yaml', goal: 0.8 },
  { family: 'mariadb', file: 'shop.sql', policy: 'anonymizers/shop.yaml', goal: 0.4 },
] as const
type Case = (typeof cases)[number]

interface Load {
  readonly seconds: number
  /** Of this process with its threads. */
  readonly cpu: number
}

makeDumps()
const given = values.on.map((url) => parseServerUrl(url).address)
console.log(
  '| dump | server | plain client, s | keep everything, s | masked, s | ratio, kept | ratio, masked | goal | our CPU, kept and masked, s |\n|---|---|---|---|---|---|---|---|---|',
)
for (const one of cases) {
  const own = given.find(({ family }) => family === one.family)
  if (given.length > 0 && !own) continue
  const dump = join(folder, one.file)
  const rounds: { plain: Load; kept: Load; masked: Load }[] = []
  for (let round = 0; round < Number(values.rounds); round++) {
    await using server = own
      ? { address: { ...own, database: raw }, [Symbol.asyncDispose]: async () => {} }
      : await startServer(one.family, { provider: 'auto', version: '', database: 'first', log })
    rounds.push(await measure(one, { ...server.address, database: raw }, dump))
  }
  const of = (kind: 'plain' | 'kept' | 'masked', figure: keyof Load = 'seconds') =>
    median(rounds.map((round) => round[kind][figure]))
  const ratio = (kind: 'kept' | 'masked') =>
    median(rounds.map((round) => round[kind].seconds / round.plain.seconds)).toFixed(2)
  console.log(
    `| ${one.family}, ${(statSync(dump).size / 1e6).toFixed(0)} MB | ${own ? 'its own settings' : 'embedded'} | ${of('plain').toFixed(1)} | ${of('kept').toFixed(1)} | ${of('masked').toFixed(1)} | ${ratio('kept')} | ${ratio('masked')} | ${one.goal} | ${of('kept', 'cpu').toFixed(1)}, ${of('masked', 'cpu').toFixed(1)} |`,
  )
}

async function measure(one: Case, address: DatabaseAddress, dump: string) {
  const maintenance = { ...address, database: one.family === 'postgres' ? 'postgres' : 'mysql' }
  if (one.family === 'postgres') await client(maintenance, 'CREATE ROLE poligon').catch(() => {})
  await client(maintenance, `DROP DATABASE IF EXISTS ${raw}`)
  await client(maintenance, `CREATE DATABASE ${raw}`)
  const plain = await timed(async () => {
    const input = openSync(dump, 'r')
    await client(address, input)
    closeSync(input)
  })
  const keeping = join(folder, `keep-${one.family}.yaml`)
  writeFileSync(keeping, await keepEverything(one, address))
  const target = serverUrl({ ...address, database: masked }, 'with password')
  const load = (policy: string) =>
    timed(() => maskIntoDatabase({ source: dump, policy, target, key, log, quiet: true, signal }))
  return { plain, kept: await load(keeping), masked: await load(one.policy) }
}

/** A policy for the tables of the loaded dump, as JSON, which is YAML too. */
async function keepEverything(one: Case, address: DatabaseAddress): Promise<string> {
  const columns = await client(
    address,
    one.family === 'postgres'
      ? "SELECT table_schema || '.' || table_name || ' ' || column_name FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name) WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')"
      : "SELECT CONCAT(table_name, ' ', column_name) FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name) WHERE table_type = 'BASE TABLE' AND table_schema = DATABASE()",
  )
  const tables: Record<string, { columns: Record<string, { keep: string }> }> = {}
  for (const line of columns.trim().split('\n')) {
    const [table = '', column = ''] = line.split(' ')
    const of = (tables[table] ??= { columns: {} })
    of.columns[column] = { keep: 'measured against masking' }
  }
  return JSON.stringify({ policy: 1, purpose: 'measuring', source: { engine: one.family }, tables })
}

/** Runs a statement, or what `input` reads; what it prints. */
async function client(address: DatabaseAddress, input: string | number): Promise<string> {
  const { host, port, user, database } = address
  const postgres = address.family === 'postgres'
  const { file, environment } = await findProgram(postgres ? 'psql' : 'mysql', { log })
  const args = postgres
    ? ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-h', host, '-p', String(port), '-U', user, '-d', database]
    : ['--no-defaults', '-N', '-h', host, '-P', String(port), '-u', user, database]
  if (typeof input === 'string') args.push(postgres ? '-c' : '-e', input)
  const password = address.password.reveal()
  const child = spawn(file, args, {
    env: childEnvironment({ ...environment, PGPASSWORD: password, MYSQL_PWD: password }),
    stdio: [typeof input === 'number' ? input : 'ignore', 'pipe', 'ignore'],
  })
  let printed = ''
  child.stdout?.on('data', (data: Buffer) => (printed += data.toString()))
  const [status] = (await once(child, 'close')) as [number | null]
  if (status !== 0) throw new Error(`${file} ended with ${status}`)
  return printed
}

async function timed(work: () => Promise<unknown>): Promise<Load> {
  const start = systemClock.monotonic()
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return { seconds: (systemClock.monotonic() - start) / 1000, cpu: (user + system) / 1e6 }
}

function makeDumps(): void {
  if (existsSync(join(folder, 'manifest.json'))) return
  const { status } = spawnSync(
    process.execPath,
    [
      '--conditions=poligon-source',
      'examples/hub/generate/main.ts',
      '--people',
      values.people,
      '--orders',
      values.orders,
      '--to',
      folder,
    ],
    { env: childEnvironment(), stdio: ['ignore', 'ignore', 'inherit'] },
  )
  if (status !== 0) throw new Error(`the generator ended with ${status}`)
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}
