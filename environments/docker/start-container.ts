import { Wait } from 'testcontainers'
import { systemClock } from '../../core/clock.ts'
import { PoligonError } from '../../core/errors.ts'
import { name, say, type Redacted } from '../../core/redacted.ts'
import { recordResource } from '../../core/resources.ts'
import { Secret } from '../../core/secrets.ts'
import { randomToken } from '../../core/seed.ts'
import { watchOver } from '../watcher.ts'
import type { DatabaseServer, ServerRequest } from '../server.ts'
import { LoopbackContainer } from './loopback-container.ts'
import { reapContainer } from './reap-container.ts'
import { recipes } from './recipes.ts'

const patience = 60_000

/**
 * A server in a container of its own: data in memory, port on the loopback address, name on record
 * before it exists. The password that `docker inspect` shows is replaced before anybody uses it.
 */
export async function startContainer(
  request: ServerRequest,
  image: string,
): Promise<DatabaseServer> {
  const recipe = recipes[request.family]
  const container = `poligon-${request.system}-${randomToken(64)}`
  const initial = new Secret(randomToken())
  watchOver()
  const release = recordResource({
    kind: 'container',
    address: container,
    label: `${request.family} of ${request.system}`,
  })
  const remove = async () => {
    await reapContainer(container)
    release()
  }
  try {
    const started = await new LoopbackContainer(image)
      .withName(container)
      .withCommand([
        ...recipe.command,
        ...(request.changeLog ? recipe.changeLog(request.system) : []),
      ])
      .withEnvironment(recipe.environment(initial.reveal()))
      .withExposedPorts(recipe.port)
      .withTmpFs({ [recipe.data]: 'rw' })
      .withLabels({ 'poligon.system': request.system })
      // Testcontainers' reaper listens on all addresses of the machine; ours does not listen.
      .withAutoCleanup(false)
      .withWaitStrategy(Wait.forLogMessage(recipe.ready))
      .withStartupTimeout(patience)
      .start()
    const address = {
      family: request.family,
      host: '127.0.0.1',
      port: started.getMappedPort(recipe.port),
      user: recipe.administrator,
    }
    const password = new Secret(randomToken())
    await untilItWorks(
      () => recipe.setPassword({ ...address, password: initial }, password),
      request.signal,
    )
    return {
      address: { ...address, password },
      owned: true,
      keepsChangeLog: request.changeLog === true,
      prefix: '',
      notes: [],
      [Symbol.asyncDispose]: remove,
    }
  } catch (failure) {
    const said = await lastWords(container)
    await remove().catch(() => {})
    request.signal?.throwIfAborted()
    if (failure instanceof PoligonError) throw failure
    throw new PoligonError('POLIGON_UNREACHABLE', {
      what: say`The container of ${name(request.system)} (${name(image)}) did not start: ${said}.`,
      remedy: say`Look at the image, or use the embedded provider.`,
      cause: failure,
    })
  }
}

/** The images of both families restart once after their set-up: an early login can fail. */
async function untilItWorks(login: () => Promise<void>, signal?: AbortSignal): Promise<void> {
  const end = systemClock.monotonic() + patience
  for (;;) {
    try {
      return await login()
    } catch (failure) {
      if (systemClock.monotonic() > end) throw failure
      await systemClock.sleep(50, signal)
    }
  }
}

/** An empty server's log holds nothing but its own words. */
async function lastWords(container: string): Promise<Redacted> {
  try {
    const { getContainerRuntimeClient } = await import('testcontainers')
    const client = await getContainerRuntimeClient()
    const log = await client.container
      .getById(container)
      .logs({ stdout: true, stderr: true, tail: 3 })
    // name() makes control characters of the frame headers harmless.
    return name(log.toString('utf8').trim().replaceAll('\n', ' | ') || 'it said nothing')
  } catch {
    return say`it said nothing`
  }
}
