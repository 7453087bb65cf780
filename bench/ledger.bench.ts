import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, keyFromBytes } from 'poligon'
import { maskDump, verifyDump } from 'poligon/anonymizers'
import { documentDump, mixedDump, mysqlDump, pgDump } from './masking-dumps.ts'
import { answerJob, isJob, runJob, type Usage } from './run-job.ts'

/**
 * Masks dumps, with the look for originals and without, and compares the copies with their originals, a process
 * for each, with no worker threads and with two. A find is a false alarm here.
 * `node --conditions=poligon-source bench/ledger.bench.ts [MEGABYTES]`
 */
interface Job {
  readonly work: 'mask' | 'mask with verify' | 'verify'
  readonly file: string
  readonly policy: string
  readonly copy: string
  readonly jobs: number
}

interface Figures extends Usage {
  /** Of the comparison; 0 of masking. */
  readonly fields: number
  readonly leaks: number
}

const columns = [
  'dump',
  'workers',
  'mask, CPU seconds',
  'seconds',
  'with verify, CPU seconds',
  'seconds',
  'CPU, times',
  'wall, times',
  'peak RSS, MB',
  'verify alone, CPU seconds',
  'seconds',
  'MB of the copy a second',
  'peak RSS, MB',
  'fields',
  'false alarms',
]

if (isJob) answerJob(work)
else await measureAll(Number(process.argv[2] ?? 600))

async function measureAll(megabytes: number): Promise<void> {
  console.log(`| ${columns.join(' | ')} |\n|${'---|'.repeat(columns.length)}`)
  const policy = join(cacheFolder('bench'), 'ledger-policy.yaml')
  const copy = join(cacheFolder('bench'), 'ledger-copy.sql')
  for (const [name, dump] of [
    ['mysqldump, 21 masked columns', mysqlDump(megabytes)],
    ['mysqldump, 4 JSON paths and a column', documentDump(megabytes)],
    ['mysqldump, columns of all kinds', mixedDump(megabytes)],
    ['pg_dump, 4 masked columns', pgDump(megabytes)],
  ] as const)
    for (const jobs of [0, 2]) {
      writeFileSync(policy, dump.policy)
      const job = { file: dump.file, policy, copy, jobs }
      const mask = await run({ work: 'mask', ...job })
      const both = await run({ work: 'mask with verify', ...job })
      const verify = await run({ work: 'verify', ...job })
      rmSync(copy)
      const cells = [
        name,
        jobs,
        mask.cpu.toFixed(1),
        mask.wall.toFixed(1),
        both.cpu.toFixed(1),
        both.wall.toFixed(1),
        (both.cpu / mask.cpu).toFixed(1),
        (both.wall / mask.wall).toFixed(1),
        (both.rss / 1024).toFixed(0),
        verify.cpu.toFixed(1),
        verify.wall.toFixed(1),
        (dump.bytes / 1e6 / verify.wall).toFixed(0),
        (verify.rss / 1024).toFixed(0),
        verify.fields,
        verify.leaks,
      ]
      console.log(`| ${cells.join(' | ')} |`)
    }
}

function run(job: Job): Promise<Figures> {
  return runJob(import.meta.url, job)
}

async function work({ work: kind, file, policy, copy, jobs }: Job): Promise<object> {
  if (kind === 'verify') {
    const found = await verifyDump({
      masked: { source: copy },
      original: { source: file },
      policy,
      jobs,
    })
    return {
      fields: found.checked.fields,
      leaks: found.leaks.length + found.reachable.length,
    }
  }
  const key = keyFromBytes(new Uint8Array(32).fill(7))
  const verify = kind === 'mask with verify'
  await maskDump({ source: file, policy, key, target: copy, jobs, verify })
  return { fields: 0, leaks: 0 }
}
