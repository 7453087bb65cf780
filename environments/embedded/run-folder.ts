import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cacheFolder } from '../../core/folders.ts'
import { recordResource } from '../../core/resources.ts'
import { randomToken } from '../../core/seed.ts'
import type { ServerUser } from './server-user.ts'

export interface RunFolder {
  readonly path: string
  /** Deletes it and strikes it from the record. Twice safe. */
  remove(): void
}

/**
 * A private folder (0700) for one running server, written down before it is made. Beside the cached
 * data folders, so that a copy can share blocks with them; for a switched user where it can reach.
 */
export function makeRunFolder(label: string, user: ServerUser): RunFolder {
  const place = user.kind === 'switched' ? tmpdir() : cacheFolder('running')
  const path = join(place, `poligon-${randomToken(64)}`)
  const release = recordResource({ kind: 'folder', address: path, label })
  mkdirSync(path, { recursive: true, mode: 0o700 })
  giveTo(user, path)
  return {
    path,
    remove() {
      removeRunFolder(path)
      release()
      if (user.kind !== 'switched') renew(place)
    },
  }
}

export function giveTo(user: ServerUser, path: string): void {
  if (user.kind === 'switched') chownSync(path, user.uid, user.gid)
}

/**
 * Takes the folder of run folders away when it is empty; the next one makes it anew. In one through which
 * thousands of data folders went, ext4 takes several times as long to make files.
 */
function renew(place: string): void {
  try {
    rmdirSync(place)
  } catch {
    // Others are in it.
  }
}

/** Whether the name is one that {@link makeRunFolder} gives: nothing else is ever deleted. */
export function isRunFolder(path: string): boolean {
  return /\/poligon-[0-9a-f]{16}$/.test(path)
}

/** @throws when it cannot be removed: it is to stay on record then. */
export function removeRunFolder(path: string): void {
  if (!isRunFolder(path)) return
  releaseSharedMemory(join(path, 'data', 'postmaster.pid'))
  for (let i = 0; existsSync(path); i++) {
    if (i === tries) throw new Error('somebody writes to it')
    // Processes of a server that was killed may write for a moment longer, and make anew what was removed.
    if (i > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause)
    try {
      rmSync(path, { recursive: true, force: true })
    } catch {
      // It is tried again.
    }
  }
}

/** How often it is tried again, and milliseconds in between: two seconds together. */
const tries = 40
const pause = 50

/**
 * A PostgreSQL that was killed leaves a System V segment of 56 bytes; its id stands at the end of
 * line 7 of postmaster.pid (miscadmin.h, LOCK_FILE_LINE_SHMEM_KEY).
 */
function releaseSharedMemory(pidFile: string): void {
  try {
    const id = readFileSync(pidFile, 'latin1').split('\n')[6]?.trim().split(/\s+/)[1]
    if (id && /^\d+$/.test(id)) execFileSync('ipcrm', ['-m', id], { stdio: 'ignore' })
  } catch {
    // No such file: it was stopped in order. No such segment or no ipcrm: nothing can be done.
  }
}
