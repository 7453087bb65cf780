import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { cp } from 'node:fs/promises'
import { promisify } from 'node:util'
import { endWithParent } from '../../core/child.ts'

const run = promisify(execFile)

/**
 * Copies a folder with owners and modes, sharing blocks with the original where the file system can
 * (GNU cp's reflink); `to` must not exist. The copying ends with this process: it would go on in a folder that
 * the next start removes.
 */
export async function copyFolder(from: string, to: string): Promise<void> {
  if (process.platform === 'linux') {
    try {
      const [program, ...args] = [...endWithParent, 'cp', '-a', '--reflink=auto', from, to]
      await run(program ?? 'cp', args)
      return
    } catch {
      // A cp without --reflink (busybox): the slow way below overwrites what it left.
    }
  }
  await cp(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE })
}
