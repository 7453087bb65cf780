import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadDataText as intoRoom, roomFor, type Field } from './load-data-text.ts'

const fields = (...kinds: Field['kind'][]): Field[] =>
  kinds.map((kind) => ({ kind, nullable: true }))
const loadDataText = (values: Uint8Array, columns: readonly Field[]) =>
  intoRoom(values, columns, new Uint8Array(roomFor(values)))
const written = (values: string, ...kinds: Field['kind'][]) => {
  const text = loadDataText(Buffer.from(values, 'latin1'), fields(...kinds))
  return text && Buffer.from(text.bytes).toString('latin1')
}

describe('rows of VALUES as the text that LOAD DATA reads', () => {
  it('parts fields by tabs and rows by newlines, whatever stands around them', () => {
    expect(written("(1,'a'),(2,'b')", 'integer', 'text')).toBe('1\ta\n2\tb\n')
    expect(written(",\n (1, 'a') ,\n(2 ,'b');\n", 'integer', 'text')).toBe('1\ta\n2\tb\n')
  })

  it('counts the rows', () => {
    expect(loadDataText(Buffer.from('(1),(2),(3)'), fields('integer'))?.rows).toBe(3)
  })

  it.each([
    ["('it''s')", "it's\n"],
    [String.raw`('it\'s \"so\"')`, String.raw`it\'s \"so\"` + '\n'],
    [String.raw`('a\\b\0\n\Z')`, String.raw`a\\b\0\n\Z` + '\n'],
    // An N that is escaped for nothing must not become NULL, and a pattern keeps its backslash.
    [String.raw`('\N')`, 'N\n'],
    [String.raw`('50\%')`, String.raw`50\\%` + '\n'],
    ["('a\tb\nc')", String.raw`a\tb\nc` + '\n'],
    ["('')", '\n'],
    ["('),(')", '),(\n'],
    ['(NULL)', '\\N\n'],
    ["('NULL')", 'NULL\n'],
  ])('writes the string %j', (values, text) => {
    expect(written(values, 'text')).toBe(text)
  })

  it.each([
    ["(_binary '\\\\\u00ff\u0000')", 'bytes', '\\\\\u00ff\u0000\n'],
    ['(0x410942)', 'bytes', 'A\\tB\n'],
    ["(x'5C0A')", 'bytes', '\\\\\\n\n'],
    ["(b'100000001')", 'bit', '\u0001\u0001\n'],
    ['(-12)', 'integer', '-12\n'],
    ['(-1.50)', 'decimal', '-1.50\n'],
    ['(1.5e-7)', 'float', '1.5e-7\n'],
    ['(2006)', 'year', '2006\n'],
    ["('0000-00-00')", 'other', '0000-00-00\n'],
  ] as const)('writes %s as %s', (values, kind, text) => {
    expect(written(values, kind)).toBe(text)
  })

  it('takes for a decimal what is one, and has everything else inserted', () => {
    const decimal = /^-?\d+(\.\d+)?$/
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('-', '.', '0', '7', '12', 'e', '+'), {
          minLength: 1,
          maxLength: 5,
        }),
        (parts) => {
          const text = parts.join('')
          expect(written(`(${text})`, 'decimal')).toBe(decimal.test(text) ? `${text}\n` : undefined)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('leaves out what the server works out by itself', () => {
    expect(written("(1,'made',2),(3,NULL,4)", 'integer', 'left-out', 'integer')).toBe(
      '1\t2\n3\t4\n',
    )
    expect(written("('made',2)", 'left-out', 'integer')).toBe('2\n')
  })

  it.each([
    ['an expression', '(1+1)', 'integer'],
    ['a function', "(ST_GeomFromText('POINT(1 1)'))", 'bytes'],
    ['DEFAULT', '(DEFAULT)', 'integer'],
    ['another character set', "(_latin1'x')", 'text'],
    ['bytes for text', '(0x41)', 'text'],
    ['hexadecimal digits for a number', '(0x41)', 'integer'],
    ['half a byte', '(0x414)', 'bytes'],
    ['a number for text', '(007)', 'text'],
    ['a number for a date', '(20200101)', 'other'],
    ['a year of one digit', '(0)', 'year'],
    ['a fraction for a whole number', '(1.5)', 'integer'],
    ['nothing for a number', "('')", 'integer'],
    ['nothing for a date', "('')", 'other'],
    ['strings side by side', "('a' 'b')", 'text'],
    ['quotes of the other kind', '("a")', 'text'],
    ['a field too many', "(1,'a',2)", 'integer'],
    ['a string without its end', "('a", 'text'],
    ['a row without its end', "('a'", 'text'],
    ['something after the rows', "('a') AS new", 'text'],
  ] as const)('gives %s back', (_, values, kind) => {
    expect(written(values, kind)).toBeUndefined()
  })

  it('gives a row with a field too few back', () => {
    expect(written('(1)', 'integer', 'integer')).toBeUndefined()
  })

  it('gives NULL back where the column takes none', () => {
    const text = loadDataText(Buffer.from('(NULL)'), [{ kind: 'integer', nullable: false }])
    expect(text).toBeUndefined()
  })
})
