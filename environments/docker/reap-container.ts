import { engineClient } from './engine-client.ts'

/** Removes a container with its volumes; succeeds when there is none of that name. */
export async function reapContainer(container: string): Promise<void> {
  const client = await engineClient(10_000)
  if (!client) throw new Error('no engine')
  try {
    await client.container.getById(container).remove({ force: true, v: true })
  } catch (failure) {
    const { statusCode } = failure as { statusCode?: number }
    const [absent, beingRemoved] = [404, 409]
    if (statusCode !== absent && statusCode !== beingRemoved) throw failure
  }
}
