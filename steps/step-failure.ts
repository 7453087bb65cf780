import type { Difference } from '../core/contracts/run-record.ts'
import { showDuration } from './duration.ts'
import type { Seen, Sight, WaitResult } from './wait.ts'

/** A check that did not hold: told in words and cell by cell, without a stack trace. */
export class StepFailure extends Error {
  override readonly name = 'StepFailure'
  readonly differences: readonly Difference[]

  constructor(message: string, differences: readonly Difference[] = []) {
    super(message)
    this.differences = differences
    this.stack = message
  }
}

/** How many changes of the observed value a message shows; the first and the last ones. */
const shownChanges = 12

/** What a wait that did not come true has to say, from the whole down to the looks. */
export function waitMessage<S extends Sight>(
  headline: string,
  differences: readonly Difference[],
  result: WaitResult<S>,
  silence: readonly string[],
): string {
  const when =
    result.outcome === 'never held'
      ? `waited ${showDuration(result.waited)}`
      : `it held, but did not stay so; seen after ${showDuration(result.waited)}`
  return [
    `${headline} (${when})`,
    ...differences.map(differenceLine),
    'Seen:',
    ...historyLines(result.history),
    ...silence,
  ].join('\n')
}

export function differenceLine({ subject, field, expected, actual }: Difference): string {
  const where = [subject, field].filter((part) => part !== '').join(', ')
  return `  ${where}: expected ${expected}, was ${actual}`
}

function historyLines(history: readonly Seen[]): string[] {
  const lines = history.map(({ at, shown }) => `  after ${showDuration(at)}: ${shown}`)
  if (lines.length <= shownChanges) return lines
  const half = shownChanges / 2
  const left = lines.length - shownChanges
  return [...lines.slice(0, half), `  … ${left} more changes …`, ...lines.slice(-half)]
}
