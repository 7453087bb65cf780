import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { ContainerRuntimeClient } from 'testcontainers'
import { systemClock } from '../../core/clock.ts'

/** Where Testcontainers looks for an engine; nothing of it there means that there is none. */
const sockets = [
  '/var/run/docker.sock',
  join(process.env['XDG_RUNTIME_DIR'] ?? '/run/user/none', 'docker.sock'),
  join(homedir(), '.docker', 'run', 'docker.sock'),
  join(homedir(), '.docker', 'desktop', 'docker.sock'),
  '//./pipe/docker_engine',
]

/** An engine that answers within `patience` milliseconds, through Testcontainers; else `undefined`. */
export async function engineClient(patience = 1000): Promise<ContainerRuntimeClient | undefined> {
  const configured = process.env['DOCKER_HOST'] ?? process.env['TESTCONTAINERS_HOST_OVERRIDE']
  const properties = join(homedir(), '.testcontainers.properties')
  if (configured === undefined && ![...sockets, properties].some((file) => existsSync(file)))
    return undefined
  const { getContainerRuntimeClient } = await import('testcontainers')
  const stop = new AbortController()
  try {
    return await Promise.race([
      getContainerRuntimeClient().catch(() => undefined),
      systemClock.sleep(patience, stop.signal).then(() => undefined),
    ])
  } finally {
    stop.abort()
  }
}

/** Whether the image is on the engine, under the name that Testcontainers will ask for. */
export async function hasImage(client: ContainerRuntimeClient, image: string): Promise<boolean> {
  const { ImageName } = await import('testcontainers')
  return client.image.exists(ImageName.fromString(image))
}
