import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { cacheFolder, childEnvironment, createLog, keyFromBytes, systemClock } from 'poligon'
import { parseServerUrl, serverUrl, startServer, type DatabaseAddress } from 'poligon/environments'
import { maskIntoDatabase } from 'poligon/runs'
import { startDefaultServer } from './default-server.ts'
import { plainClient } from './plain-client.ts'
import { wideDump } from './wide-dumps.ts'

/**
 * Masking a dump into a database against the plain client that loads the dump as it is, into the same
 * server: with a policy that keeps everything, with one that masks, and with one that masks while the copy is looked
 * through for originals, as it is unless it is told not to. Two kinds of data, made once into the cache: those of the
 * example with the example's policies, and wide tables of a shop with the usual indexes. Two kinds of servers: embedded
 * ones, which write nothing for the case of a crash, and servers of this machine with the settings of their makers, where
 * they are installed; or one that is given (its databases `poligon_bench_raw` and `poligon_bench` are replaced).
 * Where other work shares the machine, the ratios of CPU seconds (of client and server together) say more
 * than those of time; they are there for servers whose processes can be seen.
 * `node --conditions=poligon-source bench/loading.bench.ts [--people N] [--orders N] [--megabytes N] [--rounds N] [--only WORD] [--on postgres://…] [--on mariadb://…]`
 */
const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '60000' },
    orders: { type: 'string', default: '120000' },
    megabytes: { type: 'string', default: '150' },
    rounds: { type: 'string', default: '2' },
    only: { type: 'string', default: '' },
    on: { type: 'string', multiple: true, default: [] },
  },
})
const [raw, masked] = ['poligon_bench_raw', 'poligon_bench']
const log = createLog({ quiet: true })
const signal = new AbortController().signal
const key = keyFromBytes(new Uint8Array(32).fill(7))
const folder = cacheFolder('bench', `hub-${values.people}-${values.orders}`)
const families = ['postgres', 'mariadb'] as const
type Family = (typeof families)[number]
const goals = { postgres: 0.8, mariadb: 0.4 }

interface Case {
  readonly family: Family
  readonly data: 'example' | 'wide'
  readonly server: 'embedded' | 'default' | 'given'
}

interface Load {
  readonly seconds: number
  /** Seconds of the client: of this process with its threads, or of the plain one. */
  readonly client: number
  /** Seconds of the server; NaN where its process cannot be seen. */
  readonly server: number
}

const kinds = ['plain', 'kept', 'masked', 'verified'] as const
type Kind = (typeof kinds)[number]

makeDumps()
const given = values.on.map((url) => parseServerUrl(url).address)
const cases = families.flatMap((family): Case[] =>
  (['example', 'wide'] as const).flatMap((data): Case[] =>
    given.length > 0
      ? given.some((one) => one.family === family)
        ? [{ family, data, server: 'given' }]
        : []
      : [
          { family, data, server: 'embedded' },
          { family, data, server: 'default' },
        ],
  ),
)
console.log(
  `| dump | server | plain client, s | keep everything, s | masked, s | and verified, s | ratio, kept | ratio, masked | ratio, verified | goal | CPU s of client + server: ${kinds.join(' | ')} | CPU ratio, kept | CPU ratio, masked |\n${'|---'.repeat(16)}|`,
)
for (const one of cases) {
  const title = `${one.family}, ${one.data}, ${one.server}`
  if (!title.includes(values.only)) continue
  const { file, policy } = dumpOf(one)
  const rounds: Record<Kind, Load>[] = []
  for (let round = 0; round < Number(values.rounds); round++) {
    await using server = await serverOf(one)
    if (server) rounds.push(await measure(one, { ...server.address, database: raw }, file, policy))
  }
  if (rounds.length === 0) {
    console.log(`| ${title} | not installed here |`)
    continue
  }
  const of = (figure: (round: Record<Kind, Load>) => number) => median(rounds.map(figure))
  const seconds = kinds.map((kind) => of((round) => round[kind].seconds).toFixed(1))
  const ratios = kinds
    .slice(1)
    .map((kind) => of((round) => round[kind].seconds / round.plain.seconds).toFixed(2))
  const cpu = kinds.map(
    (kind) =>
      `${of((round) => round[kind].client).toFixed(1)} + ${of((round) => round[kind].server).toFixed(1)}`,
  )
  const sum = ({ client, server }: Load) => client + server
  const cpuRatios = (['kept', 'masked'] as const).map((kind) =>
    of((round) => sum(round[kind]) / sum(round.plain)).toFixed(2),
  )
  const size = (statSync(file).size / 1e6).toFixed(0)
  console.log(
    `| ${[`${one.family}, ${one.data}, ${size} MB`, one.server, ...seconds, ...ratios, goals[one.family], ...cpu, ...cpuRatios].join(' | ')} |`,
  )
}

