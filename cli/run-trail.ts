import { resolve } from 'node:path'
import type { MaskReport, ReadyFacts } from '../anonymizers/index.ts'
import { systemClock } from '../core/clock.ts'
import { PoligonError } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import { say } from '../core/redacted.ts'
import type { RunInTrail, TrailHead } from '../runs/index.ts'
import { isDatabase } from './is-database.ts'

/** What the project's trail is told of a run of `poligon mask`. */
export interface RunTrail {
  /** To be called before the target is there. */
  readonly onReady: (facts: ReadyFacts) => void
  /** To be called when the target is complete. Undefined outside of a project, which has no trail. */
  done(report: MaskReport): Promise<TrailHead | undefined>
  /** Does not throw. */
  failed(failure: unknown): void
}

/**
 * @throws POLIGON_EXPIRED when the source is a copy that may no longer be kept; POLIGON_TARGET from `onReady` when the
 *   project's trail cannot be written.
 */
export async function trailOfRun(run: {
  readonly source: string
  readonly policy: string
  readonly target: string
  readonly set: string | undefined
  readonly log: Log
}): Promise<RunTrail> {
  const { findProject, openTrail, refuseExpired } = await import('../runs/index.ts')
  const project = rootOf(findProject)
  if (project === undefined)
    return {
      onReady: () => {},
      async done() {
        run.log.info(say`Outside of a project no trail of runs is kept.`)
        return undefined
      },
      failed: () => {},
    }
  const isFile = !isDatabase(run.source) && run.source !== '-'
  const trail = await openTrail(project, systemClock)
  if (isFile) await refuseExpired(project, run.source, systemClock)
  const { sourceFingerprint } = await import('../anonymizers/index.ts')
  const source = {
    name: await placeOf(run.source, 'stdin'),
    ...(isFile ? { fingerprint: await sourceFingerprint(run.source).catch(() => undefined) } : {}),
  }
  const target = await placeOf(run.target, 'stdout')
  let begun: RunInTrail | undefined
  return {
    onReady({ keyId, policy, purpose, expires }) {
      begun = trail.begin({
        command: 'mask',
        purpose,
        source,
        policy: { file: resolve(run.policy), hash: policy },
        keyId,
        ...(run.set === undefined ? {} : { set: run.set }),
        target,
        ...(expires === undefined ? {} : { expires }),
      })
    },
    done: async (report) => begun?.done(await endOf(report)),
    failed(failure) {
      try {
        begun?.failed(failure)
      } catch {
        // What ended the run is what people must hear of; without this entry it has no end in the trail.
      }
    },
  }
}

async function endOf({
  target,
  tables,
  hashes,
  verified,
}: MaskReport): Promise<Parameters<RunInTrail['done']>[0]> {
  const { storedBytes } = await import('../anonymizers/index.ts')
  const digest = hashes?.output
  return {
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    verified,
    ...(digest === undefined ? {} : { written: { digest, bytes: await storedBytes(target) } }),
  }
}

function rootOf(find: () => { readonly root: string }): string | undefined {
  try {
    return find().root
  } catch (failure) {
    if (failure instanceof PoligonError) return undefined
    throw failure
  }
}

/** How the trail calls a source or target: a whole path, or an address without account and password. */
async function placeOf(written: string, stream: 'stdin' | 'stdout'): Promise<string> {
  if (written === '-') return stream
  if (!isDatabase(written)) return resolve(written)
  const { databasePlace } = await import('../environments/index.ts')
  return databasePlace(written)
}
