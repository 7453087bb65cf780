import type { TableName } from '../../core/contracts/dump.ts'
import { name, say } from '../../core/redacted.ts'
import type { ColumnPlan, TablePlan } from '../plan.ts'
import { hashOf } from '../policy/hash.ts'
import type { Program } from '../programs/program.ts'
import { refusal } from './refusal.ts'
import type { Relation } from './relations.ts'
import type { RuleBook } from './rule-book.ts'

/**
 * A column and what it refers to must be masked alike, and the rows referred to must be there. The rows
 * of a partitioned table are in its partitions, on either side.
 *
 * @throws POLIGON_POLICY_REFUSED at the rule of the referring column, naming both.
 */
export function checkForeignKeys(
  plans: readonly TablePlan[],
  relations: readonly Relation[],
  book: RuleBook,
): void {
  const byName = new Map(plans.map((plan) => [plan.shape.name, plan]))
  const plansOf = (tables: readonly TableName[]) =>
    tables.flatMap((table) => byName.get(table) ?? [])
  for (const { declared, from, to } of relations) {
    if (!declared) continue
    for (const plan of plansOf(from.tables)) {
      if (plan.rows === 'empty') continue
      for (const parent of plansOf(to.tables))
        from.columns.forEach((column, i) => {
          const referenced = to.columns[i]
          if (referenced !== undefined) checkPair(plan, column, parent, referenced, book)
        })
    }
  }
}

function checkPair(
  plan: TablePlan,
  column: string,
  parent: TablePlan,
  referenced: string,
  book: RuleBook,
): void {
  const own = programOf(plan, column)
  if (!own || own.op === 'null') return
  const decided = book.treatment(plan.shape, column)
  if (!decided) return
  const other = say`${name(parent.shape.name)}.${name(referenced)}`
  if (parent.rows === 'empty')
    throw refusal(decided, plan.shape.name, column, {
      what: say`The column refers to ${other}, whose rows are left out.`,
      remedy: say`Leave the rows of this table out too, drop the column, or keep those rows.`,
    })
  const theirs = programOf(parent, referenced)
  if (theirs && hashOf(own) !== hashOf(theirs))
    throw refusal(decided, plan.shape.name, column, {
      what: say`The column refers to ${other}, and the two would be masked differently.`,
      remedy: say`Give both the same treatment, and the same length and type.`,
    })
}

function programOf(plan: TablePlan, column: string): Program | undefined {
  const found = plan.columns.find((one) => one.column === column)
  return found && programOfPlan(found)
}

const programOfPlan = (plan: ColumnPlan): Program =>
  plan.treatment === 'keep' ? { op: 'keep' } : plan.program