function dumpOf({ family, data }: Case): { readonly file: string; readonly policy: string } {
  const system = family === 'postgres' ? 'erp' : 'shop'
  if (data === 'example')
    return { file: join(folder, `${system}.sql`), policy: `anonymizers/${system}.yaml` }
  const { file, policy } = wideDump(family, Number(values.megabytes))
  const written = join(cacheFolder('bench'), `wide-${family}.yaml`)
  writeFileSync(written, policy)
  return { file, policy: written }
}

async function serverOf({ family, server }: Case) {
  const own = given.find((one) => one.family === family)
  if (own) return { address: { ...own, database: raw }, [Symbol.asyncDispose]: async () => {} }
  return server === 'default'
    ? startDefaultServer(family)
    : startServer(family, { provider: 'auto', version: '', database: 'first', log })
}

async function measure(one: Case, address: DatabaseAddress, dump: string, policy: string) {
  const maintenance = { ...address, database: one.family === 'postgres' ? 'postgres' : 'mysql' }
  if (one.family === 'postgres')
    await plainClient(maintenance, 'CREATE ROLE poligon').catch(() => {})
  await plainClient(maintenance, `DROP DATABASE IF EXISTS ${raw}`)
  await plainClient(maintenance, `CREATE DATABASE ${raw}`)
  const server = await serverProcess(maintenance)
  const plain = await timed(server, 'child', async () => {
    const input = openSync(dump, 'r')
    await plainClient(address, input)
    closeSync(input)
  })
  const keeping = join(cacheFolder('bench'), `keep-${one.family}-${one.data}.yaml`)
  writeFileSync(keeping, await keepEverything(one.family, address))
  const target = serverUrl({ ...address, database: masked }, 'with password')
  const load = async (by: string, verify = false) => {
    // As the plain client's: it begins with nothing.
    await plainClient(maintenance, `DROP DATABASE IF EXISTS ${masked}`)
    return timed(server, 'self', () =>
      maskIntoDatabase({ source: dump, policy: by, target, key, log, quiet: true, verify, signal }),
    )
  }
  return {
    plain,
    kept: await load(keeping),
    masked: await load(policy),
    verified: await load(policy, true),
  }
}

/** A policy for the tables of the loaded dump, as JSON, which is YAML too. */
async function keepEverything(family: Family, address: DatabaseAddress): Promise<string> {
  const columns = await plainClient(
    address,
    family === 'postgres'
      ? "SELECT table_schema || '.' || table_name || ' ' || column_name FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name) WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')"
      : "SELECT CONCAT(table_name, ' ', column_name) FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name) WHERE table_type = 'BASE TABLE' AND table_schema = DATABASE()",
  )
  const tables: Record<string, { columns: Record<string, { keep: string }> }> = {}
  for (const line of columns.trim().split('\n')) {
    const [table = '', column = ''] = line.split(' ')
    const of = (tables[table] ??= { columns: {} })
    of.columns[column] = { keep: 'measured against masking' }
  }
  return JSON.stringify({ policy: 1, purpose: 'measuring', source: { engine: family }, tables })
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
      return Number(readFileSync((await plainClient(address, 'SELECT @@pid_file')).trim(), 'utf8'))
    const file = await plainClient(
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
