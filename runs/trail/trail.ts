import { userInfo } from 'node:os'
import type { Clock } from '../../core/clock.ts'
import { PoligonError } from '../../core/errors.ts'
import { randomToken } from '../../core/seed.ts'
import type { RunBegun, RunEnded, TrailEvent } from './trail-entry.ts'
import { appendToTrail, readTrail, type Trail, type TrailHead } from './trail-file.ts'

/** What is known of a run when nothing stands in its way and nothing was written yet. */
export type RunFacts = Omit<RunBegun, 'event' | 'at' | 'who' | 'run'>

/** A run that the trail tells the beginning of. */
export interface RunInTrail {
  /** To be called when the copy is complete. Returns the entry by which the run can be found again. */
  done(facts: Pick<RunEnded, 'verified' | 'rows' | 'written'>): TrailHead
  /** To be called with what ended the run. */
  failed(failure: unknown): void
}

/** A run with its end; without one it was killed, or is under way. */
export type TrailRun = RunBegun & { readonly ended?: RunEnded; readonly removed?: string }

/** What was done with the personal data of a project, and by whom. */
export interface ProjectTrail {
  /**
   * Writes down that a run begins: mask, seed, and whatever loads, pulls or makes a copy.
   *
   * @throws POLIGON_TARGET when nothing can be written down: then the run must not begin.
   */
  begin(facts: RunFacts): RunInTrail
  keyDestroyed(set: { set: string; check: string; copies: readonly string[] }): void
  /** A copy of `run` was removed because its time was over. */
  removed(run: string, target: string): void
  read(): Trail
  /** Of an unbroken or broken trail, the runs that it tells of, oldest first. */
  runs(): readonly TrailRun[]
}

export function openTrail(project: string, clock: Clock): ProjectTrail {
  const signed = () => ({ at: new Date(clock.now()).toISOString(), who: account() })
  const add = (event: TrailEvent) => appendToTrail(project, event)
  return {
    begin(facts) {
      const run = randomToken(64)
      add({ ...signed(), event: 'begun', run, ...facts })
      const end = (facts: Omit<RunEnded, 'event' | 'at' | 'who' | 'run'>) =>
        add({ ...signed(), event: 'ended', run, ...facts })
      return {
        done: (facts) => end({ result: 'done', ...facts }),
        failed(failure) {
          const code = failure instanceof PoligonError ? failure.code : 'POLIGON_INTERNAL'
          end({ result: code === 'POLIGON_INTERRUPTED' ? 'interrupted' : 'failed', code })
        },
      }
    },
    keyDestroyed: ({ set, check, copies }) =>
      void add({ ...signed(), event: 'key-destroyed', set, check, copies: [...copies] }),
    removed: (run, target) => void add({ ...signed(), event: 'removed', run, target }),
    read: () => readTrail(project),
    runs: () => runsOf(readTrail(project)),
  }
}

function runsOf({ entries }: Trail): readonly TrailRun[] {
  const events = entries.map(({ event }) => event)
  const ends = new Map(events.flatMap((one) => (one.event === 'ended' ? [[one.run, one]] : [])))
  const gone = new Map(
    events.flatMap((one) => (one.event === 'removed' ? [[one.run, one.at]] : [])),
  )
  return events.flatMap((one) => {
    if (one.event !== 'begun') return []
    const ended = ends.get(one.run)
    const removed = gone.get(one.run)
    return [{ ...one, ...(ended ? { ended } : {}), ...(removed ? { removed } : {}) }]
  })
}

/** The account that runs this process; its number where it has no name, as in some containers. */
function account(): string {
  try {
    return userInfo().username
  } catch {
    return `uid ${process.getuid?.() ?? '?'}`
  }
}
