import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
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
 * Where other work shares the machine, the ratios of CPU seconds (of client and server together) say more
 * than those of time; they are there for servers whose processes can be seen.
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
  /** Seconds of the client: of this process with its threads, or of the plain one. */
  readonly client: number
  /** Seconds of the server; NaN where its process cannot be seen. */
  readonly server: number
}

makeDumps()
const given = values.on.map((url) => parseServerUrl(url).address)
console.log(
  '| dump | server | plain client, s | keep everything, s | masked, s | ratio, kept | ratio, masked | goal | CPU s of client + server: plain | kept | masked | CPU ratio, kept | CPU ratio, masked |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|',
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
  type Kind = 'plain' | 'kept' | 'masked'
  const of = (figure: (round: (typeof rounds)[number]) => number) => median(rounds.map(figure))
  const seconds = (kind: Kind) => of((round) => round[kind].seconds).toFixed(1)
  const ratio = (kind: Kind) => of((round) => round[kind].seconds / round.plain.seconds).toFixed(2)
  const cpu = (kind: Kind) =>
    `${of((round) => round[kind].client).toFixed(1)} + ${of((round) => round[kind].server).toFixed(1)}`
  const sum = ({ client, server }: Load) => client + server
  const cpuRatio = (kind: Kind) => of((round) => sum(round[kind]) / sum(round.plain)).toFixed(2)
  console.log(
    `| ${one.family}, ${(statSync(dump).size / 1e6).toFixed(0)} MB | ${own ? 'its own settings' : 'embedded'} | ${seconds('plain')} | ${seconds('kept')} | ${seconds('masked')} | ${ratio('kept')} | ${ratio('masked')} | ${one.goal} | ${cpu('plain')} | ${cpu('kept')} | ${cpu('masked')} | ${cpuRatio('kept')} | ${cpuRatio('masked')} |`,
  )
}

async function measure(one: Case, address: DatabaseAddress, dump: string) {
  const maintenance = { ...address, database: one.family === 'postgres' ? 'postgres' : 'mysql' }
  if (one.family === 'postgres') await client(maintenance, 'CREATE ROLE poligon').catch(() => {})
  await client(maintenance, `DROP DATABASE IF EXISTS ${raw}`)
  await client(maintenance, `CREATE DATABASE ${raw}`)
  const server = await serverProcess(maintenance)
  const plain = await timed(server, 'child', async () => {
    const input = openSync(dump, 'r')
    await client(address, input)
    closeSync(input)
  })
  const keeping = join(folder, `keep-${one.family}.yaml`)
  writeFileSync(keeping, await keepEverything(one, address))
  const target = serverUrl({ ...address, database: masked }, 'with password')
  const load = (policy: string) =>
    timed(server, 'self', () =>
      maskIntoDatabase({
        source: dump,
        policy,
        target,
        key,
        log,
        quiet: true,
        signal,
        verify: false,
      }),
    )
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

/** @param client - whose CPU seconds count as the client's: this process's, or those of the children that it waited for. */
async function timed(
  server: number | undefined,
  client: 'self' | 'child',
  work: () => Promise<unknown>,
): Promise<Load> {
  const own = () => {
    const { user, system } = process.cpuUsage()
    return client === 'self' ? (user + system) / 1e6 : statOf(process.pid).children
  }
  // What a connection has used is the server's when its process has ended.
  const of = async () => (server === undefined ? Number.NaN : (await wait(300), treeOf(server)))
  const before = { client: own(), server: await of() }
  const start = systemClock.monotonic()
  await work()
  const seconds = (systemClock.monotonic() - start) / 1000
  return { seconds, client: own() - before.client, server: (await of()) - before.server }
}

/** The process that the server consists of or that began the others; undefined when it is not on this machine. */
async function serverProcess(address: DatabaseAddress): Promise<number | undefined> {
  try {
    if (address.family !== 'postgres')
      return Number(readFileSync((await client(address, 'SELECT @@pid_file')).trim(), 'utf8'))
    const file = await client(
      address,
      "SELECT current_setting('data_directory') || '/postmaster.pid'",
    )
    return Number(readFileSync(file.trim(), 'utf8').split('\n')[0])
  } catch {
    return undefined
  }
}

/** CPU seconds of a process with its children, alive or not. */
function treeOf(process: number): number {
  const { own, children } = statOf(process)
  const alive = readFileSync(`/proc/${process}/task/${process}/children`, 'utf8').trim()
  const numbers = alive === '' ? [] : alive.split(' ').map(Number)
  return own + children + numbers.reduce((total, child) => total + statOf(child).own, 0)
}

/** See proc_pid_stat(5). */
function statOf(process: number): { readonly own: number; readonly children: number } {
  const fields = readFileSync(`/proc/${process}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  const ticks = (at: number) => Number(fields[at]) / 100
  return { own: ticks(11) + ticks(12), children: ticks(13) + ticks(14) }
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
