import { Given } from '@cucumber/cucumber'
import type { Criterion } from './criteria.ts'
import { pickRecord } from './prepare-records.ts'
import { nounIn, systemWithNoun } from './vocabulary.ts'
import type { PoligonWorld } from './world.ts'

async function take(this: PoligonWorld, word: string, variable: string): Promise<void> {
  await pick(this, word, variable, [])
}

async function takeWho(
  this: PoligonWorld,
  word: string,
  variable: string,
  criteria: readonly Criterion[],
): Promise<void> {
  await pick(this, word, variable, criteria)
}

async function pick(
  world: PoligonWorld,
  word: string,
  variable: string,
  criteria: readonly Criterion[],
): Promise<void> {
  const noun = nounIn(systemWithNoun(world.systems, word), word)
  world.remember(variable, await pickRecord(world, noun, criteria, `${world.seed}/${variable}`))
}

Given(
  'from the snapshot I take (a ){noun} {variable}',
  { wrapperOptions: { example: 'from the snapshot I take a customer $customer' } },
  take,
)
Given(
  'z migawki biorę {noun} {variable}',
  { wrapperOptions: { example: 'z migawki biorę klienta $klient' } },
  take,
)
Given(
  'from the snapshot I take (a ){noun} {variable} who/that has {criteria}',
  {
    wrapperOptions: {
      example: 'from the snapshot I take a customer $customer who has consent "terms"',
    },
  },
  takeWho,
)
Given(
  'z migawki biorę {noun} {variable}, który/która/które ma {criteria}',
  {
    wrapperOptions: {
      example: 'z migawki biorę klienta $klient, który ma zgodę "regulamin" i adres w kraju "PL"',
    },
  },
  takeWho,
)
