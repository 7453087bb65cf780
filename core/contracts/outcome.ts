/**
 * How a scenario can end. The names are used by the runner, every report format and the history.
 * - `flaky`: an attempt failed and a later one passed.
 * - `undefined`: a step has no definition (or several).
 * - `not-run`: planned, and never reported, or its systems were not available.
 */
export const outcomes = ['passed', 'failed', 'flaky', 'skipped', 'undefined', 'not-run'] as const

export type Outcome = (typeof outcomes)[number]

export type OutcomeCounts = Readonly<Record<Outcome, number>>

/** Outcomes that make a run fail. */
export const failing: ReadonlySet<Outcome> = new Set<Outcome>(['failed', 'undefined', 'not-run'])
