import { fork } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder, childEnvironment, keyFromBytes } from 'poligon'
import { maskDump } from 'poligon/anonymizers'
import { documentDump, mixedDump, pgDump, mysqlDump } from './masking-dumps.ts'

/**
 * Masks dumps made once into the cache: a mysqldump with 21 masked columns (also under HMAC-SHA256), one
 * with JSON documents, one with columns that only JavaScript masks among others, and a pg_dump with 4, by 0, 1 and 2
 * worker threads into a file: a process for each run, the whole job with both passes over the dump.
 * `node --conditions=poligon-source bench/masking.bench.ts [MEGABYTES]`
 */
interface Job {
  readonly file: string
  readonly policy: string
  readonly jobs: number
}

if (process.send) process.once('message', (job: Job) => void measure(job))
else await measureAll(Number(process.argv[2] ?? 600))

async function measureAll(megabytes: number): Promise<void> {
  console.log('| dump | workers | MB/s | MB per CPU second | peak RSS, MB |\n|---|---|---|---|---|')
  for (const [name, dump] of [
    ['mysqldump, 21 masked columns', mysqlDump(megabytes)],
    ['mysqldump, HMAC-SHA256', mysqlDump(megabytes, 'key: {prf: hmac-sha256}')],
    ['mysqldump, 4 JSON paths and a column', documentDump(megabytes)],
    ['mysqldump, columns of all kinds', mixedDump(megabytes)],
    ['pg_dump, 4 masked columns', pgDump(megabytes)],
  ] as const) {
    const policy = join(cacheFolder('bench'), 'policy.yaml')
    writeFileSync(policy, dump.policy)
    for (const jobs of [0, 1, 2]) {
      const child = fork(fileURLToPath(import.meta.url), { env: childEnvironment() })
      child.send({ file: dump.file, policy, jobs } satisfies Job)
      const [figures] = (await once(child, 'message')) as [
        { wall: number; cpu: number; rss: number },
      ]
      await once(child, 'exit')
      const rate = (seconds: number) => (dump.bytes / 1e6 / seconds).toFixed(0)
      console.log(
        `| ${name} | ${jobs} | ${rate(figures.wall)} | ${rate(figures.cpu)} | ${(figures.rss / 1024).toFixed(0)} |`,
      )
    }
  }
}

async function measure({ file, policy, jobs }: Job): Promise<void> {
  const before = process.cpuUsage()
  const start = performance.now()
  const key = keyFromBytes(new Uint8Array(32).fill(7))
  const target = join(cacheFolder('bench'), 'masked.sql')
  await maskDump({ source: file, policy, key, jobs, target })
  const { user, system } = process.cpuUsage(before)
  rmSync(target)
  process.send?.({
    wall: (performance.now() - start) / 1000,
    cpu: (user + system) / 1e6,
    rss: process.resourceUsage().maxRSS,
  })
  process.disconnect()
}
