import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { cp } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * Copies a folder with owners and modes, sharing blocks with the original where the file system can
 * (GNU cp's reflink); `to` must not exist.
 */
export async function copyFolder(from: string, to: string): Promise<void> {
  if (process.platform === 'linux') {
    try {
      await run('cp', ['-a', '--reflink=auto', from, to])
      return
    } catch {
      // A cp without --reflink (busybox): the slow way below overwrites what it left.
    }
  }
  await cp(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE })
}
