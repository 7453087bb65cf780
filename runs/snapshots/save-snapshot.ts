import { chmod, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  contentHash,
  maskDump,
  sourceFingerprint,
  type MaskReport,
} from '../../anonymizers/index.ts'
import { systemClock } from '../../core/clock.ts'
import { PoligonError } from '../../core/errors.ts'
import type { MaskingKey } from '../../core/key.ts'
import { name, say } from '../../core/redacted.ts'
import type { DatabaseSpec } from '../../environments/index.ts'
import { readySeeds, type ReadySeedsOptions, type Seed } from '../ready-seeds.ts'
import { refuseExpired } from '../retention/expired-copy.ts'
import { openTrail, type RunInTrail } from '../trail/trail.ts'
import { manifestFile, type Manifest } from './manifest.ts'
import {
  checkSnapshotName,
  makeSnapshotFolder,
  snapshotFolder,
  type Snapshot,
} from './snapshot-folder.ts'

export interface SaveSnapshotOptions extends ReadySeedsOptions {
  readonly key: MaskingKey
  /** Default: the environment's name and the time. */
  readonly name?: string
  readonly quiet?: boolean
}

/**
 * Masks the dumps of an environment into files that can be loaded without the dumps and without the key, and
 * writes down how they came to be. Each is searched for originals; when one is left, there is no snapshot.
 *
 * @throws POLIGON_NOTHING_RAN when the environment has no seeds; what masking throws.
 */
export async function saveSnapshot(options: SaveSnapshotOptions): Promise<Snapshot> {
  const { environment, project } = options
  const created = new Date(systemClock.now()).toISOString()
  const wanted = options.name ?? `${environment.name}-${created.slice(0, 19).replaceAll(':', '-')}`
  checkSnapshotName(wanted)
  const seeds = await readySeeds(options)
  if (seeds.size === 0)
    throw new PoligonError('POLIGON_NOTHING_RAN', {
      what: say`No database of ${name(environment.name)} has a seed: there is nothing to save.`,
      remedy: say`Name a dump and a policy in the environment file (\`seed\`).`,
    })
  let manifest: Manifest | undefined
  const folder = await makeSnapshotFolder(snapshotFolder(project), wanted, async (draft) => {
    const systems: Manifest['systems'] = {}
    const reports: MaskReport[] = []
    for (const [system, seed] of seeds) {
      const { report, entry } = await maskOne(system, seed, draft, wanted, options)
      systems[system] = entry
      reports.push(report)
    }
    const expires = reports.flatMap((report) => report.expires ?? []).toSorted()[0]
    const isAnonymous = reports.every(({ status }) => status === 'anonymous')
    manifest = {
      snapshot: 1,
      environment: environment.name,
      created,
      ...(expires === undefined ? {} : { expires }),
      status: isAnonymous ? 'anonymous' : 'pseudonymised',
      systems,
    }
    const text = `${JSON.stringify(manifest, undefined, 2)}\n`
    await writeFile(join(draft, manifestFile), text, { mode: 0o600 })
  })
  if (!manifest) throw new Error('a snapshot that was not filled')
  return { name: wanted, folder, manifest }
}

async function maskOne(
  system: string,
  seed: Seed,
  draft: string,
  wanted: string,
  { project, environment, key, quiet, signal }: SaveSnapshotOptions,
): Promise<{ report: MaskReport; entry: Manifest['systems'][string] }> {
  const dump = join(project.root, seed.dump)
  const policy = join(project.root, seed.policy)
  await refuseExpired(project.root, dump, systemClock)
  const source = { name: dump, fingerprint: await sourceFingerprint(dump) }
  const file = `${system}.sql.gz`
  const target = join(draft, file)
  let inTrail: RunInTrail | undefined
  try {
    const report = await maskDump({
      source: dump,
      policy,
      key,
      target,
      signal,
      ...(quiet === undefined ? {} : { quiet }),
      onReady: ({ keyId, policy: hash, purpose, expires }) => {
        inTrail = openTrail(project.root, systemClock).begin({
          command: 'snapshot',
          source,
          policy: { file: policy, hash },
          keyId,
          purpose,
          target: join(snapshotFolder(project), wanted, file),
          ...(expires === undefined ? {} : { expires }),
        })
      },
    })
    await chmod(target, 0o600)
    const rows = report.tables.reduce((sum, table) => sum + table.rows, 0)
    const sha256 = await contentHash(target)
    if (rows === 0 || sha256 === undefined) throw empty(system, seed.dump)
    const { size: bytes } = await stat(target)
    inTrail?.done({ rows, verified: true, written: { digest: sha256, bytes } })
    const { engine } = environment.systems[system] as DatabaseSpec
    return {
      report,
      entry: {
        engine,
        version: report.versions.dump,
        file,
        sha256,
        bytes,
        policy: { file: seed.policy, hash: report.policy },
        keyId: report.keyId,
        verified: true,
        rows,
        tables: report.tables.map(({ table, rows, maskedColumns }) => ({
          table,
          rows,
          maskedColumns,
        })),
      },
    }
  } catch (failure) {
    inTrail?.failed(failure)
    throw failure
  }
}

function empty(system: string, dump: string): PoligonError {
  return new PoligonError('POLIGON_NOTHING_RAN', {
    what: say`The dump of ${name(system)} holds no row at all.`,
    place: { file: dump },
    remedy: say`Check that the dump holds data.`,
  })
}
