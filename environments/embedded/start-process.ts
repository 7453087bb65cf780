import { systemClock } from '../../core/clock.ts'
import { endWithParent, startChild, type RunningChild } from '../../core/child.ts'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import type { ServerUser } from './server-user.ts'
import { freePort } from './free-port.ts'

export interface ServerProcess {
  readonly child: RunningChild
  readonly port: number
}

export interface ProcessRecipe {
  /** What people are told about it: `MariaDB of shop`. */
  readonly label: string
  readonly user: ServerUser
  readonly command: (port: number) => readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly folder: string
  /** A line that the server writes when it takes connections. */
  readonly ready: RegExp
  /** A line that it writes when somebody else has the port. */
  readonly portTaken: RegExp
  readonly signal?: AbortSignal
}

const attempts = 5
const patience = 60_000

/**
 * Starts a server on a free loopback port and waits until it says that it is ready; with another
 * port when somebody was faster. The server dies with this process.
 *
 * @throws POLIGON_UNREACHABLE with the last lines that the server wrote.
 */
export async function startProcess(recipe: ProcessRecipe): Promise<ServerProcess> {
  for (let attempt = 1; ; attempt++) {
    recipe.signal?.throwIfAborted()
    const port = await freePort()
    const outcome = await startOnce(recipe, port)
    if (outcome !== 'port taken') return { child: outcome, port }
    if (attempt === attempts)
      throw new PoligonError('POLIGON_UNREACHABLE', {
        what: say`${name(recipe.label)} found ${attempts} ports taken, one after another.`,
        remedy: say`See what else opens ports on this machine and run again.`,
      })
  }
}

async function startOnce(
  recipe: ProcessRecipe,
  port: number,
): Promise<RunningChild | 'port taken'> {
  const tail: string[] = []
  let taken = false
  const { promise: ready, resolve: isReady } = Promise.withResolvers<'ready'>()
  // The death signal is cleared by a change of user, so it comes after that.
  const command = [...recipe.user.prefix, ...endWithParent, ...recipe.command(port)]
  const child = startChild({
    command: command as [string, ...string[]],
    environment: { ...recipe.environment, LC_ALL: 'C' },
    folder: recipe.folder,
    label: recipe.label,
    onLine(line) {
      if (recipe.ready.test(line)) isReady('ready')
      if (recipe.portTaken.test(line)) taken = true
      if (tail.push(line) > 5) tail.shift()
    },
  })
  const stop = new AbortController()
  const signals = recipe.signal ? [stop.signal, recipe.signal] : [stop.signal]
  try {
    const outcome = await Promise.race([
      ready,
      child.exited.then(
        () => 'ended' as const,
        () => 'ended' as const,
      ),
      systemClock.sleep(patience, AbortSignal.any(signals)).then(() => 'too long' as const),
    ])
    if (outcome === 'ready') return child
    await child.stop('SIGKILL')
    if (taken) return 'port taken'
    throw new PoligonError('POLIGON_UNREACHABLE', {
      what: say`${name(recipe.label)} ${outcome === 'ended' ? say`ended while it started` : say`was not ready after ${patience / 1000} s`}: ${name(tail.join(' | ') || 'it said nothing')}.`,
      remedy: say`\`poligon doctor\` checks what it needs.`,
    })
  } catch (failure) {
    await child.stop('SIGKILL')
    throw failure
  } finally {
    stop.abort()
  }
}
