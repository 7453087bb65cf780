import type { JournalEvent } from '../core/contracts/journal.ts'
import { showDuration } from './duration.ts'

/** Says which systems fell silent, and what went wrong on the way: where to look first. */
export function silenceLines(
  systems: readonly string[],
  events: readonly JournalEvent[],
  now: number,
): readonly string[] {
  const lastSeen = (system: string) =>
    events.findLast(({ from, to }) => from === system || to === system)?.t
  const silent = systems.map((system) => {
    const t = lastSeen(system)
    return t === undefined
      ? `${system} (nothing in this scenario)`
      : `${system} (last ${showDuration(Math.max(0, now - t))} ago)`
  })
  const problems = events.filter(({ problem }) => problem !== undefined).slice(-3)
  return [
    `Last sign of each system: ${silent.join(', ')}`,
    ...(problems.length === 0 ? [] : ['Problems seen:']),
    ...problems.map(({ from, to, key, problem }) => `  ${from} → ${to} ${key}: ${problem}`),
  ]
}
