import { Then } from '@cucumber/cucumber'
import type { JournalEvent } from '../core/contracts/journal.ts'
import { StepFailure } from './step-failure.ts'
import { waitFailure, waitInWorld } from './wait-in-world.ts'
import type { PoligonWorld } from './world.ts'

const levels = ['ERROR', 'WARN', 'INFO', 'DEBUG']

async function entries(
  world: PoligonWorld,
  system: string,
  level: string,
): Promise<readonly JournalEvent[]> {
  if (!levels.includes(level))
    throw new StepFailure(`There is no level "${level}"; take one of ${levels.join(', ')}.`)
  const events = await world.calls.events()
  const own = events.filter(({ kind, from }) => kind === 'log' && from === system)
  if (own.length === 0)
    throw new StepFailure(
      `System "${system}" has written no log in this scenario: a check of it would see nothing.`,
    )
  return own.filter(({ key }) => key === level)
}

async function none(this: PoligonWorld, system: string, level: string): Promise<void> {
  const { name } = this.system(system)
  const found = await entries(this, name, level)
  const [first] = found
  if (!first) return
  const differences = [
    {
      system: name,
      subject: 'log',
      field: level,
      expected: 'no entries',
      actual: `${found.length}, the first: ${first.summary}`,
    },
  ]
  throw new StepFailure(
    `The log of system "${name}" has ${found.length} entries of level ${level}; the first: ${first.summary}`,
    differences,
  )
}

async function some(
  this: PoligonWorld,
  within: number,
  system: string,
  level: string,
  text: string,
): Promise<void> {
  const { name } = this.system(system)
  const wanted = this.fill(text)
  const look = async () => {
    const found = await entries(this, name, level)
    return {
      holds: found.some(({ summary }) => summary.includes(wanted)),
      shown: `${found.length} entries of level ${level}${found.length > 0 ? `, the last: ${found.at(-1)?.summary}` : ''}`,
    }
  }
  const result = await waitInWorld(this, look, { within, stays: 0 })
  if (result.outcome === 'held') return
  const differences = [
    {
      system: name,
      subject: 'log',
      field: level,
      expected: `an entry about ${wanted}`,
      actual: result.last.shown,
    },
  ]
  throw await waitFailure(this, `The log of system "${name}": not as expected`, differences, result)
}

Then(
  'the logs of system {system} have no entries of level {string}',
  { wrapperOptions: { example: 'the logs of system "hub" have no entries of level "ERROR"' } },
  none,
)
Then(
  'w logach systemu {system} nie ma wpisów poziomu {string}',
  { wrapperOptions: { example: 'w logach systemu "integracja" nie ma wpisów poziomu "ERROR"' } },
  none,
)
Then(
  'within {duration} the logs of system {system} have an entry of level {string} about {string}',
  {
    wrapperOptions: {
      example: 'within 5 s the logs of system "hub" have an entry of level "WARN" about "retry"',
    },
  },
  some,
)
Then(
  'w ciągu {duration} w logach systemu {system} jest wpis poziomu {string} o {string}',
  {
    wrapperOptions: {
      example: 'w ciągu 5 s w logach systemu "integracja" jest wpis poziomu "WARN" o "ponowienie"',
    },
  },
  some,
)
