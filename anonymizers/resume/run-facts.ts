import { createHmac } from 'node:crypto'
import { PoligonError } from '../../core/errors.ts'
import type { MaskingKey } from '../../core/key.ts'
import { say, type Redacted } from '../../core/redacted.ts'
import { productVersion } from '../../core/version.ts'
import type { Checkpoint } from './checkpoint.ts'

/** What decides about every byte of a copy. */
export interface RunParts {
  /** The key that masks. */
  readonly key: MaskingKey
  readonly policyHash: string
  /** Changes with the source. */
  readonly source: string
  readonly subset: readonly string[]
}

/** Named digests under the key, so that they tell nothing to those who do not have it. */
export function runFacts({ key, policyHash, source, subset }: RunParts): Checkpoint['facts'] {
  const digest = (value: unknown) =>
    createHmac('sha256', key.bytes.reveal())
      .update('poligon run 1\0')
      .update(JSON.stringify(value))
      .digest('hex')
  return {
    key: key.id,
    // What packs belongs to Node.
    version: digest([productVersion(), process.version]),
    policy: digest(policyHash),
    subset: digest(subset),
    source: digest(source),
  }
}

/** @throws POLIGON_RESUME with the first thing that is not as it was. */
export function refuseOtherRun(left: Checkpoint['facts'], now: Checkpoint['facts']): void {
  const changed = Object.keys(changes).find((fact) => left[fact] !== now[fact])
  if (changed === undefined) return
  throw new PoligonError('POLIGON_RESUME', {
    what: say`The run that was broken off cannot be gone on with: ${changes[changed] ?? say`it`} is another one now.`,
    remedy: say`Run it without --resume to begin at the beginning.`,
  })
}

/** In the order in which they are looked at: with another key all the others differ too. */
const changes: Readonly<Record<string, Redacted>> = {
  key: say`the key`,
  version: say`the version of Poligon or Node`,
  policy: say`the policy`,
  subset: say`the subset`,
  source: say`the content of the source`,
  format: say`the format of the copy`,
}
