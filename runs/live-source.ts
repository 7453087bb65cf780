import { PoligonError } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import { name, say } from '../core/redacted.ts'
import {
  parseServerUrl,
  sampleDatabase,
  serverUrl,
  streamDump,
  type DatabaseAddress,
  type StreamDumpOptions,
} from '../environments/index.ts'

/** Of any kind: what is no file gets no chance to be named as one, password and all. */
const database = /^[a-z][a-z0-9+.-]*:\/\//i

/**
 * The part of masking's options that names its source. A database becomes the stream of its own dump,
 * which masking spools encrypted, as it does with stdin.
 *
 * @throws POLIGON_USAGE for an address that names no database; POLIGON_TARGET when it is the target.
 */
export function sourceOptions(source: string, target: string, options: StreamDumpOptions) {
  if (!database.test(source)) return { source }
  const whole = addressOf(source)
  if (database.test(target) && placeOf(target) === placeOf(source))
    throw new PoligonError('POLIGON_TARGET', {
      what: say`The database ${name(whole.database)} is the source and the target.`,
      remedy: say`Name another target.`,
    })
  return {
    source: '-',
    stdin: streamDump(whole, options),
    stdinLabel: serverUrl(whole, 'without password'),
  }
}

/**
 * The same of scanning, which takes some rows of each table.
 *
 * @throws POLIGON_USAGE for an address that names no database; what `sampleDatabase` throws.
 */
export async function sampledSource(
  source: string,
  options: { readonly log: Log; readonly signal?: AbortSignal },
) {
  const whole = addressOf(source)
  const { stream, rows } = await sampleDatabase(whole, options)
  return {
    source: '-',
    stdin: stream,
    stdinLabel: serverUrl(whole, 'without password'),
    rowsOf: rows,
  }
}

function addressOf(source: string): DatabaseAddress {
  const { address, database: named } = parseServerUrl(source)
  if (named === '')
    throw new PoligonError('POLIGON_USAGE', {
      what: say`The address of the source names no database.`,
      remedy: say`Write it as postgres://user:password@host:port/database or mysql://….`,
    })
  return { ...address, database: named }
}

function placeOf(url: string): string {
  const { address, database: named } = parseServerUrl(url)
  const host = /^(?:localhost|::1|127\..*)$/i.test(address.host) ? 'here' : address.host
  return `${host.toLowerCase()}:${address.port}/${named}`
}
