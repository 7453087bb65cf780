import { PoligonError } from '../core/errors.ts'
import { name, say, type Redacted } from '../core/redacted.ts'
import { fromRegistry } from '../core/registry.ts'
import type { Provider, ProviderName, ProviderOptions } from './provider.ts'
import { providers } from './registry.ts'
import type { ServerRequest } from './server.ts'

export interface Choice {
  readonly provider: Provider
  readonly notes: readonly string[]
}

/** What `auto` tries, in this order. */
const automatic: readonly ProviderName[] = ['docker', 'embedded']

/**
 * The provider that was asked for, if it can work here; for `auto` the first that can, with the
 * reason in a note.
 *
 * @throws POLIGON_UNREACHABLE naming the obstacle of each.
 */
export async function chooseProvider(
  requests: readonly ServerRequest[],
  options: ProviderOptions & { readonly provider: 'auto' | ProviderName },
): Promise<Choice> {
  const wanted = options.provider === 'auto' ? automatic : [options.provider]
  const obstacles: Redacted[] = []
  for (const candidate of wanted) {
    const provider = await fromRegistry(providers, 'provider', candidate, 'POLIGON_USAGE')
    const obstacle = await provider.obstacle(requests, options)
    if (obstacle === undefined)
      return { provider, notes: obstacles.map((why) => `Provider ${candidate}, because ${why}.`) }
    obstacles.push(wanted.length === 1 ? obstacle : say`${name(candidate)}: ${obstacle}`)
  }
  throw new PoligonError('POLIGON_UNREACHABLE', {
    what: say`The databases cannot be started here (${name(obstacles.join('; '))}).`,
    remedy: say`\`poligon doctor\` shows what is missing and how to get it.`,
  })
}
