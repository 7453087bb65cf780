import { access, constants, realpath, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { PoligonError } from '../core/errors.ts'
import { name, say, type Redacted } from '../core/redacted.ts'

/**
 * Whether a report can be written to `file`, before the work begins that it is about.
 *
 * @param others - what the command reads and writes; `-` for stdin or stdout. None may be overwritten.
 * @throws POLIGON_TARGET
 */
export async function checkReportFile(file: string, others: readonly string[]): Promise<void> {
  const folder = dirname(file)
  if (!(await isFolder(folder))) throw refused(file, say`its folder does not exist`)
  if (await isFolder(file)) throw refused(file, say`it is a folder`)
  const present = await access(file).then(
    () => true,
    () => false,
  )
  await access(present ? file : folder, constants.W_OK).catch(() => {
    throw refused(file, say`it may not be written`)
  })
  const own = await placeOf(file)
  for (const other of others)
    for (const path of other === '-' ? ['/dev/stdin', '/dev/stdout'] : [other])
      if ((await placeOf(path)) === own)
        throw refused(file, say`the command reads or writes that file`)
}

export async function writeReportFile(file: string, written: string): Promise<void> {
  await writeFile(file, written, { mode: 0o600 }).catch((cause: unknown) => {
    throw new PoligonError('POLIGON_TARGET', {
      what: say`The masked data is complete, but the report cannot be written to ${name(file)}.`,
      remedy: say`Check the folder and its permissions.`,
      cause,
    })
  })
}

/** Equal for two paths exactly when they lead to one file, or would when it is made. */
async function placeOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined)
  if (found) return `${found.dev}:${found.ino}`
  const folder = await realpath(dirname(path)).catch(() => resolve(dirname(path)))
  return join(folder, basename(path))
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

const refused = (file: string, why: Redacted) =>
  new PoligonError('POLIGON_TARGET', {
    what: say`The report cannot go to ${name(file)}: ${why}.`,
    remedy: say`Name another file.`,
  })
