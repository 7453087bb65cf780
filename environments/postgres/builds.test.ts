import { describe, expect, it } from 'vitest'
import type { Client } from 'pg'
import { Builds, readBuild } from './builds.ts'
import { Sessions } from './sessions.ts'

describe('what can be built beside other things', () => {
  it.each([
    ['CREATE INDEX a ON erp.orders USING btree (id)', [], ['erp.orders']],
    ['CREATE UNIQUE INDEX a ON "My ""T""" USING btree (lower(x))', [], ['"My ""T"""']],
    ['ALTER TABLE ONLY erp.orders\n    ADD CONSTRAINT a PRIMARY KEY (id)', ['erp.orders'], []],
    ['ALTER TABLE ONLY t ADD CONSTRAINT "a b" UNIQUE (x)', ['t'], []],
    ['ALTER TABLE ONLY a ADD CONSTRAINT f FOREIGN KEY (x) REFERENCES s.b(y)', ['a', 's.b'], []],
  ])('%s', (text, locks, shares) => {
    expect(readBuild(text)).toMatchObject({ text, locks, shares })
  })

  it.each([
    ['an index of a partitioned table', 'CREATE INDEX a ON ONLY t USING btree (x)'],
    ['what attaches to it', 'ALTER INDEX a ATTACH PARTITION b'],
    [
      'a constraint on an index that is there',
      'ALTER TABLE ONLY t ADD CONSTRAINT a UNIQUE USING INDEX i',
    ],
    [
      'a constraint of a partitioned table',
      'ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (x) REFERENCES b(y)',
    ],
    ['a choice among indexes', 'ALTER TABLE t CLUSTER ON a'],
    ['a trigger', 'CREATE TRIGGER a AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()'],
  ])('is not %s', (_, text) => {
    expect(readBuild(text)).toBeUndefined()
  })
})

/** Connections that note what they are asked, and end a statement when they are told to. */
function connections() {
  const asked: string[] = []
  const ends = new Map<string, () => void>()
  const connect = async () =>
    ({
      query: async (text: string) => {
        asked.push(text)
        if (text.startsWith('build')) await new Promise<void>((end) => ends.set(text, end))
      },
      end: async () => {},
    }) as unknown as Client
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  const end = async (text: string) => {
    ends.get(text)?.()
    await turn()
  }
  return { asked, connect, end, turn }
}

describe('builds beside each other', () => {
  it('begin with what takes longest, and get help when connections are free', async () => {
    const { asked, connect, end, turn } = connections()
    const builds = new Builds(2, new Sessions(connect), () => new Error('failed'))
    const weights = [5, 1, 3, 9]
    for (const [index, weight] of weights.entries())
      await builds.begin({
        phase: 'indexes',
        text: `build ${index}`,
        locks: [],
        shares: [`t${index}`],
        weight,
      })
    await turn()
    for (const text of ['build 0', 'build 1', 'build 3', 'build 2']) await end(text)
    await builds.settle()
    const help = (value: string) =>
      `SET max_parallel_maintenance_workers = ${value}; SET max_parallel_workers_per_gather = ${value}`
    expect(asked.filter((text) => text.startsWith('build'))).toEqual([
      'build 0',
      'build 1',
      'build 3',
      'build 2',
    ])
    expect(asked).toContain(help('0'))
    await builds.begin({ phase: 'foreign keys', text: 'build last', locks: ['t'], shares: [] })
    await turn()
    await end('build last')
    await builds[Symbol.asyncDispose]()
    expect(asked.slice(-2)).toEqual([help('DEFAULT'), 'build last'])
  })
})
