import { describe, expect, it } from 'vitest'
import { readBuild } from './builds.ts'

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
