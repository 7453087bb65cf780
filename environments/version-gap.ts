import type { OpenDatabase } from './engine.ts'
import type { ServerRequest } from './server.ts'

/** A sentence when the server is not of the version that the environment asks for. */
export function versionGap(
  request: ServerRequest,
  database: Pick<OpenDatabase, 'serverVersion'>,
): string[] {
  const wanted = request.version
  const had = database.serverVersion
  if (had === wanted || had.startsWith(`${wanted}.`) || had.startsWith(`${wanted}-`)) return []
  return [`${request.system}: ${request.family} ${wanted} is asked for, the server is ${had}.`]
}
