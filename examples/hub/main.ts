import { once } from 'node:events'
import { openDatabases } from './databases.ts'
import { createHubServer } from './http-server.ts'
import { createHubSchema } from './hub-schema.ts'
import { log, reason } from './log.ts'
import { readSettings } from './settings.ts'
import { startSynchronisations } from './synchronisations.ts'

try {
  await run()
} catch (error) {
  log('ERROR', 'the hub cannot run', { error: reason(error) })
  process.exitCode = 1
}

/** Runs until SIGTERM or SIGINT: then no new work is begun, and what is in flight ends first. */
async function run(): Promise<void> {
  const settings = readSettings(process.env)
  const stopping = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort())
  const databases = openDatabases(settings)
  try {
    await createHubSchema(databases)
    const hub = { settings, databases, signal: stopping.signal }
    const synchronisations = startSynchronisations(hub)
    const server = createHubServer(settings, databases, synchronisations)
    server.listen(settings.port, '127.0.0.1')
    await once(server, 'listening')
    log('INFO', 'the hub runs')
    if (!stopping.signal.aborted) await once(stopping.signal, 'abort')
    server.close()
    await synchronisations.ended()
    server.closeAllConnections()
    log('INFO', 'the hub stopped')
  } finally {
    await databases.close()
  }
}
