import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, keyFromBytes } from 'poligon'
import { maskDump } from 'poligon/anonymizers'
import { mysqlDump } from './masking-dumps.ts'
import { customerTables } from './masking-tables.ts'
import { answerJob, isJob, runJob, type Usage } from './run-job.ts'

/**
 * Masks all of a mysqldump, and a tenth of its customers with what refers to them, in turn: a process for
 * each run, by 0 and 2 worker threads.
 * `node --conditions=poligon-source bench/subset.bench.ts [MEGABYTES]`
 */
interface Job {
  readonly file: string
  readonly policy: string
  readonly jobs: number
  readonly subset: readonly string[]
}

interface Figures extends Usage {
  readonly rows: number
}

if (isJob) answerJob(work)
else await measureAll(Number(process.argv[2] ?? 1000))

async function measureAll(megabytes: number): Promise<void> {
  const { file, policy: said } = mysqlDump(megabytes)
  const policy = join(cacheFolder('bench'), 'subset-policy.yaml')
  const [root, ...others] = customerTables.map(({ name }) => name)
  if (root === undefined) throw new Error('the dump has no tables')
  const relations = others.map((table) => `  - {from: ${table}.id, to: ${root}.id}\n`)
  writeFileSync(policy, `${said}relations:\n${relations.join('')}`)
  console.log('| workers | rows | seconds | CPU seconds | peak RSS, MB |\n|---|---|---|---|---|')
  for (const jobs of [0, 2]) {
    const all = await run({ file, policy, jobs, subset: [] })
    const tenth = await run({ file, policy, jobs, subset: [`10% of ${root}`] })
    for (const { rows, wall, cpu, rss } of [all, tenth])
      console.log(
        `| ${jobs} | ${rows} | ${wall.toFixed(1)} | ${cpu.toFixed(1)} | ${(rss / 1024).toFixed(0)} |`,
      )
    console.log(
      `| ${jobs} | a tenth / all | ${(tenth.wall / all.wall).toFixed(2)} | ${(tenth.cpu / all.cpu).toFixed(2)} | |`,
    )
  }
}

function run(job: Job): Promise<Figures> {
  return runJob(import.meta.url, job)
}

async function work({ file, policy, jobs, subset }: Job): Promise<object> {
  const key = keyFromBytes(new Uint8Array(32).fill(7))
  const target = join(cacheFolder('bench'), 'subset.sql')
  const { tables } = await maskDump({
    source: file,
    policy,
    key,
    jobs,
    target,
    subset,
    verify: false,
  })
  rmSync(target)
  return { rows: tables.reduce((sum, { rows }) => sum + rows, 0) }
}
