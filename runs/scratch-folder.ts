import { mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recordResource } from '../core/resources.ts'
import { randomToken } from '../core/seed.ts'

/** A private folder that is removed with it, or by the next start after a kill. */
export function scratchFolder(label: string): Disposable & { readonly folder: string } {
  const folder = join(tmpdir(), `poligon-${randomToken(64)}`)
  const release = recordResource({ kind: 'folder', address: folder, label })
  mkdirSync(folder, { mode: 0o700 })
  return {
    folder,
    [Symbol.dispose]() {
      rmSync(folder, { recursive: true, force: true })
      release()
    },
  }
}
