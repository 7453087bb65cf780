import type { ColumnPlan } from '../plan.ts'
import type { WalkProgram } from '../programs/nested-programs.ts'
import type { CollectingPlan } from './leaves.ts'
import { wholeLeaf } from './single-leaf.ts'

/**
 * The paths of a column of JSON documents, where each of them ends at one leaf or at what is kept, whatever
 * else is in the row; undefined where it takes more to know.
 *
 * @param column - of the collecting plan.
 */
export function leafPaths(
  plan: CollectingPlan,
  column: ColumnPlan | undefined,
): WalkProgram | undefined {
  if (!column || column.treatment === 'keep' || column.program.op !== 'walk') return undefined
  const { program } = column
  const isKnown = program.paths.every(
    (path) => path.program.op === 'keep' || wholeLeaf(plan, path.program) !== undefined,
  )
  return program.format === 'json' && isKnown ? program : undefined
}
