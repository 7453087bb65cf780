import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeText, parseCsv } from './csv.ts'

const quoted = (field: string) => `"${field.replaceAll('"', '""')}"`

describe('parseCsv', () => {
  it('reads back any fields that were quoted', () => {
    const fields = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(
        fc.array(fields, { minLength: 1 }),
        fc.constantFrom('\n', '\r\n'),
        (rows, end) => {
          const text = rows.map((row) => row.map(quoted).join(';') + end).join('')
          expect(parseCsv(text).map(({ fields }) => fields)).toEqual(rows)
        },
      ),
    )
  })

  it('counts the lines inside quotes', () => {
    expect(parseCsv('a;b\n"x\ny";1\n\nz;2')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['x\ny', '1'] },
      { line: 5, fields: ['z', '2'] },
    ])
  })

  it('keeps empty fields at the end', () => {
    expect(parseCsv('a;;\n')).toEqual([{ line: 1, fields: ['a', '', ''] }])
  })

  it.each([
    ['a\n"b;c\n', /line 2: a quote is never closed/],
    ['a\n"b"c;d\n', /line 2: text after a closing quote/],
  ])('says where %j breaks', (text, message) => {
    expect(() => parseCsv(text)).toThrow(message)
  })
})

describe('decodeText', () => {
  it('takes UTF-8 with and without BOM, and Windows-1250', () => {
    expect(decodeText(Buffer.from('zażółć'))).toBe('zażółć')
    expect(decodeText(Buffer.from('\ufeffzażółć'))).toBe('zażółć')
    expect(decodeText(Buffer.from([0x7a, 0x61, 0xbf, 0xf3, 0xb3, 0xe6]))).toBe('zażółć')
  })
})
