import type { TableName } from '../../core/contracts/dump.ts'
import { name, say } from '../../core/redacted.ts'
import type { TableShape } from '../column.ts'
import type { LoadedPolicy } from '../policy-file.ts'
import { complaintError, didYouMean } from '../policy/complaint.ts'
import type { Layer } from '../policy/extended.ts'
import { misreadAt } from '../policy/misread.ts'
import type { Endpoint, RelationRule } from '../policy/relation-rule.ts'
import { compileExpression } from '../subset/compile-expression.ts'
import type { Expression } from '../subset/expression.ts'
import type { RuleBook } from './rule-book.ts'
import { partitionsOf, shownBy } from './table-families.ts'
import { checkColumn } from './unmatched.ts'

/** Rows of some tables that refer to rows of others by the values of columns. */
export interface Relation {
  /** The schema has a foreign key for it. */
  readonly declared?: true
  readonly from: RelationSide
  readonly to: RelationSide
  /** Only rows that meet it refer so. */
  readonly when?: Expression
  /** See the policy's `children`; absent: as is usual. */
  readonly children?: 'follow' | 'leave'
}

export interface RelationSide {
  /** Tables that hold the rows themselves. */
  readonly tables: readonly TableName[]
  readonly columns: readonly string[]
}

/**
 * The relations between tables: those that the schema declares, and those that the policy names. What the
 * policy says of a declared one is added to it.
 *
 * @throws POLIGON_POLICY_UNMATCHED when the policy itself names a table or column that is not there;
 *   POLIGON_CONFIG when a condition does not fit its table.
 */
export function relationsOf(
  policy: LoadedPolicy,
  book: RuleBook,
  tables: readonly TableShape[],
): readonly Relation[] {
  const declared = tables.flatMap((table) =>
    table.foreignKeys
      .filter(({ columns, referenced }) => columns.length === referenced.length)
      .map(({ columns, references, referenced }): Relation => ({
        declared: true,
        from: { tables: partitionsOf(table.name, tables), columns },
        to: { tables: partitionsOf(references, tables), columns: referenced },
      })),
  )
  const named = policy.layers.flatMap((layer) =>
    layer.rules.relations.flatMap((rule) => namedRelation(rule, layer, book, tables)),
  )
  const all = new Map<string, Relation>()
  for (const relation of [...declared, ...named]) {
    const { from, to, when } = relation
    const key = JSON.stringify([from, to, when])
    all.set(key, { ...all.get(key), ...relation })
  }
  return [...all.values()]
}

function namedRelation(
  rule: RelationRule,
  layer: Layer,
  book: RuleBook,
  tables: readonly TableShape[],
): Relation[] {
  const { when, children } = rule
  const from = sideOf(rule.from, layer, [...rule.path, 'from'], book, tables)
  const to = sideOf(rule.to, layer, [...rule.path, 'to'], book, tables)
  if (!from || !to) return []
  if (when !== undefined)
    for (const shape of tables)
      if (from.tables.includes(shape.name))
        misreadAt(layer, [...rule.path, 'when'], () => compileExpression(when, shape, () => 0))
  return [{ from, to, ...(when ? { when } : {}), ...(children ? { children } : {}) }]
}

/** Undefined when a file that is extended names what is not there: it is for several products' versions. */
function sideOf(
  { table, columns }: Endpoint,
  layer: Layer,
  path: readonly PropertyKey[],
  book: RuleBook,
  tables: readonly TableShape[],
): RelationSide | undefined {
  const shape = tables.find((one) => book.matchesTable(table, one.name))
  if (!shape) {
    if (layer.depth > 0) return undefined
    throw complaintError(
      layer,
      {
        path,
        what: say`The source has no table ${name(table)}.`,
        remedy: didYouMean(
          table,
          tables.map((one) => one.name),
        ),
      },
      'POLIGON_POLICY_UNMATCHED',
    )
  }
  const missing = columns.some((column) => !shape.columns.some((one) => one.name === column))
  if (missing && layer.depth > 0) return undefined
  for (const column of columns) checkColumn(shape, column, layer, path)
  return { tables: shownBy(shape.name, tables), columns }
}
