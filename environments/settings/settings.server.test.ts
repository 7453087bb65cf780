import { describe, expect, it } from 'vitest'
import { createLog } from '../../core/log.ts'
import { environmentSchema } from '../environment.ts'
import { startEnvironment } from '../start-environment.ts'

describe('an environment that says what the real servers are like', () => {
  it('tells what the servers that it has are like otherwise', async () => {
    const environment = environmentSchema.parse({
      environment: 1,
      name: 'test',
      systems: {
        shop: {
          kind: 'database',
          engine: 'mariadb',
          version: '10.11',
          settings: { group_concat_max_len: '77', default_storage_engine: 'InnoDB' },
        },
      },
    })
    const log = createLog({ quiet: true })
    await using running = await startEnvironment(environment, { provider: 'embedded', log })
    const notes = running.notes.filter((note) => note.includes('is asked to be'))
    expect(notes).toEqual([
      expect.stringMatching(/^shop: group_concat_max_len is asked to be 77, the server has \d+\.$/),
    ])
  })
})
