import { describe, expect, it } from 'vitest'
import { createLog } from '../core/log.ts'
import { describeEngine } from './engine.contract.ts'
import embedded from './providers/embedded.ts'
import { engines } from './registry.ts'
import { startServer, type SingleServer } from './start-server.ts'
import { serverUrl } from './server-url.ts'
import type { EngineFamily } from '../core/contracts/dump.ts'
import { afterAll } from 'vitest'

const families = Object.keys(engines) as EngineFamily[]
const log = createLog({ quiet: true })

// What this machine cannot have without Docker is reported as skipped.
const had = await Promise.all(
  families.map(async (family) => {
    const obstacle = await embedded.obstacle([{ family, version: '', system: 'shop', log }], {})
    return obstacle === undefined
  }),
)

it('has an engine for every family', () => {
  expect(families.length).toBeGreaterThan(2)
  expect(had.filter(Boolean).length).toBeGreaterThan(1)
})

families.forEach((family, i) => {
  describe.skipIf(!had[i])(family, () => {
    describeEngine('embedded', async () => ({ family, options: { provider: 'embedded' } }))

    describe('external', () => {
      let server: SingleServer | undefined
      afterAll(async () => server?.[Symbol.asyncDispose]())
      describeEngine('a server of others', async () => {
        server = await startServer(family, {
          provider: 'embedded',
          version: '',
          database: 'other',
          log,
        })
        const urls = { shop: serverUrl(server.address, 'with password') }
        return { family, options: { provider: 'external', urls } }
      })
    })
  })
})
