import { chmod, copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { manifestFile } from './manifest.ts'
import { checkSnapshot } from './open-snapshot.ts'
import { makeSnapshotFolder, type Snapshot } from './snapshot-folder.ts'

/**
 * Copies a snapshot into another folder of snapshots, as a whole or not at all. The copy is checked file by
 * file.
 *
 * @throws POLIGON_TARGET when that has one of this name already; what checkSnapshot throws.
 */
export async function copySnapshot(snapshot: Snapshot, parent: string): Promise<Snapshot> {
  const folder = await makeSnapshotFolder(parent, snapshot.name, async (draft) => {
    for (const { file } of Object.values(snapshot.manifest.systems)) {
      const copy = join(draft, file)
      await copyFile(join(snapshot.folder, file), copy).catch((cause: unknown) => {
        throw new PoligonError('POLIGON_TARGET', {
          what: say`The file ${name(file)} of the snapshot ${name(snapshot.name)} cannot be copied (${codeOf(cause)}).`,
          remedy: say`Check that it is there, and that there is room in ${name(parent)}.`,
          cause,
        })
      })
      await chmod(copy, 0o600)
    }
    await checkSnapshot({ ...snapshot, folder: draft })
    const text = `${JSON.stringify(snapshot.manifest, undefined, 2)}\n`
    await writeFile(join(draft, manifestFile), text, { mode: 0o600 })
  })
  return { ...snapshot, folder }
}
