import { fork } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder, childEnvironment, keyFromBytes } from 'poligon'
import { maskDump, verifyDump } from 'poligon/anonymizers'
import { documentDump, mixedDump, mysqlDump, pgDump } from './masking-dumps.ts'

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

interface Figures {
  readonly cpu: number
  readonly wall: number
  readonly rss: number
  /** Of the comparison; 0 of masking. */
  readonly fields: number
  readonly leaks: number
}

if (process.send) process.once('message', (job: Job) => void measure(job))
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

async function run(job: Job): Promise<Figures> {
  const child = fork(fileURLToPath(import.meta.url), { env: childEnvironment() })
  child.send(job)
  const [figures] = (await once(child, 'message')) as [Figures]
  await once(child, 'exit')
  return figures
}

async function measure({ work, file, policy, copy }: Job): Promise<void> {
  const before = process.cpuUsage()
  const start = performance.now()
  let [fields, leaks] = [0, 0]
  if (work !== 'verify') {
    const key = keyFromBytes(new Uint8Array(32).fill(7))
    await maskDump({ source: file, policy, key, target: copy, verify: work === 'mask with verify' })
  } else {
    const found = await verifyDump({
      masked: { source: copy },
      original: { source: file },
      policy,
    })
    fields = found.checked.fields
    leaks = found.leaks.length + found.reachable.length
  }
  const { user, system } = process.cpuUsage(before)
  const figures: Figures = {
    cpu: (user + system) / 1e6,
    wall: performance.now() - start,
    rss: process.resourceUsage().maxRSS,
    fields,
    leaks,
  }
  process.send?.(figures, () => process.disconnect())
}
