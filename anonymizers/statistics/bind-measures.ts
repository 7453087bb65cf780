import { name, say, type Redacted } from '../../core/redacted.ts'
import { ruleBook, type RuleBook } from '../bind/rule-book.ts'
import { checkColumn, spellings } from '../bind/unmatched.ts'
import type { TableShape } from '../column.ts'
import type { MaskPlan } from '../plan.ts'
import { complaintError, didYouMean } from '../policy/complaint.ts'
import type { LoadedPolicy } from '../policy-file.ts'
import type { Limits, Measure } from './measure.ts'
import { parseNestedColumn, type NestedColumn } from './nested-column.ts'
import { proposeMeasures } from './propose-measures.ts'

/** By what a copy is measured, and what it must keep to. */
export interface Measures {
  readonly measures: readonly Measure[]
  readonly limits: Limits
}

/**
 * What the policy declares, and what is found by itself when the report or a limit asks for it.
 *
 * @param tables - all of the source.
 * @param wanted - measure also what the policy says nothing of.
 * @throws POLIGON_POLICY_UNMATCHED when the policy names what is not there, or nothing fits a limit;
 *   POLIGON_CONFIG when a limit has nothing declared to hold for.
 */
export function bindMeasures(
  policy: LoadedPolicy,
  plan: MaskPlan,
  tables: readonly TableShape[],
  wanted: boolean,
): Measures {
  const { quasiIdentifiers = {}, sensitive = {}, gates = {} } = policy.header
  const [own] = policy.layers
  const complain = (path: readonly PropertyKey[], what: Redacted, remedy: Redacted) =>
    complaintError(own, { path, what, remedy })
  const limits = limitsOf(gates)
  if (limits.kAnonymity !== undefined && Object.keys(quasiIdentifiers).length === 0)
    throw complain(
      ['gates', 'kAnonymity'],
      say`The policy sets a k-anonymity and names no quasi-identifiers.`,
      say`Add \`quasiIdentifiers: {table: [columns]}\`.`,
    )
  if (limits.lDiversity !== undefined && Object.keys(sensitive).length === 0)
    throw complain(
      ['gates', 'lDiversity'],
      say`The policy sets an l-diversity and names no sensitive columns.`,
      say`Add \`sensitive: {table: [columns]}\`.`,
    )
  const book = ruleBook(policy)
  const named = namedColumns(policy, book, tables, 'quasiIdentifiers', quasiIdentifiers)
  const hidden = namedColumns(policy, book, tables, 'sensitive', sensitive)
  for (const [table, { key }] of hidden)
    if (!named.has(table))
      throw complain(
        ['sensitive', key],
        say`${name(table)} has sensitive columns and no quasi-identifiers.`,
        say`Name under \`quasiIdentifiers\` what tells its rows apart.`,
      )
  const declared = [...named].map(([table, { columns }]): Measure => ({
    table,
    why: 'declared',
    columns: columns.map((column) => {
      const nested = nestedIn(tables, table, column)
      return { column, precision: 'whole', ...(nested ? { nested } : {}) }
    }),
    sensitive: hidden.get(table)?.columns ?? [],
  }))
  const proposed = wanted || limits.singledOut !== undefined ? proposeMeasures(plan) : []
  const measures = [
    ...declared,
    ...proposed.filter((one) => !declared.some((other) => isAlike(one, other))),
  ]
  if (limits.singledOut !== undefined && measures.length === 0)
    throw complaintError(
      own,
      {
        path: ['gates', 'singledOut'],
        what: say`Nothing in the source is measured by this limit: the policy keeps no dates with amounts or postcodes of people.`,
        remedy: say`Take it out, or name \`quasiIdentifiers\`.`,
      },
      'POLIGON_POLICY_UNMATCHED',
    )
  return { measures: measures.map((one) => byPersons(one, plan)), limits }
}

/** Persons count instead of rows where the policy says whose a row is and the copy tells them apart. */
function byPersons(measure: Measure, plan: MaskPlan): Measure {
  const table = plan.tables.find(({ shape }) => shape.name === measure.table)
  const person = table?.person
  const column = person && ('via' in person ? person.via : person.column)
  const planned = table?.columns.find((one) => one.column === column)
  const tells =
    planned?.treatment === 'keep' ||
    (planned?.treatment === 'mask' && !/^(?:constant|null)$/.test(planned.program.op))
  return column !== undefined && tells ? { ...measure, person: column } : measure
}

/** Of the same columns; how much of a date counts is for the policy to say. */
const isAlike = (one: Measure, other: Measure): boolean =>
  one.table === other.table &&
  one.columns.length === other.columns.length &&
  one.columns.every(({ column }) => other.columns.some((known) => known.column === column))

function limitsOf({
  kAnonymity,
  lDiversity,
  singledOut,
}: NonNullable<LoadedPolicy['header']['gates']>): Limits {
  return {
    ...(kAnonymity === undefined ? {} : { kAnonymity }),
    ...(lDiversity === undefined ? {} : { lDiversity }),
    ...(singledOut === undefined ? {} : { singledOut: parseFloat(singledOut) / 100 }),
  }
}

/** A column may be called like a path. */
function nestedIn(
  tables: readonly TableShape[],
  table: string,
  written: string,
): NestedColumn | undefined {
  const shape = tables.find(({ name: one }) => one === table)
  return shape?.columns.some(({ name: one }) => one === written)
    ? undefined
    : parseNestedColumn(written)
}

/** By the table's own name; `key` is how the policy writes it. */
function namedColumns(
  { layers: [own] }: LoadedPolicy,
  book: RuleBook,
  tables: readonly TableShape[],
  part: 'quasiIdentifiers' | 'sensitive',
  written: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, { readonly key: string; readonly columns: readonly string[] }> {
  return new Map(
    Object.entries(written).flatMap(([key, columns]) => {
      const matching = tables.filter((table) => book.matchesTable(key, table.name))
      if (matching.length === 0)
        throw complaintError(
          own,
          {
            path: [part, key],
            what: say`The source has no table ${name(key)}.`,
            remedy: didYouMean(key, spellings(tables)),
          },
          'POLIGON_POLICY_UNMATCHED',
        )
      return matching.map((table) => {
        for (const [i, column] of columns.entries()) {
          const nested =
            part === 'quasiIdentifiers' ? nestedIn(tables, table.name, column) : undefined
          checkColumn(table, nested?.column ?? column, own, [part, key, i])
        }
        return [table.name, { key, columns }] as const
      })
    }),
  )
}
