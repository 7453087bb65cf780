import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byte } from '../byte-classes.ts'
import { createTupleEnds } from './tuple-ends.ts'
import { tupleEnd } from './tuple-end.ts'

const text = fc
  .tuple(fc.nat(90), fc.constantFrom('', "\\'", '\\\\', '"', "''", '),(', ';--', 'ż'))
  .map(([length, end]) => `'${'x'.repeat(length)}${end}'`)
const unusual = fc.constantFrom('"a)"', '"\'"', "f(1,')')")
const field = fc.oneof(
  { weight: 20, arbitrary: text },
  { weight: 20, arbitrary: fc.constantFrom('NULL', '-1.5', '0xff', "_utf8'a'", '(1)') },
  { weight: 1, arbitrary: unusual },
)
const row = fc.array(field, { minLength: 1, maxLength: 4 }).map((all) => `(${all.join(',')})`)
const rows = fc.tuple(
  fc.constantFrom('', '\n', ',', ',\n'),
  fc.array(row, { minLength: 1, maxLength: 60 }),
  fc.constantFrom(',', ',\n', ' , '),
)

describe('the ends of rows in parentheses', () => {
  it.each([undefined, 'gbk'])('are where each row ends, in texts of %s', (charset) => {
    fc.assert(
      fc.property(rows, ([lead, all, gap]) => {
        const bytes = Buffer.from(`before (${lead}${all.join(gap)};\n(after`)
        const from = 8
        const to = bytes.indexOf(';\n(after')
        const expected: number[] = []
        for (let at = from; at < to; expected.push(at))
          at = tupleEnd(bytes, bytes.indexOf(byte.open, at))
        const ends = createTupleEnds(charset)
        for (let again = 0; again < 2; again++) {
          ends.start(bytes, from, to)
          expect(expected.map(() => ends.next())).toEqual(expected)
        }
      }),
    )
  })

  it('are found where a row is longer than what is looked at together', () => {
    const all = [10, 300_000, 20, 700_000, 5].map((length) => `(1,'${'x'.repeat(length)}')`)
    const bytes = Buffer.from(all.join(','))
    const ends = createTupleEnds(undefined)
    ends.start(bytes, 0, bytes.length)
    let at = -1
    for (const one of all) {
      at += one.length + 1
      expect(ends.next()).toBe(at)
    }
  })
})
