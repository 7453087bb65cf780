import type { TableName } from '../../core/contracts/dump.ts'
import { PoligonError } from '../../core/errors.ts'
import { name, say, type Redacted } from '../../core/redacted.ts'
import { shownBy } from '../bind/table-families.ts'
import { ruleBook } from '../bind/rule-book.ts'
import type { TableShape } from '../column.ts'
import type { MaskPlan, TablePlan } from '../plan.ts'
import type { LoadedPolicy } from '../policy-file.ts'
import { spellings } from '../bind/unmatched.ts'
import { complaintError, didYouMean } from '../policy/complaint.ts'
import { columnsOfChance } from './chance.ts'
import { compileExpression } from './compile-expression.ts'
import { parseSubset, type SubsetRoot } from './parse-subset.ts'
import { Misread } from './token-cursor.ts'

/** A subset, fitted to the tables of a source. */
export interface SubsetPlan {
  readonly roots: readonly { readonly table: TablePlan; readonly root: SubsetRoot }[]
  readonly others: 'keep' | 'empty'
  /** What was asked for, without the texts in it. */
  readonly words: string[]
}

/**
 * Fits the words of a subset to a plan.
 *
 * @param asked - what was asked for beside the policy; it takes the place of what the policy says.
 * @returns undefined when neither asks for a subset.
 * @throws POLIGON_USAGE, or of the policy's own words POLIGON_CONFIG with file, line and column, when they
 *   cannot be read or do not fit the source.
 */
export function bindSubset(
  policy: LoadedPolicy,
  asked: readonly string[],
  plan: MaskPlan,
  tables: readonly TableShape[],
): SubsetPlan | undefined {
  const { subset } = policy.header
  const said = typeof subset === 'string' || Array.isArray(subset) ? { of: subset } : subset
  const others = said && 'others' in said ? said.others : 'keep'
  const own = asked.length === 0
  const words = own ? [said?.of ?? []].flat() : asked
  if (words.length === 0) return undefined
  const refuse = (what: Redacted, remedy: Redacted) =>
    own
      ? complaintError(policy.layers[0], { path: ['subset'], what, remedy })
      : new PoligonError('POLIGON_USAGE', { what, remedy })
  try {
    const roots = words.flatMap(parseSubset)
    return {
      others,
      words: roots.map((root) => root.words),
      roots: roots.flatMap((root) => bindRoot(root, policy, plan, tables)),
    }
  } catch (failure) {
    throw failure instanceof Misread ? refuse(failure.what, failure.remedy) : failure
  }
}

function bindRoot(
  root: SubsetRoot,
  policy: LoadedPolicy,
  plan: MaskPlan,
  tables: readonly TableShape[],
): SubsetPlan['roots'] {
  const book = ruleBook(policy)
  const found = tables.filter((table) => book.matchesTable(root.table, table.name))
  if (found.length === 0)
    throw new Misread(
      say`The source has no table ${name(root.table)} for the subset to start from.`,
      didYouMean(root.table, spellings(tables)),
    )
  const shown = new Set<TableName>(found.flatMap((table) => shownBy(table.name, tables)))
  for (const shape of tables)
    if (root.where && shown.has(shape.name)) compileExpression(root.where, shape, () => 0)
  return plan.tables
    .filter(({ shape }) => shown.has(shape.name))
    .map((table) => {
      if (table.rows === 'empty')
        throw new Misread(
          say`The subset starts from ${name(table.shape.name)}, whose rows are left out.`,
          say`Take \`rows: empty\` from that table in the policy, or start from another.`,
        )
      if (root.share < 1) checkChance(table)
      return { table, root }
    })
}

/** @throws Misread when nothing tells the rows of the table apart. */
export function checkChance(table: TablePlan): void {
  if (columnsOfChance(table).length > 0) return
  throw new Misread(
    say`A share of ${name(table.shape.name)} cannot be taken: it has neither a person nor a primary key.`,
    say`Say in the policy whose rows they are (\`person:\`), or choose them by a condition.`,
  )
}
