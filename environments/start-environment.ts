import type { Log } from '../core/log.ts'
import { DisposalStack } from '../core/disposal.ts'
import { say } from '../core/redacted.ts'
import { fromRegistry } from '../core/registry.ts'
import { chooseProvider } from './choose-provider.ts'
import type { DatabaseSpec, Environment } from './environment.ts'
import type { ProviderName, ProviderOptions } from './provider.ts'
import { reapLeftovers } from './reap-leftovers.ts'
import { engines } from './registry.ts'
import type { RunningEnvironment } from './running.ts'
import type { DatabaseServer, ServerRequest } from './server.ts'
import { readServerSettings } from './settings/read-server-settings.ts'
import { settingsGap } from './settings/settings-gap.ts'
import { versionGap } from './version-gap.ts'

export interface StartOptions extends ProviderOptions {
  readonly provider: 'auto' | ProviderName
  readonly log: Log
  readonly signal?: AbortSignal
}

/**
 * Starts a server for every database of the environment, all at once, each with an empty template.
 * What earlier runs left is removed first; when one server fails, the others are stopped.
 *
 * @throws POLIGON_UNREACHABLE or POLIGON_MISSING_PROGRAM with what mends it.
 */
export async function startEnvironment(
  environment: Environment,
  options: StartOptions,
): Promise<RunningEnvironment> {
  const reaped = await reapLeftovers()
  if (reaped.length > 0)
    options.log.info(say`Removed ${reaped.length} leftovers of runs that were killed.`)
  const specs = databaseSpecs(environment)
  const requests = specs.map(([system, spec]) => request(system, spec, options))
  const { provider, notes } = await chooseProvider(requests, options)
  const stack = new DisposalStack()
  const started = await Promise.allSettled(
    requests.map(async (request) => {
      const server = stack.use(await provider.start(request, options))
      const engine = await fromRegistry(engines, 'engine', request.family)
      const database = stack.use(await engine.open(server, request.system, options.log))
      const notes = await gaps(environment, request.system, server)
      return { database, notes: [...server.notes, ...versionGap(request, database), ...notes] }
    }),
  )
  try {
    options.signal?.throwIfAborted()
    const parts = started.map(succeeded)
    return {
      name: environment.name,
      provider: provider.name,
      databases: new Map(parts.map(({ database }) => [database.system, database])),
      notes: [...notes, ...parts.flatMap((part) => part.notes)],
      [Symbol.asyncDispose]: () => stack.dispose(),
    }
  } catch (failure) {
    await stack.dispose().catch(() => {})
    throw failure
  }
}

/** Only where the environment says what the real server is like. */
async function gaps(
  { systems }: Environment,
  system: string,
  { address }: DatabaseServer,
): Promise<readonly string[]> {
  const spec = systems[system]
  if (spec?.kind !== 'database' || !(spec.settings ?? spec.extensions)) return []
  return settingsGap(system, spec, await readServerSettings(address))
}

function databaseSpecs(environment: Environment): [system: string, spec: DatabaseSpec][] {
  return Object.entries(environment.systems).flatMap(([system, spec]) =>
    spec.kind === 'database' ? [[system, spec] as [string, DatabaseSpec]] : [],
  )
}

function request(system: string, spec: DatabaseSpec, options: StartOptions): ServerRequest {
  return {
    family: spec.engine,
    version: spec.version,
    system,
    changeLog: true,
    log: options.log,
    ...(spec.image === undefined ? {} : { image: spec.image }),
    ...(options.signal ? { signal: options.signal } : {}),
  }
}

function succeeded<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'fulfilled') return result.value
  throw result.reason
}
