import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { blockSize } from '../sources/blocks.ts'

/** SHA-256 of what was read and written; a stream and a database have none. See {@link contentHash}. */
export async function contentHashes(
  source: string,
  target: string,
): Promise<{ readonly input?: string; readonly output?: string }> {
  const [input, output] = await Promise.all([contentHash(source), contentHash(target)])
  return { ...(input === undefined ? {} : { input }), ...(output === undefined ? {} : { output }) }
}

/**
 * Of a file what `sha256sum` tells. Of a folder the SHA-256 of the lines that `sha256sum` prints for its
 * files, in the order of their paths (`LC_ALL=C sort -k2`), which begin without `./`. Undefined when there is neither.
 */
export async function contentHash(path: string): Promise<string | undefined> {
  const found = path === '-' ? undefined : await stat(path).catch(() => undefined)
  if (found?.isFile()) return `sha256:${await hashOfFile(path)}`
  if (!found?.isDirectory()) return undefined
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => Buffer.from(join(entry.parentPath, entry.name).slice(join(path, '/').length)))
    .toSorted((a, b) => Buffer.compare(a, b))
  const listing = createHash('sha256')
  for (const file of files)
    listing.update(`${await hashOfFile(join(path, file.toString()))}  ${file.toString()}\n`)
  return `sha256:${listing.digest('hex')}`
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const block of createReadStream(path, { highWaterMark: blockSize }))
    hash.update(block as Buffer)
  return hash.digest('hex')
}
