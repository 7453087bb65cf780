import { systemClock } from '../core/clock.ts'
import { isAlive } from '../core/owner.ts'
import { reapLeftovers } from './reap-leftovers.ts'

const [pid = '', started = ''] = process.argv.slice(2)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
process.stdin.resume()
await new Promise<void>((resolve) => process.stdin.once('close', resolve))
// The pipe ends a moment before the process does.
for (let i = 0; i < 500 && isAlive({ pid: Number(pid), started }); i++) await systemClock.sleep(20)
await reapLeftovers()
