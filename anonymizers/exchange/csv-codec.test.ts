import { array, assert, boolean, constantFrom, property, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ByteWriter } from '../dialects/byte-writer.ts'
import type { RowMasker } from '../row-masker.ts'
import { createCsvCodec } from './csv-codec.ts'
import type { CsvLayout } from './csv-row.ts'

const layout: CsvLayout = { kind: 'csv', separator: 0x3b, quote: 0x22 }

/** Writes `values`, one a row, into the second of three columns; tells what it saw there. */
function run(file: string, values: readonly string[], of = layout) {
  const seen: string[] = []
  const masker: RowMasker = {
    reads: [1],
    writes: [1],
    mask: ([field]) => {
      seen.push(Buffer.from(field ?? []).toString())
      return [Buffer.from(values[seen.length - 1] ?? '')]
    },
  }
  const out = new ByteWriter(0)
  const bytes = Buffer.from(file)
  createCsvCodec(['a', 'b', 'c'], masker, of).maskRows(bytes, 0, bytes.length, out)
  return { text: out.view().toString(), seen }
}

describe('rows of CSV', () => {
  it('have quotes around a mask where it needs them, or where the value had them', () => {
    expect(run('1;x;y\n2;"x";y\n3;x;y\n4;;y\n', ['a"b', 'a"b', 'a;b', '"']).text).toBe(
      '1;a"b;y\n2;"a""b";y\n3;"a;b";y\n4;"""";y\n',
    )
  })

  it('show a mask to whoever reads them again as it was', () => {
    const value = array(constantFrom('a', '"', ';', '\n', '\r', 'ż'), { maxLength: 5 }).map((all) =>
      all.join(''),
    )
    assert(
      property(array(tuple(value, boolean()), { minLength: 1, maxLength: 5 }), (rows) => {
        const file = rows.map(([, quoted]) => `"1";${quoted ? '"x;""\n"' : 'x'};2\r\n`).join('')
        const masks = rows.map(([mask]) => mask)
        const { text, seen } = run(file, masks)
        expect(seen).toEqual(rows.map(([, quoted]) => (quoted ? 'x;"\n' : 'x')))
        expect(run(text, masks)).toEqual({ text, seen: masks })
      }),
    )
  })

  it('take no mask that would part them where there are no quotes', () => {
    const none = { ...layout, quote: -1 }
    expect(run('1;"x";y\n', ['z'], none)).toEqual({ text: '1;z;y\n', seen: ['"x"'] })
    expect(() => run('1;x;y\n', ['a;b'], none)).toThrow(/no quotes/)
  })
})
