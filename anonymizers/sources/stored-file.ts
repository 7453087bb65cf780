import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { blockSize } from './blocks.ts'
import { fileBlocks } from './file-blocks.ts'
import { fileFiller, versionOf } from './file-filler.ts'
import { fileIdentity } from './file-identity.ts'
import type { Stored } from './stored.ts'

/** @throws POLIGON_SOURCE when `path` is not a file that can be read. */
export async function storedFile(path: string): Promise<Stored> {
  const found = await stat(path, { bigint: true }).catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  if (found.isDirectory())
    throw new PoligonError('POLIGON_SOURCE', {
      what: say`${name(path)} is a folder, and not one that pg_dump or mysqldump wrote.`,
      remedy: say`Name a dump file, a folder of \`pg_dump -Fd\` or \`mysqldump --tab\`, or - for stdin.`,
    })
  if (!found.isFile())
    throw new PoligonError('POLIGON_SOURCE', {
      what: say`${name(path)} is not a file, so that it cannot be read twice.`,
      remedy: say`Give it on stdin: \`poligon mask - … < ${name(path)}\`.`,
    })
  const version = versionOf(found)
  return {
    label: path,
    size: Number(found.size),
    identity: fileIdentity(found),
    open: (start = 0) => createReadStream(path, { highWaterMark: blockSize, start }),
    blocks: () => fileBlocks(path),
    filler: () => fileFiller(path, version),
    [Symbol.asyncDispose]: async () => {},
  }
}

export const unreadable = (label: string, cause: unknown) =>
  new PoligonError('POLIGON_SOURCE', {
    what: say`${name(label)} cannot be read.`,
    remedy: say`Check the path and the permissions.`,
    cause,
  })
