import { rm, stat } from 'node:fs/promises'
import { systemClock } from '../../core/clock.ts'
import type { Reaper } from '../../core/resources.ts'
import { isHeld, readClaim } from './claim-file.ts'

/**
 * Removes what a killed run left beside its target: at once when there is nothing to go on with, after a
 * week when nobody came back.
 */
export const reapUnfinished: Reaper = async ({ address: part }) => {
  const file = part.replace(/part$/, 'run')
  const claim = await readClaim(file)
  if (claim === 'foreign') return
  if (claim && isHeld(claim)) throw kept()
  // Without the part the target got its name, and only what was beside it is left.
  const isPresent = (await stat(part).catch(() => undefined)) !== undefined
  if (claim?.checkpoint && isPresent) {
    const { mtimeMs } = await stat(file)
    if (systemClock.now() - mtimeMs < week) throw kept()
  }
  await rm(part, { recursive: true, force: true })
  for (const one of [`${file}.new`, file]) await rm(one, { force: true })
}

const week = 7 * 24 * 3600 * 1000

/** Nobody reads it: what is not reaped stays on record. */
const kept = () => new Error('kept')
