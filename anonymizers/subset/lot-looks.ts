import { chanceOf, columnsOfChance } from './chance.ts'
import { compileExpression } from './compile-expression.ts'
import { columnsIn } from './expression.ts'
import type { SubsetRoot } from './parse-subset.ts'
import type { KernelKey } from '../kernel/keyed-function.ts'
import type { PersonIndex } from '../kernel/person-index.ts'
import type { TablePlan } from '../plan.ts'
import type { RowLook } from './row-look.ts'

/** Which rows of a table are drawn. Plain data. */
export interface Lot extends Pick<SubsetRoot, 'where' | 'share'> {
  readonly table: TablePlan
}

/** What draws lots needs. */
export interface Lots {
  readonly key: KernelKey
  readonly persons: PersonIndex | undefined
}

/** 1 for a row that is drawn. */
export function lotLook({ table, where, share }: Lot, lots: Lots): RowLook {
  return {
    columns: [...(where ? columnsIn(where) : []), ...(share < 1 ? columnsOfChance(table) : [])],
    width: 1,
    start(place) {
      const holds = where ? compileExpression(where, table.shape, place) : () => true
      const chance = share < 1 ? chanceOf(table, place, lots.key, lots.persons) : () => 0
      return (fields, words, at) => {
        if (holds(fields) && chance(fields) < share) words[at] = 1
      }
    },
  }
}
