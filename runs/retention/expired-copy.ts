import { resolve } from 'node:path'
import { contentHash, storedBytes } from '../../anonymizers/index.ts'
import { PoligonError } from '../../core/errors.ts'
import type { Clock } from '../../core/clock.ts'
import { name, say } from '../../core/redacted.ts'
import { openTrail, type TrailRun } from '../trail/trail.ts'

/**
 * Refuses a file or folder that is a masked copy of this project whose time is over: for whatever loads one.
 * A copy that was moved or renamed is recognised by its content.
 *
 * @throws POLIGON_EXPIRED
 */
export async function refuseExpired(project: string, path: string, clock: Clock): Promise<void> {
  const expired = openTrail(project, clock)
    .runs()
    .filter((run) => isExpired(run, clock) && run.ended?.written)
  if (expired.length === 0) return
  const bytes = await storedBytes(path)
  const alike = expired.filter(({ ended }) => ended?.written?.bytes === bytes)
  if (alike.length === 0) return
  const digest = await contentHash(path)
  const found = alike.find(({ ended }) => ended?.written?.digest === digest)
  if (!found) return
  throw new PoligonError('POLIGON_EXPIRED', {
    what: say`${name(resolve(path))} is a masked copy that may be kept until ${name(found.expires?.slice(0, 10) ?? '')} only.`,
    remedy: say`Remove it (\`poligon prune\`) and mask the source again.`,
  })
}

export const isExpired = ({ expires }: Pick<TrailRun, 'expires'>, clock: Clock): boolean =>
  expires !== undefined && Date.parse(expires) <= clock.now()
