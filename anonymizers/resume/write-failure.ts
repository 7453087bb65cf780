import { codeOf, PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'

/** Whether the target failed for want of room or of its disk, so that the same run can succeed later. */
export const canGoOn = (failure: unknown): failure is PoligonError =>
  failure instanceof PoligonError &&
  failure.code === 'POLIGON_TARGET' &&
  ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO'].includes(codeOf(failure.cause))

export function goOnLater(failure: unknown, part: string): unknown {
  if (!canGoOn(failure)) return failure
  return new PoligonError(failure.code, {
    what: failure.what,
    remedy: say`Make room and run it again with --resume; what it has so far stays in ${name(part)}.`,
    cause: failure.cause,
  })
}
