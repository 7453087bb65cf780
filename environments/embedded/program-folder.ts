import { mkdirSync, statSync } from 'node:fs'
import { PoligonError } from '../../core/errors.ts'
import { cacheFolder } from '../../core/folders.ts'
import { name, say } from '../../core/redacted.ts'
import { runProgram } from './run-program.ts'
import type { ServerUser } from './server-user.ts'

/** Where root keeps programs that a switched user must be able to reach (`man 7 hier`). */
const shared = '/var/cache/poligon'

/** Where programs are unpacked so that the servers' user can run them. */
export function programFolder(user: ServerUser): string {
  if (user.kind !== 'switched') return cacheFolder('programs')
  mkdirSync(shared, { recursive: true, mode: 0o755 })
  const { uid, mode } = statSync(shared)
  if (uid === 0 && (mode & 0o022) === 0) return shared
  throw new PoligonError('POLIGON_UNREACHABLE', {
    what: say`The folder ${name(shared)} can be written by others than root.`,
    remedy: say`Remove it and run again.`,
  })
}

export async function canRun(user: ServerUser, program: string): Promise<boolean> {
  try {
    await runProgram({ command: [...user.prefix, 'test', '-x', program] })
    return true
  } catch {
    return false
  }
}

/** Opens an unpacked tree to the servers' user; nothing in it is secret. */
export async function openToAll(user: ServerUser, folder: string): Promise<void> {
  if (user.kind === 'switched')
    await runProgram({ command: ['chmod', '-R', 'u=rwX,go=rX', folder] })
}
