import type { TableName } from '../../core/contracts/dump.ts'
import type { TableShape } from '../column.ts'
import type { LoadedPolicy } from '../policy-file.ts'
import type { Lookup, Treatment } from '../policy/treatment.ts'
import { ruleBook, type RuleBook } from './rule-book.ts'
import { withTablePrefixes } from './table-prefix.ts'

/** A table of attributes that a policy asks for, as the source names it. */
export interface WantedLookup extends Lookup {
  readonly table: TableName
  /** Only these names are asked for. */
  readonly names: ReadonlySet<string>
}

/** By {@link lookupId}: for a name, the keys of the rows that have it. */
export type Lookups = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>

/** Tells lookups apart; `table` as the source names it. */
export const lookupId = ({ table, key, name }: Lookup): string => JSON.stringify([table, key, name])

/** The table that a rule means. */
export const lookupTable = (
  book: RuleBook,
  { table }: Lookup,
  tables: readonly TableShape[],
): TableShape | undefined => tables.find((one) => book.matchesTable(table, one.name))

/** The tables of attributes whose rows must be read before the policy can be bound to these tables. */
export function wantedLookups(
  policy: LoadedPolicy,
  tables: readonly TableShape[],
  tablesWithRows: ReadonlySet<TableName>,
): readonly WantedLookup[] {
  const book = ruleBook(withTablePrefixes(policy, tables))
  const wanted = new Map<string, WantedLookup & { names: Set<string> }>()
  for (const table of tables) {
    if (!tablesWithRows.has(table.name) || book.rows(table)?.value.verb === 'empty') continue
    for (const column of table.columns) {
      const decided = book.treatment(table, column.name)
      for (const { lookup, names } of decided ? lookupsIn(decided.value) : []) {
        const shape = lookupTable(book, lookup, tables)
        if (!shape) continue
        const named = { ...lookup, table: shape.name, names: new Set<string>() }
        const known = wanted.get(lookupId(named)) ?? named
        for (const one of names) known.names.add(one)
        wanted.set(lookupId(named), known)
      }
    }
  }
  return [...wanted.values()]
}

function lookupsIn(treatment: Treatment): { lookup: Lookup; names: readonly string[] }[] {
  if (treatment.verb === 'when')
    return [...lookupsIn(treatment.matching), ...lookupsIn(treatment.otherwise)]
  if (treatment.verb !== 'chosen') return []
  const { lookup, cases, other } = treatment
  return [
    ...(lookup ? [{ lookup, names: cases.flatMap((one) => one.names) }] : []),
    ...cases.flatMap((one) => lookupsIn(one.treatment)),
    ...(other === 'stop' ? [] : lookupsIn(other)),
  ]
}
