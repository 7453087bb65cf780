import { PoligonError, type ErrorCode } from '../../core/errors.ts'
import type { Redacted } from '../../core/redacted.ts'
import type { Layer } from '../policy/extended.ts'

/** An error about a decision of the policy, at the place where the policy takes it. */
export function refusal(
  decided: { readonly layer: Layer; readonly path: readonly PropertyKey[] },
  table: string,
  column: string | undefined,
  text: { readonly what: Redacted; readonly remedy: Redacted; readonly cause?: unknown },
  code: ErrorCode = 'POLIGON_POLICY_REFUSED',
): PoligonError {
  return new PoligonError(code, {
    ...text,
    place: {
      file: decided.layer.file,
      ...decided.layer.position(decided.path),
      table,
      ...(column === undefined ? {} : { field: column }),
    },
  })
}
