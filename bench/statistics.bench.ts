import { fork } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder, childEnvironment, keyFromBytes } from 'poligon'
import { maskDump } from 'poligon/anonymizers'
import { mysqlDump, pgDump } from './masking-dumps.ts'

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

interface Figures {
  readonly cpu: number
  readonly rss: number
  readonly rows: number
  readonly classes: number
}

if (process.send) process.once('message', (job: Job) => void measure(job))
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
      const child = fork(fileURLToPath(import.meta.url), { env: childEnvironment() })
      child.send({ file: dump.file, policy, copy })
      const [figures] = (await once(child, 'message')) as [Figures]
      await once(child, 'exit')
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

async function measure({ file, policy, copy }: Job): Promise<void> {
  const key = keyFromBytes(new Uint8Array(32).fill(42))
  const before = process.cpuUsage()
  const { measured } = await maskDump({ source: file, policy, target: copy, key, jobs: 0 })
  const { user, system } = process.cpuUsage(before)
  process.send?.({
    cpu: (user + system) / 1e6,
    rss: process.resourceUsage().maxRSS,
    rows: measured?.[0]?.rows ?? 0,
    classes: measured?.[0]?.classes ?? 0,
  })
  process.disconnect()
}
