import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from 'poligon'
import { findDrift, scanDump, writePolicy } from 'poligon/anonymizers'
import { definitionsDump, mysqlDump } from './masking-dumps.ts'
import { answerJob, isJob, runJob, type Usage } from './run-job.ts'

/**
 * Looks for personal data in a mysqldump, by samples and in every row, and compares the definitions of 1,000
 * tables with their policy: a process for each, its start included in nothing.
 * `node --conditions=poligon-source bench/scan.bench.ts [MEGABYTES]`
 */
interface Job {
  readonly file: string
  readonly what: keyof typeof work
}

interface Figures extends Usage {
  readonly rows: number
  readonly lookedAt: number
}

const rounds = 3

const work = {
  'write the policy': async (source: string) => {
    const policy = policyFile()
    rmSync(policy, { force: true })
    return (await writePolicy({ source, policy, quiet: true })).result.checked
  },
  'scan samples': async (source: string) => (await scanDump({ source, quiet: true })).checked,
  'scan every row': async (source: string) =>
    (await scanDump({ source, quiet: true, everyRow: true })).checked,
  'drift of 1,000 tables': async (source: string) => {
    const { changes, result } = await findDrift({ source, policy: policyFile(), quiet: true })
    if (changes.length > 0) throw new Error('the policy was written for these tables')
    return result.checked
  },
}

const policyFile = () => join(cacheFolder('bench'), 'scan-policy.yaml')

if (isJob) answerJob(async ({ file, what }: Job) => work[what](file))
else await measureAll(Number(process.argv[2] ?? 1000))

async function measureAll(megabytes: number): Promise<void> {
  const rows = mysqlDump(megabytes).file
  const definitions = definitionsDump(1000).file
  await runJob(import.meta.url, { file: definitions, what: 'write the policy' } satisfies Job)
  console.log('| what | rows | looked at | seconds | CPU seconds | peak RSS, MB |')
  console.log('|---|---|---|---|---|---|')
  for (const job of [
    { file: rows, what: 'scan samples' },
    { file: rows, what: 'scan every row' },
    { file: definitions, what: 'drift of 1,000 tables' },
  ] satisfies Job[]) {
    const all: Figures[] = []
    for (let i = 0; i < rounds; i++) all.push(await runJob(import.meta.url, job))
    const middle = all.toSorted((a, b) => a.cpu - b.cpu)[rounds >> 1]
    if (!middle) throw new Error('nothing was measured')
    const { rows: found, lookedAt, wall, cpu, rss } = middle
    console.log(
      `| ${job.what} | ${found} | ${lookedAt} | ${wall.toFixed(1)} | ${cpu.toFixed(1)} | ${(rss / 1024).toFixed(0)} |`,
    )
  }
  rmSync(policyFile())
}
