import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { blockSize } from '../sources/blocks.ts'

/**
 * SHA-256 of the files that were read and written, as `sha256sum` tells it; a stream, a database and a
 * folder have none.
 */
export async function contentHashes(
  source: string,
  target: string,
): Promise<{ readonly input?: string; readonly output?: string }> {
  const [input, output] = await Promise.all([hashOfFile(source), hashOfFile(target)])
  return { ...(input === undefined ? {} : { input }), ...(output === undefined ? {} : { output }) }
}

async function hashOfFile(path: string): Promise<string | undefined> {
  if (path === '-') return undefined
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) return undefined
  const hash = createHash('sha256')
  for await (const block of createReadStream(path, { highWaterMark: blockSize }))
    hash.update(block as Buffer)
  return `sha256:${hash.digest('hex')}`
}
