import { describe } from 'vitest'
import type { EngineFamily } from '../core/contracts/dump.ts'
import { createLog } from '../core/log.ts'
import { describeEngine, sampleOf } from './engine.contract.ts'
import docker from './providers/docker.ts'
import { engines } from './registry.ts'

const families = Object.keys(engines) as EngineFamily[]
const log = createLog({ quiet: true })

const had = await Promise.all(
  families.map(async (family) => {
    const { version } = sampleOf(family)
    return (await docker.obstacle([{ family, version, system: 'shop', log }], {})) === undefined
  }),
)

families.forEach((family, i) => {
  describe.skipIf(!had[i])(`${family} in Docker`, () => {
    describeEngine('docker', async () => ({ family, options: { provider: 'docker' } }))
  })
})
