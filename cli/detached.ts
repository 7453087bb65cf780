import { spawn } from 'node:child_process'
import { PoligonError } from '../core/errors.ts'
import { keyFromBytes, type MaskingKey } from '../core/key.ts'
import { say } from '../core/redacted.ts'

/**
 * Starts this same command again without `--detach`, in the background, and returns 0 when it says
 * that it is ready; its exit code when it ended first, having said why on stderr. The key goes over
 * the channel between the two, not through the environment.
 *
 * @throws POLIGON_UNREACHABLE when something killed it.
 */
export async function startDetached(
  key: MaskingKey | undefined,
  signal: AbortSignal,
): Promise<number> {
  const args = process.argv.slice(1).filter((arg) => arg !== '--detach' && arg !== '-d')
  const child = spawn(process.execPath, [...process.execArgv, ...args], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  // Not inherited: whoever reads our stderr to its end would wait for the background process.
  child.stderr?.pipe(process.stderr, { end: false })
  const stop = () => child.kill('SIGTERM')
  signal.addEventListener('abort', stop, { once: true })
  try {
    child.send({ key: key === undefined ? '' : Buffer.from(key.bytes.reveal()).toString('hex') })
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('message', () => resolve(0))
      child.once('error', reject)
      child.once('close', (ended) => resolve(ended))
    })
    signal.throwIfAborted()
    if (code === null)
      throw new PoligonError('POLIGON_UNREACHABLE', {
        what: say`The process in the background was killed before it was ready.`,
        remedy: say`Run it without --detach to see more.`,
      })
    return code
  } finally {
    signal.removeEventListener('abort', stop)
    if (child.connected) child.disconnect()
    child.stderr?.destroy()
    child.unref()
  }
}

/** The key that {@link startDetached} sends; `undefined` when nobody started us so. */
export async function keyFromParent(): Promise<MaskingKey | undefined> {
  if (!process.connected) return undefined
  const message = await new Promise<unknown>((resolve) => process.once('message', resolve))
  const hex = (message as { key?: unknown }).key
  return typeof hex === 'string' && hex !== '' ? keyFromBytes(Buffer.from(hex, 'hex')) : undefined
}

/** Tells the process that started us in the background that we are ready; false when there is none. */
export function tellParent(): boolean {
  if (!process.connected) return false
  // From now on nobody listens.
  process.stderr.on('error', () => {})
  process.send?.({ ready: true })
  return true
}
