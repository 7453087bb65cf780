import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tupleEnd } from '../dialects/mysql/tuple-end.ts'
import { wholeRows } from '../dialects/values-rows.ts'
import { findLines, findTuples } from './wasm-rows.ts'

/** Bytes that end things, among runs that reach over the 64 that are looked at together. */
const bytesOf = (...parts: readonly string[]) =>
  fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...parts) },
        { weight: 1, arbitrary: fc.nat(70).map((length) => 'x'.repeat(length)) },
      ),
      { maxLength: 120 },
    )
    .map((all) => Buffer.from(all.join('')))

const settled = (work: () => unknown) => {
  try {
    return work()
  } catch (failure) {
    return failure
  }
}

describe('rows of VALUES', () => {
  const filled = fc.nat(70).map((length) => 'x'.repeat(length))
  const inText = fc.constantFrom('', "\\'", '\\\\', '\\"', '"', "''", ');--', '(', '`', 'ż')
  const text = fc.tuple(filled, inText, filled, inText).map((parts) => `'${parts.join('')}'`)
  const usual = fc.oneof(text, fc.constantFrom('NULL', '-1.5', '0xff', '(1)', '4/2', "_utf8'a'"))
  const unusual = fc.constantFrom('"a"', '`', '--1', '#', '/*', ';', '\\', "'", ')', '(', '-', '')
  const field = fc.oneof({ weight: 40, arbitrary: usual }, { weight: 1, arbitrary: unusual })
  const row = fc
    .array(field, { minLength: 1, maxLength: 4 })
    .map((fields) => `(${fields.join(',')})`)
  const usualGap = fc.constantFrom(',', ',\n', ' , ', '\n,')
  const unusualGap = fc.constantFrom('', ',,', '\n', ';', ' x ', ',"', "'", '\b,', ',\x0e')
  const gap = fc.oneof({ weight: 20, arbitrary: usualGap }, { weight: 1, arbitrary: unusualGap })
  const dump = fc.tuple(fc.boolean(), fc.array(fc.tuple(row, gap), { maxLength: 20 }), fc.nat())

  it('are those that JavaScript finds, whatever the bytes are and wherever they end', () => {
    fc.assert(
      fc.property(dump, ([behindRow, rows, end]) => {
        const whole = Buffer.from((behindRow ? ',' : '') + rows.flat().join(''))
        const bytes = whole.subarray(0, end % 4 === 0 ? end % (whole.length + 1) : whole.length)
        const slow = settled(() => wholeRows(bytes, 0, behindRow, tupleEnd))
        const fast = settled(() => wholeRows(bytes, 0, behindRow, tupleEnd, findTuples))
        expect(fast).toEqual(slow)
      }),
      { numRuns: 2000 },
    )
  })

  it('are all found when nothing unusual is among them', () => {
    const bytes = Buffer.from("('it\\'s',-1.5,NULL,'a;b(')".repeat(3000).replaceAll(')(', '),\n('))
    expect(findTuples(bytes, 0, false)).toEqual({ rows: 3000, to: bytes.length })
  })
})

describe('rows of COPY', () => {
  it('are the lines up to one that JavaScript must look at', () => {
    fc.assert(
      fc.property(
        bytesOf('a', '\t', '\n', '\n', '\\.\n', '\\.', '\\', '\\\\', '\r', '\\N'),
        (bytes) => {
          expect(findLines(bytes, 0, false)).toEqual(usualLines(bytes))
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('are all found when nothing unusual is among them', () => {
    const bytes = Buffer.from('1\ta\\tb\t\\N\n'.repeat(20_000))
    expect(findLines(bytes, 0, false)).toEqual({ rows: 20_000, to: bytes.length })
  })
})

function usualLines(bytes: Buffer): { rows: number; to: number } {
  const text = bytes.toString('latin1')
  const lines = /^(?:(?!\\(?:\.|$))(?:[^\n]*[^\n\r\\])?\n)*/.exec(text)?.[0] ?? ''
  return { rows: lines.split('\n').length - 1, to: lines.length }
}
