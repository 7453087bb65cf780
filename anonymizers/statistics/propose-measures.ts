import type { TableName } from '../../core/contracts/dump.ts'
import type { ColumnShape } from '../column.ts'
import type { ColumnPlan, MaskPlan, TablePlan } from '../plan.ts'
import { meaningOf } from '../scan/name-meaning.ts'
import { tokensOf } from '../scan/tokens.ts'
import { dictionaryFor } from '../scan/words/dictionary.ts'
import type { Measure, Precision } from './measure.ts'

type Part = Measure['columns'][number]

/**
 * What tells people apart in the tables about people, as far as the policy lets it pass: birth date, town,
 * postcode and sex of a person; day, amount and postcode of an order or the like.
 */
export function proposeMeasures(plan: MaskPlan): readonly Measure[] {
  const aboutPeople = tablesAboutPeople(plan)
  return plan.tables.flatMap((table): Measure[] => {
    if (table.rows === 'empty' || !aboutPeople.has(table.shape.name)) return []
    const passing = passingColumns(table)
    const person = personParts(passing)
    const event = eventParts(passing)
    const measure = (why: Measure['why'], columns: readonly Part[]): Measure => ({
      table: table.shape.name,
      why,
      columns,
      sensitive: [],
    })
    return [
      ...(person.length > 1 ? [measure('person', person)] : []),
      ...(event.length > 1 ? [measure('event', event)] : []),
    ]
  })
}

/** Tables with a column that is masked or taken out, and those that refer to one, however far. */
function tablesAboutPeople({ tables, relations }: MaskPlan): ReadonlySet<TableName> {
  const about = new Set(
    tables
      .filter(
        ({ person, columns }) => person || columns.some(({ treatment }) => treatment !== 'keep'),
      )
      .map(({ shape }) => shape.name),
  )
  for (let size = -1; size !== about.size;) {
    size = about.size
    for (const { from, to } of relations)
      if (to.tables.some((table) => about.has(table)))
        for (const table of from.tables) about.add(table)
  }
  return about
}

interface Passing {
  readonly shape: ColumnShape
  readonly plan: ColumnPlan
}

/** Columns whose values, or a part of each, are those of the original. */
const passingColumns = ({ shape, columns }: TablePlan): readonly Passing[] =>
  shape.columns.flatMap((column) => {
    const plan = columns.find((one) => one.column === column.name)
    return plan && passes(plan) ? [{ shape: column, plan }] : []
  })

const coarse = new Set(['birthDate', 'dateGeneralise', 'numberRound', 'country'])
const passes = (plan: ColumnPlan) =>
  plan.treatment === 'keep' || (plan.treatment === 'mask' && coarse.has(plan.transformer))

const dictionary = dictionaryFor(undefined)
const identifying = new Set(['birth_date', 'gender', 'postcode', 'city', 'country'])

function personParts(passing: readonly Passing[]): readonly Part[] {
  return passing.flatMap(({ shape, plan }) => {
    const meaning = meaningOf(shape.name, dictionary)
    if (!meaning || meaning.strength < 0.6 || !identifying.has(meaning.meaning)) return []
    const masked = plan.treatment === 'mask' && plan.transformer === 'birthDate'
    const precision: Precision = masked ? 'year' : isMoment(shape) ? 'day' : 'whole'
    return [{ column: shape.name, precision }]
  })
}

const isMoment = ({ kind }: ColumnShape) => kind === 'date' || kind === 'timestamp'

const amounts = new Set(
  'total,grand,amount,sum,subtotal,price,value,paid,balance,cost,gross,net,kwota,wartosc,suma,brutto,netto,cena,zaplacono,saldo,razem,betrag,preis,summe,gesamt,montant,prix,importe,precio,importo,prezzo,castka,cena'.split(
    ',',
  ),
)
const firstly = new Set(
  'created,added,placed,ordered,issued,date,data,wystawienia,zlozenia'.split(','),
)
const later = new Set(
  'updated,modified,changed,deleted,synced,sync,expires,expiry,zmiany'.split(','),
)

function eventParts(passing: readonly Passing[]): readonly Part[] {
  const moments = passing.filter(({ shape }) => isMoment(shape) && !says(shape, later))
  const isBirth = ({ shape }: Passing) =>
    meaningOf(shape.name, dictionary)?.meaning === 'birth_date'
  const dates = moments.filter((one) => !isBirth(one))
  const date = dates.find(({ shape }) => says(shape, firstly)) ?? dates[0]
  const sums = passing.filter(({ shape }) => shape.kind === 'decimal' && says(shape, amounts))
  const amount = sums.find(({ shape }) => tokensOf(shape.name).includes('total')) ?? sums[0]
  const postcode = passing.find(
    ({ shape }) => meaningOf(shape.name, dictionary)?.meaning === 'postcode',
  )
  if (!date) return []
  return [
    { column: date.shape.name, precision: 'day' },
    ...[amount, postcode].flatMap((one): Part[] =>
      one ? [{ column: one.shape.name, precision: 'whole' }] : [],
    ),
  ]
}

const says = ({ name }: ColumnShape, words: ReadonlySet<string>) =>
  tokensOf(name).some((token) => words.has(token))
