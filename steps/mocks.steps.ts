import { Given, Then } from '@cucumber/cucumber'
import { waitFailure, waitInWorld } from './wait-in-world.ts'
import type { PoligonWorld } from './world.ts'

async function answers(
  this: PoligonWorld,
  system: string,
  status: number,
  times: number,
): Promise<void> {
  await this.calls.turn(this.system(system).name, 'fault', `${status} x${times}`)
}

async function turn(
  this: PoligonWorld,
  system: string,
  name: string,
  argument: string,
): Promise<void> {
  await this.calls.turn(this.system(system).name, name, this.fill(argument))
}

/** A request's key against what a step says; `*` stands for any text. */
const keyMatches = (wanted: string, key: string) =>
  new RegExp(
    `^${wanted
      .split('*')
      .map((part) => part.replaceAll(/[.?+^$[\]\\(){}|/-]/g, '\\$&'))
      .join('.*')}$`,
  ).test(key)

async function received(
  world: PoligonWorld,
  system: string,
  count: number,
  wanted: string,
  terms: { within: number; stays: number },
): Promise<void> {
  const { name } = world.system(system)
  const look = async () => {
    const requests = await world.calls.requests(name)
    const number = requests.filter(
      ({ key, method, path }) => keyMatches(wanted, key) || keyMatches(wanted, `${method} ${path}`),
    ).length
    const all = requests.map(({ key, status }) => `${key} → ${status}`).join(', ')
    return { number, holds: number === count, shown: `${number} (all: ${all || 'none'})` }
  }
  const result = await waitInWorld(world, look, terms)
  if (result.outcome === 'held') return
  const difference = {
    system: name,
    subject: `requests ${wanted}`,
    field: '',
    expected: `exactly ${count}`,
    actual: String(result.last.number),
  }
  const headline = `System "${name}", requests ${wanted}: not as expected`
  throw await waitFailure(world, headline, [difference], result)
}

async function receivedWithin(
  this: PoligonWorld,
  within: number,
  system: string,
  count: number,
  wanted: string,
): Promise<void> {
  await received(this, system, count, wanted, { within, stays: 0 })
}

async function receivedStaying(
  this: PoligonWorld,
  within: number,
  system: string,
  count: number,
  wanted: string,
  stays: number,
): Promise<void> {
  await received(this, system, count, wanted, { within, stays })
}

Given(
  'system {system} answers {int} to the next {int} request(s)',
  { wrapperOptions: { example: 'system "carrier" answers 503 to the next 1 request' } },
  answers,
)
Given(
  'system {system} odpowiada {int} na kolejne/kolejnych {int} żądanie/żądania/żądań',
  { wrapperOptions: { example: 'system "kurier" odpowiada 503 na kolejne 2 żądania' } },
  answers,
)
Given(
  'system {system} has {string} turned to {string}',
  { wrapperOptions: { example: 'system "vat" has "unavailable" turned to "DE"' } },
  turn,
)
Given(
  'system {system} ma ustawione {string} na {string}',
  { wrapperOptions: { example: 'system "vat" ma ustawione "unavailable" na "DE"' } },
  turn,
)
Then(
  'within {duration} system {system} received exactly {int} request(s) {string}',
  {
    wrapperOptions: {
      example: 'within 5 s system "carrier" received exactly 1 request "POST /v1/*/shipments"',
    },
  },
  receivedWithin,
)
Then(
  'w ciągu {duration} system {system} otrzymał dokładnie {int} żądanie/żądania/żądań {string}',
  {
    wrapperOptions: {
      example: 'w ciągu 5 s system "kurier" otrzymał dokładnie 1 żądanie "POST /v1/*/shipments"',
    },
  },
  receivedWithin,
)
Then(
  'within {duration} system {system} received exactly {int} request(s) {string} and it stays so for {duration}',
  {
    wrapperOptions: {
      example:
        'within 5 s system "carrier" received exactly 1 request "POST /v1/*" and it stays so for 1 s',
    },
  },
  receivedStaying,
)
Then(
  'w ciągu {duration} system {system} otrzymał dokładnie {int} żądanie/żądania/żądań {string} i pozostaje tak przez {duration}',
  {
    wrapperOptions: {
      example:
        'w ciągu 5 s system "kurier" otrzymał dokładnie 1 żądanie "POST /v1/*" i pozostaje tak przez 1 s',
    },
  },
  receivedStaying,
)
