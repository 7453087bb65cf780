import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { blockSize } from './blocks.ts'
import { fileIdentity } from './file-identity.ts'
import type { Stored } from './stored.ts'

/** @throws POLIGON_SOURCE when `path` is not a file that can be read. */
export async function storedFile(path: string): Promise<Stored> {
  const found = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  if (found.isDirectory()) throw await folderRefused(path)
  if (!found.isFile())
    throw new PoligonError('POLIGON_SOURCE', {
      what: say`${name(path)} is not a file, so that it cannot be read twice.`,
      remedy: say`Give it on stdin: \`poligon mask - … < ${name(path)}\`.`,
    })
  return {
    label: path,
    size: found.size,
    identity: fileIdentity(found),
    open: () => createReadStream(path, { highWaterMark: blockSize }),
    [Symbol.asyncDispose]: async () => {},
  }
}

export const unreadable = (label: string, cause: unknown) =>
  new PoligonError('POLIGON_SOURCE', {
    what: say`${name(label)} cannot be read.`,
    remedy: say`Check the path and the permissions.`,
    cause,
  })

async function folderRefused(path: string): Promise<PoligonError> {
  const files = await readdir(path).catch((): string[] => [])
  return files.includes('toc.dat')
    ? new PoligonError('POLIGON_SOURCE', {
        what: say`${name(path)} is a pg_dump folder, which is not read yet.`,
        remedy: say`Make plain SQL of it: \`pg_restore -f - ${name(path)} | poligon mask - …\`.`,
      })
    : new PoligonError('POLIGON_SOURCE', {
        what: say`${name(path)} is a folder.`,
        remedy: say`Name a dump file, or - for stdin.`,
      })
}
