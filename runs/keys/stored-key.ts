import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { keyFromBytes, type MaskingKey } from '../../core/key.ts'
import { guarded, keyFolder, makeKeyFolder } from './journal.ts'

const fileOf = (project: string, set: string): string => join(keyFolder(project), `${set}.key`)

/** Writes a throw-away key to a file of its own, mode 0600. @throws POLIGON_TARGET when one is there. */
export function storeKey(project: string, set: string, key: MaskingKey): void {
  const file = fileOf(project, set)
  guarded(file, () => {
    makeKeyFolder(project)
    const handle = openSync(file, 'wx', 0o600)
    try {
      writeSync(handle, `${Buffer.from(key.bytes.reveal()).toString('hex')}\n`)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  })
}

export function readStoredKey(project: string, set: string): MaskingKey | undefined {
  const file = fileOf(project, set)
  if (!existsSync(file)) return undefined
  const text = guarded(file, () => readFileSync(file, 'utf8')).trim()
  return { ...keyFromBytes(Buffer.from(text, 'hex')), throwAway: true }
}

/**
 * Overwrites the key with random bytes and removes its file; succeeds when it is gone already. What the
 * file system, the disk or a backup kept of it is beyond reach.
 */
export function eraseStoredKey(project: string, set: string): void {
  const file = fileOf(project, set)
  if (!existsSync(file)) return
  guarded(file, () => {
    const handle = openSync(file, 'r+')
    try {
      writeSync(handle, randomBytes(fstatSync(handle).size), 0, undefined, 0)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    unlinkSync(file)
  })
}
