import { link, lstat, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf, PoligonError } from '../../../core/errors.ts'
import { name, say } from '../../../core/redacted.ts'

/** @throws POLIGON_TARGET when a file is there already, or its folder is not. */
export async function checkPlace(file: string): Promise<void> {
  const folder = await stat(dirname(file)).catch(() => undefined)
  if (!folder?.isDirectory())
    throw new PoligonError('POLIGON_TARGET', {
      what: say`The folder of ${name(file)} does not exist.`,
      remedy: say`Make it, or name another file.`,
    })
  const present = await lstat(file).catch(() => undefined)
  if (!present) return
  throw new PoligonError('POLIGON_TARGET', {
    what: say`${name(file)} is there already.`,
    remedy: say`Name another file: what people have decided is not written over.`,
  })
}

/**
 * Writes a policy to a temporary file and gives it its name; one that somebody took meanwhile is not written over.
 *
 * @throws POLIGON_TARGET.
 */
export async function place(target: string, temporary: string, text: string): Promise<void> {
  try {
    await writeFile(temporary, text, { mode: 0o600 })
    await link(temporary, target)
  } catch (cause) {
    throw new PoligonError('POLIGON_TARGET', {
      what: say`${name(target)} cannot be written (${codeOf(cause)}).`,
      remedy: say`Name a file in a folder that is there and may be written to.`,
      cause,
    })
  } finally {
    await rm(temporary, { force: true })
  }
}
