import { Then, type DataTable } from '@cucumber/cucumber'
import type { Criterion } from './criteria.ts'
import { checkRecords, filtersOf, tableOf, titleOf } from './check-records.ts'
import { StepFailure } from './step-failure.ts'
import type { PoligonWorld } from './world.ts'

interface Count {
  readonly within: number
  readonly system: string
  readonly count: number
  readonly word: string
  readonly criteria: readonly Criterion[]
  readonly stays?: number
  readonly table?: DataTable
}

async function count(world: PoligonWorld, asked: Count): Promise<void> {
  const noun = world.noun(asked.system, asked.word)
  const filters = filtersOf(world, noun, asked.criteria)
  const table = asked.table ? tableOf(world, noun, asked.table) : undefined
  if (table && table.rows.length !== asked.count)
    throw new StepFailure(
      `The step asks for exactly ${asked.count} ${noun.key} and its table has ${table.rows.length} rows.`,
    )
  await checkRecords(
    world,
    {
      noun,
      filters,
      count: asked.count,
      table,
      pairing: asked.count === 1 ? 'order' : 'first column',
      title: titleOf(noun, filters),
    },
    { within: asked.within, stays: asked.stays ?? 0 },
  )
}

async function thereIs(
  this: PoligonWorld,
  within: number,
  system: string,
  number: number,
  word: string,
  criteria: readonly Criterion[],
): Promise<void> {
  await count(this, { within, system, count: number, word, criteria })
}

async function thereIsStaying(
  this: PoligonWorld,
  within: number,
  system: string,
  number: number,
  word: string,
  criteria: readonly Criterion[],
  stays: number,
): Promise<void> {
  await count(this, { within, system, count: number, word, criteria, stays })
}

async function thereIsTable(
  this: PoligonWorld,
  within: number,
  system: string,
  number: number,
  word: string,
  criteria: readonly Criterion[],
  table: DataTable,
): Promise<void> {
  await count(this, { within, system, count: number, word, criteria, table })
}

async function thereIsTableStaying(
  this: PoligonWorld,
  within: number,
  system: string,
  number: number,
  word: string,
  criteria: readonly Criterion[],
  stays: number,
  table: DataTable,
): Promise<void> {
  await count(this, { within, system, count: number, word, criteria, stays, table })
}

async function rowsAre(
  world: PoligonWorld,
  system: string,
  word: string,
  dataTable: DataTable,
  terms: { within: number; stays: number },
): Promise<void> {
  const noun = world.noun(system, word)
  const table = tableOf(world, noun, dataTable)
  if (table.rows.length === 0) throw new StepFailure('The table of the step has no rows to check.')
  const check = { noun, filters: [], table, pairing: 'first column', title: noun.key } as const
  await checkRecords(world, check, terms)
}

async function are(
  this: PoligonWorld,
  within: number,
  word: string,
  system: string,
  table: DataTable,
): Promise<void> {
  await rowsAre(this, system, word, table, { within, stays: 0 })
}

async function areStaying(
  this: PoligonWorld,
  within: number,
  word: string,
  system: string,
  stays: number,
  table: DataTable,
): Promise<void> {
  await rowsAre(this, system, word, table, { within, stays })
}

async function added(
  world: PoligonWorld,
  system: string,
  word: string,
  fits: (count: number) => boolean,
  expected: string,
): Promise<void> {
  const noun = world.noun(system, word)
  const before = await world.calls.baseline(noun.system, noun.key)
  const [row] = await world.calls.query(
    noun.system,
    `SELECT count(*) AS n FROM ${noun.noun.table}`,
    [],
  )
  const more = Number(row?.['n']) - Number(before)
  if (fits(more)) return
  const difference = {
    system: noun.system,
    subject: `${noun.key} added`,
    field: '',
    expected,
    actual: String(more),
  }
  throw new StepFailure(
    `In system "${noun.system}": expected ${expected} ${noun.key} to be added, there were ${more}.`,
    [difference],
  )
}

async function addedAtMost(
  this: PoligonWorld,
  system: string,
  most: number,
  word: string,
): Promise<void> {
  await added(this, system, word, (more) => more <= most, `at most ${most}`)
}

async function addedExactly(
  this: PoligonWorld,
  system: string,
  exactly: number,
  word: string,
): Promise<void> {
  await added(this, system, word, (more) => more === exactly, `exactly ${exactly}`)
}

