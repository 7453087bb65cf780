import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog, systemClock } from 'poligon'
import { openTcpProxy, startServer, type DatabaseAddress } from 'poligon/environments'
import { plainClient } from './plain-client.ts'

/**
 * What the proxy for network faults adds to a query while no fault holds: another process asks one thing
 * after another, directly and through the proxy in turn. `node --conditions=poligon-source bench/proxy.bench.ts`
 */
const queries = 20_000
const rounds = 5
const kinds = [
  ['one number', 'SELECT 1;'],
  ['a row of 60 by its key', 'SELECT * FROM things WHERE id = 30;'],
  ['all 60 rows, sorted', 'SELECT * FROM things ORDER BY words, id;'],
] as const

const folder = mkdtempSync(join(tmpdir(), 'poligon-bench-'))
try {
  console.log('| engine | query | directly, µs | through the proxy, µs | added |')
  console.log('|---|---|---|---|---|')
  for (const family of ['postgres', 'mariadb'] as const) await measure(family)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function measure(family: 'postgres' | 'mariadb'): Promise<void> {
  await using server = await startServer(family, {
    provider: 'embedded',
    version: '',
    database: 'first',
    log: createLog({ quiet: true }),
  })
  await using proxy = await openTcpProxy(server.address, systemClock)
  const behind = { ...server.address, host: proxy.host, port: proxy.port }
  const rows = Array.from({ length: 60 }, (_, i) => `(${i}, '${'word '.repeat(20)}')`)
  await plainClient(
    server.address,
    `CREATE TABLE things (id int PRIMARY KEY, words text); INSERT INTO things VALUES ${rows.join()};`,
  )
  for (const [name, sql] of kinds) {
    const file = join(folder, 'queries.sql')
    writeFileSync(file, `${sql}\n`.repeat(queries))
    const [direct, through]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      direct.push(await secondsOf(server.address, file))
      through.push(await secondsOf(behind, file))
    }
    const [a, b] = [median(direct), median(through)]
    const each = (seconds: number) => ((seconds / queries) * 1e6).toFixed(0)
    console.log(
      `| ${family} | ${name} | ${each(a)} | ${each(b)} | ${(100 * (b / a - 1)).toFixed(0)} % |`,
    )
  }
}

async function secondsOf(address: DatabaseAddress, file: string): Promise<number> {
  const input = openSync(file, 'r')
  const before = systemClock.monotonic()
  await plainClient(address, input)
  closeSync(input)
  return (systemClock.monotonic() - before) / 1000
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN
}
