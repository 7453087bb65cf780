import { PoligonError } from '../../core/errors.ts'
import { name, names, say } from '../../core/redacted.ts'
import type { Provider, ProviderOptions } from '../provider.ts'
import { parseServerUrl, refuseForeignHost } from '../server-url.ts'
import type { ServerRequest } from '../server.ts'

/**
 * Servers that are there already, by URL. Only databases that carry our mark are touched: they are
 * made with it, under names of their own, and dropped at the end.
 */
const external: Provider = {
  name: 'external',
  async obstacle(requests, { urls = {} }) {
    const missing = requests
      .map(({ system }) => system)
      .filter((system) => !Object.hasOwn(urls, system))
    return missing.length === 0 ? undefined : say`no --url is given for ${names(missing)}`
  },
  async start(request, options) {
    const { address } = parseServerUrl(urlOf(request, options))
    refuseForeignHost(address.host, options.allowHosts ?? [])
    const alike = (family: string) => (family === 'postgres' ? 'postgres' : 'mysql')
    if (alike(address.family) !== alike(request.family))
      throw new PoligonError('POLIGON_USAGE', {
        what: say`${name(request.system)} is a ${name(request.family)} database, its URL names ${name(address.family)}.`,
        remedy: say`Give the URL of a ${name(request.family)} server.`,
      })
    return {
      address: { ...address, family: request.family },
      owned: false,
      keepsChangeLog: false,
      prefix: `poligon_`,
      notes: [
        `${request.system}: a server that Poligon did not start; databases are dropped at the end.`,
      ],
      [Symbol.asyncDispose]: async () => {},
    }
  },
}

function urlOf(request: ServerRequest, { urls = {} }: ProviderOptions): string {
  return urls[request.system] ?? ''
}

export default external
