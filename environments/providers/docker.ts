import { names, say } from '../../core/redacted.ts'
import { fromRegistry } from '../../core/registry.ts'
import { engineClient, hasImage } from '../docker/engine-client.ts'
import type { Provider } from '../provider.ts'
import { engines } from '../registry.ts'
import type { ServerRequest } from '../server.ts'

/** Containers through Testcontainers. Takes images that are on the engine already; pulls none. */
const docker: Provider = {
  name: 'docker',
  async obstacle(requests) {
    const client = await engineClient()
    if (!client) return say`no Docker engine answers`
    const missing: string[] = []
    for (const image of new Set(await Promise.all(requests.map(imageOf))))
      if (!(await hasImage(client, image))) missing.push(image)
    if (missing.length === 0) return undefined
    return say`the engine has no image ${names(missing)}, and \`docker pull\` fetches it`
  },
  async start(request) {
    const { startContainer } = await import('../docker/start-container.ts')
    return startContainer(request, await imageOf(request))
  },
}

async function imageOf(request: ServerRequest): Promise<string> {
  return (
    request.image ?? (await fromRegistry(engines, 'engine', request.family)).image(request.version)
  )
}

export default docker
