import { join } from 'node:path'
import { maskToPieces, sourceFingerprint, type MaskReport } from '../anonymizers/index.ts'
import { systemClock } from '../core/clock.ts'
import type { SeededRecord } from '../core/contracts/run-record.ts'
import { PoligonError } from '../core/errors.ts'
import type { MaskingKey } from '../core/key.ts'
import type { Log } from '../core/log.ts'
import { name, say } from '../core/redacted.ts'
import type { Environment, RunningEnvironment } from '../environments/index.ts'
import type { Project } from './project.ts'
import { readySeeds, type Seed } from './ready-seeds.ts'
import { refuseExpired } from './retention/expired-copy.ts'
import { openTrail, type RunInTrail } from './trail/trail.ts'

export interface SeedOptions {
  readonly project: Project
  readonly environment: Environment
  readonly running: RunningEnvironment
  readonly key: MaskingKey
  readonly log: Log
  readonly quiet?: boolean
  readonly signal: AbortSignal
}

/**
 * Fills the template of every database that has a seed with a masked copy of its dump, all at the
 * same time, and freezes all of them. Dumps that are missing are made first; what makes them does not
 * see the key.
 *
 * @throws POLIGON_SOURCE when a dump is missing and cannot be made, POLIGON_LOAD when a database ends
 * up without rows.
 */
export async function seedEnvironment(options: SeedOptions): Promise<readonly SeededRecord[]> {
  const seeds = await readySeeds(options)
  const clock = systemClock
  const begin = clock.monotonic()
  const seeded = await settled(
    [...options.running.databases.keys()].map(async (system): Promise<SeededRecord[]> => {
      const seed = seeds.get(system)
      const record = seed ? [await seedDatabase(system, seed, options)] : []
      await options.running.databases.get(system)?.freeze()
      return record
    }),
  )
  if (seeds.size > 0) {
    const rows = seeded.flat().flatMap(({ tables }) => tables.map((table) => table.rows))
    const seconds = Number(((clock.monotonic() - begin) / 1000).toFixed(1))
    options.log.info(
      say`masked and loaded ${rows.reduce((sum, count) => sum + count, 0)} rows of ${seeds.size} databases in ${seconds} s`,
    )
  }
  return seeded.flat()
}

async function seedDatabase(
  system: string,
  seed: Seed,
  { project, environment, running, key, signal, quiet }: SeedOptions,
): Promise<SeededRecord> {
  const database = running.databases.get(system)
  if (!database) throw new Error(`no database runs for ${system}`)
  const dump = join(project.root, seed.dump)
  const policy = join(project.root, seed.policy)
  await refuseExpired(project.root, dump, systemClock)
  const source = { name: dump, fingerprint: await sourceFingerprint(dump) }
  const target = `env:${environment.name}/${system}`
  let inTrail: RunInTrail | undefined
  let report: MaskReport | undefined
  await using pieces = maskToPieces({
    source: dump,
    policy,
    key,
    signal,
    ...(quiet === undefined ? {} : { quiet }),
    onReady: ({ keyId, policy: hash, purpose }) => {
      const facts = { source, policy: { file: policy, hash }, keyId, purpose, target }
      inTrail = openTrail(project.root, systemClock).begin({ command: 'seed', ...facts })
    },
    onReport: (made) => {
      report = made
    },
  })
  const loaded = await database.load(pieces, signal).catch((failure: unknown) => {
    inTrail?.failed(failure)
    throw failure
  })
  const rows = loaded.reduce((sum, table) => sum + table.rows, 0)
  inTrail?.done({ rows, ...(report ? { verified: report.verified } : {}) })
  if (rows === 0)
    throw new PoligonError('POLIGON_LOAD', {
      what: say`The database ${name(system)} was filled with no row at all.`,
      place: { file: seed.dump },
      remedy: say`Check that the dump holds data.`,
    })
  if (!report) throw new Error('the loader did not read the dump to its end')
  return {
    system,
    policy: seed.policy,
    keyId: report.keyId,
    tables: report.tables.map(({ table, rows: count, maskedColumns }) => ({
      table,
      rows: count,
      maskedColumns,
    })),
  }
}

/** All results, or the first failure after all have ended: nothing goes on behind the caller's back. */
async function settled<T>(work: readonly Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(work)
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
}
