import { codeOf, PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'

/** What a target failed with; errors of ours (of the source) come back as they are. */
export const notWritable = (path: string, cause: unknown): unknown =>
  cause instanceof PoligonError
    ? cause
    : new PoligonError('POLIGON_TARGET', {
        what: say`${name(path)} is refused as a target: it cannot be written (${codeOf(cause)}).`,
        remedy: say`Look whether the disk is full, or name another file.`,
        cause,
      })
