import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createProgress, DisposalStack, say, type Log } from 'poligon'
import { dumpDatabase, startServer, type DatabaseAddress } from 'poligon/environments'
import { erpTables } from './erp-rows.ts'
import { fillErp } from './fill-erp.ts'
import { fillShop } from './fill-shop.ts'
import type { Options } from './options.ts'
import { shopTables } from './shop-rows.ts'
import type { TableRows } from './tables.ts'
import { worldOf } from './world.ts'

type Counts = Readonly<Record<string, number>>

/**
 * Fills two real servers and takes their dumps with the servers' own tools. The files get their names
 * when all of them are complete.
 */
export async function writeDumps(options: Options, log: Log, signal: AbortSignal): Promise<void> {
  const world = worldOf(options.seed, options)
  mkdirSync(options.to, { recursive: true })
  const unfinished = mkdtempSync(join(options.to, '.unfinished-'))
  const progress = createProgress(say`rows`, { unit: 'items' })
  let rows = 0
  const count = (more: number) => progress.update((rows += more))
  const make = async (
    family: 'mariadb' | 'postgres',
    version: string,
    database: 'shop' | 'erp',
    fill: (
      address: DatabaseAddress,
      tables: readonly TableRows[],
      progress: typeof count,
    ) => Promise<Counts>,
    tables: readonly TableRows[],
  ) => {
    await using stack = new DisposalStack()
    const server = stack.use(
      await startServer(family, { provider: 'auto', version, database, log, signal }),
    )
    const counts = await fill(server.address, tables, count)
    signal.throwIfAborted()
    const file = join(unfinished, `${database}.sql`)
    await dumpDatabase(server.address, file, { log, signal })
    return { file: `${database}.sql`, bytes: statSync(file).size, rows: counts }
  }
  try {
    const dumps = await settled([
      make('mariadb', '10.11', 'shop', fillShop, shopTables(world)),
      make('postgres', '15', 'erp', fillErp, erpTables(world)),
    ])
    const { seed, people, orders } = options
    const manifest = { seed, people, orders, dumps }
    writeFileSync(join(unfinished, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    for (const file of ['shop.sql', 'erp.sql', 'manifest.json'])
      renameSync(join(unfinished, file), join(options.to, file))
    const bytes = dumps.reduce((sum, dump) => sum + dump.bytes, 0)
    log.info(say`wrote ${rows} rows, ${Number((bytes / 1e6).toFixed(1))} MB`)
  } finally {
    progress.end()
    rmSync(unfinished, { recursive: true, force: true })
  }
}

/** All results, or the first failure after all have ended: no server outlives its folder. */
async function settled<T>(work: readonly Promise<T>[]): Promise<readonly T[]> {
  const results = await Promise.allSettled(work)
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason
    return result.value
  })
}
