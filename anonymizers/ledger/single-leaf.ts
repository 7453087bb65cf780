import type { ColumnPlan } from '../plan.ts'
import type { Program } from '../programs/program.ts'
import type { CollectingPlan, LeafNumbers } from './leaves.ts'

/**
 * The leaf of a column whose values are masked whole, whatever else is in the row; undefined where it takes
 * the row, or a look inside, to know.
 *
 * @param column - of the collecting plan.
 */
export function singleLeaf(
  plan: CollectingPlan,
  column: ColumnPlan | undefined,
): LeafNumbers | undefined {
  if (!column || column.treatment === 'keep') return undefined
  return wholeLeaf(plan, column.program)
}

/** As {@link singleLeaf}, of a program of the collecting plan. */
export function wholeLeaf(plan: CollectingPlan, program: Program): LeafNumbers | undefined {
  const marker = markerOf(program)
  return marker === undefined ? undefined : plan.leafOf(Buffer.from(marker))
}

/** The text that stands for the leaf of a program of the collecting plan. */
export function markerOf(program: Program): string | undefined {
  if (program.op === 'constant') return program.text
  if (program.op !== 'by-shape' || program.cases.length > 0) return undefined
  return program.otherwise.op === 'constant' ? program.otherwise.text : undefined
}
