import type { Difference } from '../core/contracts/run-record.ts'
import { silenceLines } from './silence.ts'
import { StepFailure, waitMessage } from './step-failure.ts'
import { waitFor, type Sight, type WaitResult, type WaitTerms } from './wait.ts'
import type { PoligonWorld } from './world.ts'

/**
 * {@link waitFor}, which also has the journal told what rows changed whenever what is seen changes:
 * that is the moment at which they did.
 */
export function waitInWorld<S extends Sight>(
  world: PoligonWorld,
  look: () => Promise<S>,
  terms: WaitTerms,
): Promise<WaitResult<S>> {
  let shown: string | undefined
  const watched = async () => {
    const sight = await look()
    if (sight.shown !== shown) await world.calls.look(undefined, subjectsOf(world))
    shown = sight.shown
    return sight
  }
  return waitFor(watched, terms, world.clock)
}

/** The failure of a wait: what differs, what was seen meanwhile, and who fell silent. */
export async function waitFailure<S extends Sight>(
  world: PoligonWorld,
  headline: string,
  differences: readonly Difference[],
  result: WaitResult<S>,
): Promise<StepFailure> {
  const events = await world.calls.events()
  const silence = silenceLines(
    world.systems.map(({ name }) => name),
    events,
    world.clock.now(),
  )
  return new StepFailure(waitMessage(headline, differences, result, silence), differences)
}

/** Rows that changed while no step did anything were changed by the subject. */
function subjectsOf(world: PoligonWorld): string {
  const subjects = world.systems.filter(({ kind }) => kind === 'subject')
  return subjects.map(({ name }) => name).join(', ') || 'unknown'
}
