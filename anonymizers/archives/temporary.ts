import { resolve } from 'node:path'
import { codeOf, PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { recordResource } from '../../core/resources.ts'
import { randomToken } from '../../core/seed.ts'

/**
 * A name beside `path` for a file or folder that is not complete. It is on record: what a killed run left
 * is removed by the next.
 */
export function createTemporary(path: string) {
  // Whoever finds it after a crash may stand in another folder.
  const temporary = resolve(`${path}.${randomToken(64)}.part`)
  const release = recordResource({ kind: 'file', address: temporary, label: 'masked dump' })
  return { path: temporary, release }
}

/** What a target failed with; errors of ours (of the source) come back as they are. */
export const notWritable = (path: string, cause: unknown): unknown =>
  cause instanceof PoligonError
    ? cause
    : new PoligonError('POLIGON_TARGET', {
        what: say`${name(path)} is refused as a target: it cannot be written (${codeOf(cause)}).`,
        remedy: say`Look whether the disk is full, or name another file.`,
        cause,
      })
