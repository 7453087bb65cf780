import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, keyFromBytes } from 'poligon'
import { maskDump, verifyDump } from 'poligon/anonymizers'
import { documentDump, mixedDump, mysqlDump, pgDump } from './masking-dumps.ts'
import { answerJob, isJob, runJob, type Usage } from './run-job.ts'

/**
 * Masks dumps, with the look for originals and without, and compares the copies with their originals, a process
 * for each. A find is a false alarm here.
 * `node --conditions=poligon-source bench/ledger.bench.ts [MEGABYTES]`
 */
interface Job {
  readonly work: 'mask' | 'mask with verify' | 'verify'
  readonly file: string
  readonly policy: string
  readonly copy: string
}

interface Figures extends Usage {
  /** Of the comparison; 0 of masking. */
  readonly fields: number
  readonly leaks: number
}

if (isJob) answerJob(work)
else await measureAll(Number(process.argv[2] ?? 600))

async function measureAll(megabytes: number): Promise<void> {
  console.log(
    '| dump | mask, CPU seconds | with verify | times | wall, times | verify alone, CPU seconds | MB of the copy per CPU second | peak RSS, MB | fields | false alarms |\n|---|---|---|---|---|---|---|---|---|---|',
  )
  const policy = join(cacheFolder('bench'), 'ledger-policy.yaml')
  const copy = join(cacheFolder('bench'), 'ledger-copy.sql')
  for (const [name, dump] of [
    ['mysqldump, 21 masked columns', mysqlDump(megabytes)],
    ['mysqldump, 4 JSON paths and a column', documentDump(megabytes)],
    ['mysqldump, columns of all kinds', mixedDump(megabytes)],
    ['pg_dump, 4 masked columns', pgDump(megabytes)],
  ] as const) {
    writeFileSync(policy, dump.policy)
    const mask = await run({ work: 'mask', file: dump.file, policy, copy })
    const both = await run({ work: 'mask with verify', file: dump.file, policy, copy })
    const verify = await run({ work: 'verify', file: dump.file, policy, copy })
    rmSync(copy)
    const rate = dump.bytes / 1e6 / verify.cpu
    console.log(
      `| ${name} | ${mask.cpu.toFixed(1)} | ${both.cpu.toFixed(1)} | ${(both.cpu / mask.cpu).toFixed(1)} | ${(both.wall / mask.wall).toFixed(1)} | ${verify.cpu.toFixed(1)} | ${rate.toFixed(0)} | ${(verify.rss / 1024).toFixed(0)} | ${verify.fields} | ${verify.leaks} |`,
    )
  }
}

function run(job: Job): Promise<Figures> {
  return runJob(import.meta.url, job)
}

async function work({ work: kind, file, policy, copy }: Job): Promise<object> {
  if (kind === 'verify') {
    const found = await verifyDump({ masked: { source: copy }, original: { source: file }, policy })
    return {
      fields: found.checked.fields,
      leaks: found.leaks.length + found.reachable.length,
    }
  }
  const key = keyFromBytes(new Uint8Array(32).fill(7))
  await maskDump({ source: file, policy, key, target: copy, verify: kind === 'mask with verify' })
  return { fields: 0, leaks: 0 }
}
