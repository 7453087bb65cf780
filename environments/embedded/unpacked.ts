import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The library folders of an unpacked tree, for LD_LIBRARY_PATH: `usr/lib/x86_64-linux-gnu` and the like. */
export function libraryPath(root: string): string {
  return ['usr/lib', 'lib', 'usr/lib64']
    .map((path) => join(root, path))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => [
      folder,
      ...readdirSync(folder)
        .filter((name) => name.includes('-linux-'))
        .map((name) => join(folder, name)),
    ])
    .join(':')
}
