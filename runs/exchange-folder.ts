import { mkdirSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { PoligonError } from '../core/errors.ts'
import { name, say } from '../core/redacted.ts'
import { randomToken } from '../core/seed.ts'
import type { ReceivedFile } from './coordinator-calls.ts'

/** The folder by which systems of one slot hand files to each other. */
export interface ExchangeFolder {
  readonly folder: string
  empty(): Promise<void>
  /** Written under a hidden temporary name, then renamed. */
  put(path: string, content: Uint8Array): Promise<void>
  list(): Promise<readonly ReceivedFile[]>
  read(path: string): Promise<Uint8Array>
}

export function createExchangeFolder(folder: string): ExchangeFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const inside = (path: string) => {
    const full = resolve(folder, path)
    if (full.startsWith(folder + sep)) return full
    throw new PoligonError('POLIGON_USAGE', {
      what: say`The path ${name(path)} leads out of the exchange folder.`,
      remedy: say`Write it relative to the folder.`,
    })
  }
  return {
    folder,
    async empty() {
      await rm(folder, { recursive: true, force: true })
      await mkdir(folder, { recursive: true, mode: 0o700 })
    },
    async put(path, content) {
      const full = inside(path)
      await mkdir(dirname(full), { recursive: true })
      const partial = join(dirname(full), `.${randomToken(64)}.part`)
      await writeFile(partial, content)
      await rename(partial, full)
    },
    async list() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      const found = await Promise.all(
        files.map(async (entry) => {
          const full = join(entry.parentPath, entry.name)
          const size = await stat(full).then(
            (stats) => stats.size,
            () => undefined,
          )
          const path = relative(folder, full).split(sep).join('/')
          return size === undefined ? [] : [{ path, size }]
        }),
      )
      return found.flat().toSorted((a, b) => (a.path < b.path ? -1 : 1))
    },
    read: (path) => readFile(inside(path)),
  }
}
