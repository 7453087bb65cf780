import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** What a file, or all files of a folder, take on disk; 0 when there is none. */
export async function storedBytes(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isDirectory()) return found?.size ?? 0
  const files = await readdir(path)
  const sizes = await Promise.all(files.map((file) => storedBytes(join(path, file))))
  return sizes.reduce((sum, size) => sum + size, 0)
}
