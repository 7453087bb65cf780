import { afterAll, beforeAll } from 'vitest'
import type { EngineFamily } from '../core/contracts/dump.ts'
import { createLog } from '../core/log.ts'
import type { DatabaseAddress } from './running.ts'
import { startServer, type SingleServer } from './start-server.ts'

/** A server without Docker with one empty database, up before the tests of a file or group and gone after them. */
export function embeddedServer(family: EngineFamily): { readonly address: DatabaseAddress } {
  let server: SingleServer | undefined
  beforeAll(async () => {
    server = await startServer(family, {
      provider: 'embedded',
      version: '',
      database: 'first',
      log: createLog({ quiet: true }),
    })
  })
  afterAll(() => server?.[Symbol.asyncDispose]())
  return {
    get address() {
      if (!server) throw new Error('The server is up in tests and hooks only.')
      return server.address
    },
  }
}
