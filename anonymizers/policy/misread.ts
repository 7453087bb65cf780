import type { SourceText } from '../../core/source-text.ts'
import { Misread } from '../subset/token-cursor.ts'
import { complaintError } from './complaint.ts'

/** Does `work`, and says of words that it cannot read where in the file they stand. @throws POLIGON_CONFIG */
export function misreadAt<T>(
  source: Pick<SourceText<unknown>, 'file' | 'position'>,
  path: readonly PropertyKey[],
  work: () => T,
): T {
  try {
    return work()
  } catch (failure) {
    if (!(failure instanceof Misread)) throw failure
    throw complaintError(source, { path, what: failure.what, remedy: failure.remedy })
  }
}
