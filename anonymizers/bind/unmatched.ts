import { name, say } from '../../core/redacted.ts'
import type { TableShape } from '../column.ts'
import type { LoadedPolicy } from '../policy-file.ts'
import { complaintError, didYouMean } from '../policy/complaint.ts'
import { isPattern } from '../policy/glob.ts'
import { matchesAny, type RuleBook } from './rule-book.ts'

/**
 * Every rule of the policy itself must fit something in the source, and every file that it extends at
 * least one thing: a rule that silently does nothing is how data gets out.
 *
 * @throws POLIGON_POLICY_UNMATCHED at the first rule that fits nothing.
 */
export function checkMatched(
  policy: LoadedPolicy,
  book: RuleBook,
  tables: readonly TableShape[],
): void {
  const [own, ...extended] = policy.layers
  const known = tables.map((table) => table.name)
  for (const { table, path } of own.rules.tables)
    if (!known.some((one) => book.matchesTable(table, one)))
      throw complaintError(
        own,
        {
          path,
          what: say`The source has no table ${name(table)}.`,
          remedy: didYouMean(table, spellings(tables)),
        },
        'POLIGON_POLICY_UNMATCHED',
      )
  for (const rule of own.rules.columns) {
    if (matchesAny(book, rule, tables)) continue
    const inside = tables.filter((table) => book.matchesTable(rule.table, table.name))
    const columns = new Set(inside.flatMap((table) => table.columns.map((column) => column.name)))
    const exact = !isPattern(rule.table) && !isPattern(rule.column)
    throw complaintError(
      own,
      {
        path: rule.path,
        what: exact
          ? say`The table ${name(rule.table)} has no column ${name(rule.column)}.`
          : say`No column of the source fits ${name(rule.table)}.${name(rule.column)}.`,
        remedy: didYouMean(rule.column, [...columns]),
      },
      'POLIGON_POLICY_UNMATCHED',
    )
  }
  for (const layer of extended) {
    const useful =
      layer.rules.columns.some((rule) => matchesAny(book, rule, tables)) ||
      layer.rules.tables.some(({ table }) => known.some((one) => book.matchesTable(table, one)))
    if (!useful && layer.rules.columns.length + layer.rules.tables.length > 0)
      throw complaintError(
        own,
        {
          path: ['extends'],
          what: say`Nothing in the source fits a rule of ${name(layer.file)}.`,
          remedy: say`Take it out of \`extends\`, or mend the names in it.`,
        },
        'POLIGON_POLICY_UNMATCHED',
      )
  }
}

/** Table names as a policy may write them: whole, and without the schema. */
export const spellings = (tables: readonly TableShape[]): string[] => [
  ...new Set(
    tables.flatMap(({ name: table, family }) => [
      table,
      family === 'postgres' ? table.replace(/[^.]+\.(?=[^.]+$)/, '') : table,
    ]),
  ),
]

/** @throws POLIGON_POLICY_UNMATCHED when the table has no such column in its rows. */
export function checkColumn(
  table: TableShape,
  column: string,
  at: Parameters<typeof complaintError>[0],
  path: readonly PropertyKey[],
): void {
  const inRows = table.columns.filter(({ generated }) => !generated)
  if (inRows.some(({ name }) => name === column)) return
  throw complaintError(
    at,
    {
      path,
      what: say`The rows of ${name(table.name)} have no column ${name(column)}.`,
      remedy: didYouMean(
        column,
        inRows.map(({ name }) => name),
      ),
    },
    'POLIGON_POLICY_UNMATCHED',
  )
}
