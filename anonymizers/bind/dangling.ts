import { name, say } from '../../core/redacted.ts'
import type { TablePlan } from '../plan.ts'
import { refusal } from './refusal.ts'
import type { Relation } from './relations.ts'
import type { RuleBook } from './rule-book.ts'

/**
 * Where rows are referred to, none may be left out by their table's treatment.
 *
 * @throws POLIGON_POLICY_REFUSED at the rule of the referring column, naming both.
 */
export function checkNothingDangles(
  plans: readonly TablePlan[],
  relations: readonly Relation[],
  book: RuleBook,
): void {
  const byName = new Map(plans.map((plan) => [plan.shape.name, plan]))
  for (const { from, to } of relations) {
    const parent = to.tables
      .map((table) => byName.get(table))
      .find((plan) => plan && (plan.rows === 'empty' || plan.take !== undefined))
    if (!parent) continue
    for (const table of from.tables) {
      const plan = byName.get(table)
      const [column] = from.columns
      if (!plan || plan.rows === 'empty' || column === undefined) continue
      if (from.columns.some((one) => isTakenOut(plan, one))) continue
      const decided = book.treatment(plan.shape, column)
      if (!decided) continue
      const other = say`${name(parent.shape.name)}.${name(to.columns[0] ?? '')}`
      throw refusal(decided, table, column, {
        what:
          parent.rows === 'empty'
            ? say`The column refers to ${other}, whose rows are left out.`
            : say`The column refers to ${other}, of which only some rows would stay.`,
        remedy: say`Take a subset (\`subset:\`), which keeps what is referred to; leave the rows of this table out too; or drop the column.`,
      })
    }
  }
}

function isTakenOut(plan: TablePlan, column: string): boolean {
  const found = plan.columns.find((one) => one.column === column)
  return found?.treatment === 'drop' && found.program.op === 'null'
}
