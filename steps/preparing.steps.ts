import { Given, When, type DataTable } from '@cucumber/cucumber'
import type { Criterion } from './criteria.ts'
import { prepareRecord, prepareRows } from './prepare-records.ts'
import type { PoligonWorld } from './world.ts'

async function prepared(
  this: PoligonWorld,
  system: string,
  variant: string,
  word: string,
  variable: string,
  _ownerWord: string,
  owner: string,
): Promise<void> {
  const noun = this.noun(system, word)
  this.remember(variable, await prepareRecord(this, { noun, variant, owner: this.record(owner) }))
}

async function preparedWith(
  this: PoligonWorld,
  system: string,
  variant: string,
  word: string,
  variable: string,
  _ownerWord: string,
  owner: string,
  criteria: readonly Criterion[],
): Promise<void> {
  const wanted = { noun: this.noun(system, word), variant, owner: this.record(owner), criteria }
  this.remember(variable, await prepareRecord(this, wanted))
}

async function preparedTable(
  this: PoligonWorld,
  system: string,
  variant: string,
  word: string,
  variable: string,
  _ownerWord: string,
  owner: string,
  table: DataTable,
): Promise<void> {
  const wanted = { noun: this.noun(system, word), variant, owner: this.record(owner), table }
  this.remember(variable, await prepareRecord(this, wanted))
}

async function preparedTableWith(
  this: PoligonWorld,
  system: string,
  variant: string,
  word: string,
  variable: string,
  _ownerWord: string,
  owner: string,
  criteria: readonly Criterion[],
  table: DataTable,
): Promise<void> {
  const noun = this.noun(system, word)
  const wanted = { noun, variant, owner: this.record(owner), criteria, table }
  this.remember(variable, await prepareRecord(this, wanted))
}

async function rows(
  this: PoligonWorld,
  system: string,
  word: string,
  table: DataTable,
): Promise<void> {
  await prepareRows(this, this.noun(system, word), table)
}

Given(
  'in system {system} a/an {variant} {noun} {variable} of {noun} {variable} was prepared',
  {
    wrapperOptions: {
      example: 'in system "erp" a ready delivery $delivery of order $order was prepared',
    },
  },
  prepared,
)
Given(
  'w systemie {system} przygotowano {variant} {noun} {variable} {noun} {variable}',
  {
    wrapperOptions: {
      example: 'w systemie "erp" przygotowano gotowe wydanie $wydanie zamówienia $zam',
    },
  },
  prepared,
)
Given(
  'in system {system} a/an {variant} {noun} {variable} of {noun} {variable} was prepared with {criteria}',
  {
    wrapperOptions: {
      example:
        'in system "erp" a ready delivery $delivery of order $order was prepared with weight "1200"',
    },
  },
  preparedWith,
)
Given(
  'w systemie {system} przygotowano {variant} {noun} {variable} {noun} {variable} z {criteria}',
  {
    wrapperOptions: {
      example:
        'w systemie "erp" przygotowano gotowe wydanie $wydanie zamówienia $zam z wagą "1200"',
    },
  },
  preparedWith,
)
Given(
  'in system {system} a/an {variant} {noun} {variable} of {noun} {variable} was prepared:',
  {
    wrapperOptions: {
      example: 'in system "shop" a paid order $order of customer $customer was prepared:',
    },
  },
  preparedTable,
)
Given(
  'w systemie {system} przygotowano {variant} {noun} {variable} {noun} {variable}:',
  {
    wrapperOptions: {
      example: 'w systemie "sklep" przygotowano opłacone zamówienie $zam klienta $klient:',
    },
  },
  preparedTable,
)
Given(
  'in system {system} a/an {variant} {noun} {variable} of {noun} {variable} was prepared with {criteria}:',
  {
    wrapperOptions: {
      example:
        'in system "shop" a paid order $order of customer $customer was prepared with pickup point "WAW123A":',
    },
  },
  preparedTableWith,
)
Given(
  'w systemie {system} przygotowano {variant} {noun} {variable} {noun} {variable} z {criteria}:',
  {
    wrapperOptions: {
      example:
        'w systemie "sklep" przygotowano opłacone zamówienie $zam klienta $klient z punktem odbioru "WAW123A":',
    },
  },
  preparedTableWith,
)
Given(
  'in system {system} the {noun} was/were prepared:',
  { wrapperOptions: { example: 'in system "erp" the stock was prepared:' } },
  rows,
)
Given(
  'w systemie {system} przygotowano {noun}:',
  { wrapperOptions: { example: 'w systemie "erp" przygotowano stany:' } },
  rows,
)
When(
  'in system {system} these {noun} happen:',
  { wrapperOptions: { example: 'in system "erp" these movements happen:' } },
  rows,
)
When(
  'w systemie {system} zachodzą {noun}:',
  { wrapperOptions: { example: 'w systemie "erp" zachodzą ruchy:' } },
  rows,
)
When(
  'in system {system} these {noun} change:',
  { wrapperOptions: { example: 'in system "erp" these items change:' } },
  rows,
)
When(
  'w systemie {system} zmieniają się {noun}:',
  { wrapperOptions: { example: 'w systemie "erp" zmieniają się kartoteki:' } },
  rows,
)
