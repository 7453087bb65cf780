import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { recordResource } from '../../core/resources.ts'
import { randomToken } from '../../core/seed.ts'

/**
 * A folder that is made once and then only read. It is filled under a private name and renamed when
 * it is whole, so that a half-filled one is never seen; of two processes that fill it at once, the
 * later one throws its own away.
 */
export async function cachedFolder(
  parent: string,
  key: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const wanted = join(parent, key)
  if (existsSync(wanted)) return wanted
  const draft = join(parent, `poligon-${randomToken(64)}`)
  const release = recordResource({ kind: 'folder', address: draft, label: `unfinished ${key}` })
  try {
    mkdirSync(draft, { mode: 0o700 })
    await fill(draft)
    try {
      renameSync(draft, wanted)
    } catch (failure) {
      if (!existsSync(wanted)) throw failure
    }
    return wanted
  } finally {
    rmSync(draft, { recursive: true, force: true })
    release()
  }
}
