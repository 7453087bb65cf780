import { killGroup } from '../../core/child.ts'
import { systemClock } from '../../core/clock.ts'
import { isAlive } from '../../core/owner.ts'
import { reapLeftovers } from '../reap-leftovers.ts'
import type { UpRecord } from './record.ts'

/** Asks the owner to end, waits for it (15 seconds, then it is killed) and removes what it left. */
export async function takeDown(record: UpRecord, signal?: AbortSignal): Promise<void> {
  const { owner } = record
  if (isAlive(owner)) process.kill(owner.pid, 'SIGTERM')
  for (let i = 0; i < 300 && isAlive(owner); i++) await systemClock.sleep(50, signal)
  if (isAlive(owner)) killGroup(owner.pid, 'SIGKILL')
  await reapLeftovers()
}
