import { resolve } from 'node:path'
import { systemClock } from '../core/clock.ts'
import { PoligonError } from '../core/errors.ts'
import { loadKey, throwAwayKey, type MaskingKey } from '../core/key.ts'
import type { Log } from '../core/log.ts'
import { name, say } from '../core/redacted.ts'
import { isDatabase } from './is-database.ts'
import { projectFolder } from './project-folder.ts'

/** The key of one masking run, and what is written down about its copy. */
export interface KeyForRun {
  readonly key: MaskingKey
  readonly set?: string
  /** To be called before the target is there. */
  readonly onReady: (facts: { readonly keyId: string; readonly policy: string }) => void
  /** To be called when the target is complete. */
  complete(): void
}

/**
 * The key that `--set` and `--throw-away-key` ask for.
 *
 * @throws POLIGON_USAGE when both are given; POLIGON_KEY and POLIGON_KEY_REFUSED.
 */
export async function keyForRun(options: {
  readonly set: string | undefined
  readonly throwAway: boolean
  readonly target: string
  readonly log: Log
}): Promise<KeyForRun> {
  const { set, throwAway, target, log } = options
  const nothing = { onReady: () => {}, complete: () => {} }
  if (throwAway) {
    if (set !== undefined)
      throw new PoligonError('POLIGON_USAGE', {
        what: say`A throw-away key of one run belongs to no set.`,
        remedy: say`For a set: \`poligon key create --set ${name(set)}\`, then --set alone.`,
      })
    return { key: throwAwayKey(), ...nothing }
  }
  if (set === undefined) return { key: loadKey(), ...nothing }
  const { openKeySets } = await import('../runs/index.ts')
  const sets = await openKeySets(projectFolder(), systemClock)
  const key = sets.keyOf(set, loadKey)
  const label = await labelOf(target)
  let complete = () => {}
  return {
    key,
    set,
    onReady(facts) {
      const others = sets.list().find((one) => one.set === set)?.copies ?? []
      if (others.some(({ keyId }) => keyId !== facts.keyId))
        log.warn(
          say`The set ${name(set)} has copies that do not agree with this one: their policies name another controller, project or scope of the key.`,
        )
      complete = sets.begin(set, key, { target: label, ...facts })
    },
    complete: () => complete(),
  }
}

/** How the journal calls a target: never with a password. */
async function labelOf(target: string): Promise<string> {
  if (target === '-') return 'stdout'
  if (!isDatabase(target)) return resolve(target)
  const { parseServerUrl, serverUrl } = await import('../environments/index.ts')
  const { address, database } = parseServerUrl(target)
  return serverUrl({ ...address, database }, 'without password')
}
