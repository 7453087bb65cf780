import { fstatSync, type BigIntStats, type Stats } from 'node:fs'
import { stat } from 'node:fs/promises'

/** Equal for two paths exactly when they lead to one file. */
export const fileIdentity = (file: Stats | BigIntStats): string => `${file.dev}:${file.ino}`

/** Of a file that is there; undefined when it is not. */
export async function identityOf(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined)
  return found && fileIdentity(found)
}

/** Of the file that a stream of the process was redirected to or from; undefined for pipes and terminals. */
export function redirectedFile(stream: object): string | undefined {
  const fd: unknown = 'fd' in stream ? stream.fd : undefined
  if (typeof fd !== 'number') return undefined
  try {
    const found = fstatSync(fd)
    return found.isFile() ? fileIdentity(found) : undefined
  } catch {
    return undefined
  }
}
