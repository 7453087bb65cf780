import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder, childEnvironment } from 'poligon'
import { documentDump, mixedDump, pgDump, mysqlDump } from './masking-dumps.ts'
import { runJob, type Usage } from './run-job.ts'

/**
 * Masks dumps made once into the cache: a mysqldump with 21 masked columns (also under HMAC-SHA256), one
 * with JSON documents, one with columns that only JavaScript masks among others, and a pg_dump with 4, by 0, 1 and 2
 * worker threads into a file: a process for each run, the whole job with both passes over the dump. It is
 * the built package that is measured, which users run, and the sources beside it; the better of two runs each.
 * `node --conditions=poligon-source bench/masking.bench.ts [MEGABYTES]`
 */
const megabytes = Number(process.argv[2] ?? 600)

const builds = [
  ['package', []],
  ['sources', ['--conditions=poligon-source']],
] as const
const rounds = 2
const maskOnce = new URL('./mask-once.js', import.meta.url)

execFileSync(process.execPath, [fileURLToPath(new URL('../.ci/package.ts', import.meta.url))], {
  env: childEnvironment(),
})
console.log(
  '| dump | workers | code | MB/s | MB per CPU second | peak RSS, MB |\n|---|---|---|---|---|---|',
)
for (const [name, dump] of [
  ['mysqldump, 21 masked columns', mysqlDump(megabytes)],
  ['mysqldump, HMAC-SHA256', mysqlDump(megabytes, 'key: {prf: hmac-sha256}')],
  ['mysqldump, 4 JSON paths and a column', documentDump(megabytes)],
  ['mysqldump, columns of all kinds', mixedDump(megabytes)],
  ['pg_dump, 4 masked columns', pgDump(megabytes)],
] as const) {
  const policy = join(cacheFolder('bench'), 'policy.yaml')
  const target = join(cacheFolder('bench'), 'masked.sql')
  writeFileSync(policy, dump.policy)
  for (const jobs of [0, 1, 2]) {
    const runs: Usage[][] = builds.map(() => [])
    for (let round = 0; round < rounds; round++)
      for (const [i, [, flags]] of builds.entries())
        runs[i]?.push(await runJob(maskOnce, { source: dump.file, policy, jobs, target }, flags))
    for (const [i, [code]] of builds.entries()) {
      const best = (of: (one: Usage) => number) => Math.min(...(runs[i] ?? []).map(of))
      const rate = (seconds: number) => (dump.bytes / 1e6 / seconds).toFixed(0)
      console.log(
        `| ${name} | ${jobs} | ${code} | ${rate(best(({ wall }) => wall))} | ${rate(best(({ cpu }) => cpu))} | ${(best(({ rss }) => rss) / 1024).toFixed(0)} |`,
      )
    }
  }
}
