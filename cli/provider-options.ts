import { PoligonError } from '../core/errors.ts'
import { name, names, say } from '../core/redacted.ts'
import type { StartOptions } from '../environments/index.ts'
import type { CommandContext, CommandOption } from './command.ts'

const providers = ['auto', 'docker', 'embedded', 'external'] as const

/** Options of every command that starts databases. */
export const providerOptions = {
  provider: {
    type: 'string',
    value: providers.join('|'),
    describe: 'how databases are had (auto)',
  },
  url: {
    type: 'string',
    multiple: true,
    value: 'SYSTEM=URL',
    describe: 'server of a database, for the external provider',
  },
  'allow-host': {
    type: 'string',
    multiple: true,
    value: 'HOST',
    describe: 'a host other than this machine that --url may name',
  },
} as const satisfies Record<string, CommandOption>

/** @throws POLIGON_USAGE when one of them is not understood. */
export function readProviderOptions({
  values,
}: Pick<CommandContext, 'values'>): Pick<StartOptions, 'provider' | 'urls' | 'allowHosts'> {
  const wanted = values['provider'] ?? 'auto'
  const provider = providers.find((one) => one === wanted)
  if (!provider)
    throw new PoligonError('POLIGON_USAGE', {
      what: say`There is no provider ${name(String(wanted))}.`,
      remedy: say`Take one of: ${names(providers)}.`,
    })
  return {
    provider,
    urls: Object.fromEntries(list(values['url']).map(pair)),
    allowHosts: list(values['allow-host']),
  }
}

function pair(text: string): [system: string, url: string] {
  const at = text.indexOf('=')
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)]
  throw new PoligonError('POLIGON_USAGE', {
    what: say`A --url is not understood.`,
    remedy: say`Write it as SYSTEM=URL, for example shop=mysql://root@127.0.0.1:3306/.`,
  })
}

function list(value: CommandContext['values'][string]): readonly string[] {
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : []
}
