import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { siblingModule } from '../core/asset.ts'
import { thisProcess } from '../core/owner.ts'
import { childEnvironment } from '../core/secrets.ts'

let watching = false

/**
 * Starts a small process that removes what this one leaves behind when it is killed: it holds a pipe
 * from us, and the end of the pipe is the sign. For what the kernel does not end with us: containers.
 */
export function watchOver(): void {
  if (watching) return
  watching = true
  const main = fileURLToPath(siblingModule(import.meta.url, './watcher-main'))
  const { pid, started } = thisProcess()
  const child = spawn(process.execPath, [main, String(pid), started], {
    env: childEnvironment(),
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  child.once('error', () => {})
  child.unref()
  // The stream of a pipe is a socket; it must not keep us alive either.
  ;(child.stdin as unknown as { unref(): void } | null)?.unref()
}
