import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { cacheFolder, childEnvironment, createLog, keyFromBytes, systemClock } from 'poligon'
import { findProgram, serverUrl, startServer, type DatabaseAddress } from 'poligon/environments'
import { maskIntoDatabase } from 'poligon/runs'

/**
 * Masking a dump into a database against the plain client that loads the dump as it is, into servers
 * of the same kind and settings. The data are those of the example, made once into the cache.
 * `node --conditions=poligon-source bench/loading.bench.ts [--people N] [--orders N]`
 */
const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '40000' },
    orders: { type: 'string', default: '80000' },
  },
})
const rounds = 3
const log = createLog({ quiet: true })
const signal = new AbortController().signal
const key = keyFromBytes(new Uint8Array(32).fill(7))
const folder = cacheFolder('bench', `hub-${values.people}-${values.orders}`)

const cases = [
  { family: 'postgres', file: 'erp.sql', policy: 'anonymizers/erp.yaml', goal: 0.8 },
  { family: 'mariadb', file: 'shop.sql', policy: 'anonymizers/shop.yaml', goal: 0.4 },
] as const
type Case = (typeof cases)[number]

makeDumps()
for (const one of cases) {
  const dump = join(folder, one.file)
  const megabytes = statSync(dump).size / 1e6
  const figures: { plain: number; ours: number }[] = []
  for (let round = 0; round < rounds; round++) figures.push(await measure(one, dump))
  const plain = median(figures.map((figure) => figure.plain))
  const ours = median(figures.map((figure) => figure.ours))
  console.log(
    `${one.family.padEnd(9)} ${megabytes.toFixed(0)} MB  plain client ${plain.toFixed(1)} s  mask and load ${ours.toFixed(1)} s  ratio ${(ours / plain).toFixed(2)} (goal ${one.goal})`,
  )
}

async function measure(one: Case, dump: string): Promise<{ plain: number; ours: number }> {
  await using server = await startServer(one.family, {
    provider: 'auto',
    version: '',
    database: 'raw',
    log,
  })
  const plain = await seconds(() => plainClient(one, server.address, dump))
  const target = serverUrl({ ...server.address, database: 'masked' }, 'with password')
  const ours = await seconds(() =>
    maskIntoDatabase({ source: dump, policy: one.policy, target, key, log, quiet: true, signal }),
  )
  return { plain, ours }
}

async function plainClient(one: Case, address: DatabaseAddress, dump: string): Promise<void> {
  const { file, environment } = await findProgram(one.family === 'postgres' ? 'psql' : 'mysql', {
    log,
  })
  const { host, port, user, database } = address
  const password = address.password.reveal()
  const args =
    one.family === 'postgres'
      ? [
          '-X',
          '-q',
          '-v',
          'ON_ERROR_STOP=1',
          '-h',
          host,
          '-p',
          String(port),
          '-U',
          user,
          '-d',
          database,
        ]
      : ['--no-defaults', '-h', host, '-P', String(port), '-u', user, database]
  const input = openSync(dump, 'r')
  const child = spawn(file, args, {
    env: childEnvironment({ ...environment, PGPASSWORD: password, MYSQL_PWD: password }),
    stdio: [input, 'ignore', 'inherit'],
  })
  const [status] = (await once(child, 'exit')) as [number | null]
  closeSync(input)
  if (status !== 0) throw new Error(`${file} ended with ${status}`)
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = systemClock.monotonic()
  await work()
  return (systemClock.monotonic() - start) / 1000
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
