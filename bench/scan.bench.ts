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
  drift: async (source: string) => {
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
  console.log('| what | rows | looked at | seconds | CPU seconds | peak RSS, MB |')
  console.log('|---|---|---|---|---|---|')
  await measure(`scan samples of ${megabytes} MB`, { file: rows, what: 'scan samples' })
  await measure(`scan every row of ${megabytes} MB`, { file: rows, what: 'scan every row' })
  for (const rows of [0, 1] as const) {
    const { file } = definitionsDump(1000, rows)
    await runJob(import.meta.url, { file, what: 'write the policy' } satisfies Job)
    await measure(`drift of 1,000 tables, ${rows} rows in each`, { file, what: 'drift' })
  }
  rmSync(policyFile())
}

async function measure(title: string, job: Job): Promise<void> {
  const all: Figures[] = []
  for (let i = 0; i < rounds; i++) all.push(await runJob(import.meta.url, job))
  const middle = all.toSorted((a, b) => a.cpu - b.cpu)[rounds >> 1]
  if (!middle) throw new Error('nothing was measured')
  const { rows, lookedAt, wall, cpu, rss } = middle
  console.log(
    `| ${title} | ${rows} | ${lookedAt} | ${wall.toFixed(1)} | ${cpu.toFixed(1)} | ${(rss / 1024).toFixed(0)} |`,
  )
}
