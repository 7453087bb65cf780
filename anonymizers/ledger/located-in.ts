import type { PoligonError } from '../../core/errors.ts'
import { unpackFailure, type PackedFailure } from '../pipeline/worker-message.ts'
import { eachRun, type RowRuns } from './row-runs.ts'

/**
 * A failure while looking at parts of a batch, with its place in the dump.
 *
 * @param offset - of the batch in the dump.
 */
export function locatedIn(failure: PackedFailure, runs: RowRuns, offset: number): PoligonError {
  const run = [...eachRun(runs)][failure.run]
  const byteOffset = offset + failure.at
  return unpackFailure(
    failure,
    run?.bulk
      ? { table: run.bulk.table, row: run.firstRow + 1 + failure.row, byteOffset }
      : { byteOffset },
  )
}
