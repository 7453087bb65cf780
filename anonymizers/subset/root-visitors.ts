import type { Bits } from './bits.ts'
import { chanceOf, columnsOfChance } from './chance.ts'
import { compileExpression } from './compile-expression.ts'
import { columnsIn } from './expression.ts'
import type { SubsetRoot } from './parse-subset.ts'
import type { KernelKey } from '../kernel/keyed-function.ts'
import type { PersonIndex } from '../kernel/person-index.ts'
import type { TablePlan } from '../plan.ts'
import type { RowVisitor } from './row-visitor.ts'

/** What draws lots needs. */
export interface Lots {
  readonly key: KernelKey
  readonly persons: PersonIndex | undefined
}

/** Puts the rows of `table` that a subset starts from into `into`. */
export function rootVisitor(
  table: TablePlan,
  root: SubsetRoot,
  lots: Lots,
  into: Bits,
): RowVisitor {
  const { where, share } = root
  return {
    columns: [...(where ? columnsIn(where) : []), ...(share < 1 ? columnsOfChance(table) : [])],
    start(place) {
      const holds = where ? compileExpression(where, table.shape, place) : () => true
      const chance = share < 1 ? chanceOf(table, place, lots.key, lots.persons) : () => 0
      return (row, fields) => {
        if (holds(fields) && chance(fields) < share) into.add(row)
      }
    },
  }
}

/** Puts the rows of a share of `table` into `into`. */
export const shareVisitor = (table: TablePlan, share: number, lots: Lots, into: Bits): RowVisitor =>
  rootVisitor(table, { table: '', words: '', where: undefined, share }, lots, into)
