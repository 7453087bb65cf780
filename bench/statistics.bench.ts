import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, keyFromBytes } from 'poligon'
import { maskDump } from 'poligon/anonymizers'
import { mysqlDump, pgDump } from './masking-dumps.ts'
import { answerJob, isJob, runJob, type Usage } from './run-job.ts'

/**
 * Masks dumps with and without counting how far the rows of the copy can be told apart, without worker threads,
 * a process for each.
 * `node --conditions=poligon-source bench/statistics.bench.ts [MEGABYTES]`
 */
interface Job {
  readonly file: string
  readonly policy: string
  readonly copy: string
}

interface Figures extends Usage {
  readonly rows: number
  readonly classes: number
}

if (isJob) answerJob(work)
else await measureAll(Number(process.argv[2] ?? 300))

async function measureAll(megabytes: number): Promise<void> {
  console.log(
    '| dump | mask, CPU seconds | with statistics | rows measured | combinations | peak RSS, MB, without and with |\n|---|---|---|---|---|---|',
  )
  const policy = join(cacheFolder('bench'), 'statistics-policy.yaml')
  const copy = join(cacheFolder('bench'), 'statistics-copy.sql')
  for (const [name, dump, columns] of [
    [
      'mysqldump, 21 masked columns',
      mysqlDump(megabytes),
      'customer_address_entity: [city, postcode, street]',
    ],
    ['pg_dump, 4 masked columns', pgDump(megabytes), 'public.partners: [email, phone]'],
  ] as const) {
    const run = async (head: string): Promise<Figures> => {
      writeFileSync(policy, dump.policy.replace('purpose:', `${head}purpose:`))
      const job: Job = { file: dump.file, policy, copy }
      const figures = await runJob<Figures>(import.meta.url, job)
      rmSync(copy)
      return figures
    }
    const plain = await run('')
    const counted = await run(`quasiIdentifiers: {${columns}}\n`)
    const rss = [plain, counted].map((one) => (one.rss / 1024).toFixed(0)).join(', ')
    console.log(
      `| ${name} | ${plain.cpu.toFixed(1)} | ${counted.cpu.toFixed(1)} | ${counted.rows} | ${counted.classes} | ${rss} |`,
    )
  }
}

async function work({ file, policy, copy }: Job): Promise<object> {
  const key = keyFromBytes(new Uint8Array(32).fill(42))
  const { measured } = await maskDump({
    source: file,
    policy,
    target: copy,
    key,
    jobs: 0,
    verify: false,
  })
  return { rows: measured?.[0]?.rows ?? 0, classes: measured?.[0]?.classes ?? 0 }
}