Then(
  'within {duration} in system {system} there is/are exactly {int} {noun} with {criteria}',
  {
    wrapperOptions: {
      example: 'within 5 s in system "erp" there is exactly 1 order with external number "T1"',
    },
  },
  thereIs,
)
Then(
  'w ciągu {duration} w systemie {system} jest/są dokładnie {int} {noun} o {criteria}',
  {
    wrapperOptions: {
      example: 'w ciągu 5 s w systemie "erp" jest dokładnie 1 zamówienie o numerze obcym "T1"',
    },
  },
  thereIs,
)
Then(
  'within {duration} in system {system} there is/are exactly {int} {noun} with {criteria} and it/they stays/stay so for {duration}',
  {
    wrapperOptions: {
      example:
        'within 5 s in system "erp" there is exactly 1 order with external number "T1" and it stays so for 1 s',
    },
  },
  thereIsStaying,
)
Then(
  'w ciągu {duration} w systemie {system} jest/są dokładnie {int} {noun} o {criteria} i pozostaje/pozostają tak przez {duration}',
  {
    wrapperOptions: {
      example:
        'w ciągu 5 s w systemie "erp" jest dokładnie 1 zamówienie o numerze obcym "T1" i pozostaje tak przez 1 s',
    },
  },
  thereIsStaying,
)
Then(
  'within {duration} in system {system} there is/are exactly {int} {noun} with {criteria}:',
  {
    wrapperOptions: {
      example: 'within 5 s in system "erp" there is exactly 1 order with external number "T1":',
    },
  },
  thereIsTable,
)
Then(
  'w ciągu {duration} w systemie {system} jest/są dokładnie {int} {noun} o {criteria}:',
  {
    wrapperOptions: {
      example: 'w ciągu 5 s w systemie "erp" jest dokładnie 1 zamówienie o numerze obcym "T1":',
    },
  },
  thereIsTable,
)
Then(
  'within {duration} in system {system} there is/are exactly {int} {noun} with {criteria} and it/they stays/stay so for {duration}:',
  {
    wrapperOptions: {
      example:
        'within 5 s in system "erp" there are exactly 2 lines with external number "T1" and they stay so for 1 s:',
    },
  },
  thereIsTableStaying,
)
Then(
  'w ciągu {duration} w systemie {system} jest/są dokładnie {int} {noun} o {criteria} i pozostaje/pozostają tak przez {duration}:',
  {
    wrapperOptions: {
      example:
        'w ciągu 5 s w systemie "erp" są dokładnie 2 pozycje o numerze obcym "T1" i pozostają tak przez 1 s:',
    },
  },
  thereIsTableStaying,
)
Then(
  'within {duration} the {noun} in system {system} is:/are:',
  { wrapperOptions: { example: 'within 5 s the stock in system "shop" is:' } },
  are,
)
Then(
  'w ciągu {duration} {noun} w systemie {system} wynosi:/wynoszą:',
  { wrapperOptions: { example: 'w ciągu 5 s dostępność w systemie "sklep" wynosi:' } },
  are,
)
Then(
  'within {duration} the {noun} in system {system} is/are so for {duration}:',
  { wrapperOptions: { example: 'within 5 s the stock in system "shop" is so for 1 s:' } },
  areStaying,
)
Then(
  'w ciągu {duration} {noun} w systemie {system} wynosi/wynoszą przez {duration}:',
  { wrapperOptions: { example: 'w ciągu 5 s dostępność w systemie "sklep" wynosi przez 1 s:' } },
  areStaying,
)
Then(
  'in system {system} at most {int} {noun} was/were added',
  { wrapperOptions: { example: 'in system "erp" at most 1 partner was added' } },
  addedAtMost,
)
Then(
  'w systemie {system} przybył/przybyło/przybyła najwyżej {int} {noun}',
  { wrapperOptions: { example: 'w systemie "erp" przybył najwyżej 1 kontrahent' } },
  addedAtMost,
)
Then(
  'in system {system} exactly {int} {noun} was/were added',
  { wrapperOptions: { example: 'in system "erp" exactly 1 order was added' } },
  addedExactly,
)
Then(
  'w systemie {system} przybył/przybyło/przybyła dokładnie {int} {noun}',
  { wrapperOptions: { example: 'w systemie "erp" przybyło dokładnie 1 zamówienie' } },
  addedExactly,
)
