import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PoligonError } from '../../core/errors.ts'
import type { RowMasker } from '../row-masker.ts'
import { ByteWriter } from './byte-writer.ts'
import { createCutter, type Batch, type NumberedSegment } from './cutter.ts'
import type { Bulk, Dialect, RowCodec } from './dialect.ts'

/** A dump of one table that shows everything a dialect has, and what its rows are. */
export interface DialectSample {
  /** When a dialect has several samples. */
  readonly called?: string
  readonly dump: string
  readonly table: string
  readonly columns: readonly string[]
  /** The values of all rows, as text of latin1 characters; null for NULL. */
  readonly rows: readonly (readonly (string | null)[])[]
  /** A bulk statement of one row with three columns that hold the text `x`, in quotes where the dialect has them. */
  readonly oneRow: string
}

/** What every dialect must do. */
export function describeDialect(
  dialect: Dialect,
  sample: DialectSample,
  others: readonly Dialect[],
): void {
  const dump = Buffer.from(sample.dump)

  describe(`the dialect ${dialect.name}${sample.called ? `, ${sample.called}` : ''}`, () => {
    it('knows its own dumps, better than others do', () => {
      const sure = dialect.recognises(dump)
      expect(sure).toBeGreaterThanOrEqual(0.8)
      for (const other of others) expect(other.recognises(dump), other.name).toBeLessThan(sure)
    })

    it('cuts a dump without losing or inventing a byte', () => {
      const { bytes, segments } = cut(dialect, [dump])
      expect(bytes.equals(dump)).toBe(true)
      expect(segments.map(({ kind }) => kind)).toContain('rows')
    })

    it('cuts alike wherever the input is cut', () => {
      const whole = outline(cut(dialect, [dump]).segments)
      for (let at = 0; at <= dump.length; at++) {
        const { bytes, segments } = cut(dialect, [dump.subarray(0, at), dump.subarray(at)])
        expect(bytes.equals(dump)).toBe(true)
        expect(outline(segments), `cut at ${at}`).toEqual(whole)
      }
    })

    it('cuts alike when the input comes byte by byte', () => {
      const bytes = [...dump].map((byte) => Buffer.from([byte]))
      expect(outline(cut(dialect, bytes).segments)).toEqual(outline(cut(dialect, [dump]).segments))
    })

    it('refuses a dump that ends within a bulk statement, with the place', () => {
      const { segments } = cut(dialect, [dump])
      const inside = segments.filter(({ kind }) => kind === 'rows' || kind === 'rows-end')
      expect(inside.length).toBeGreaterThan(1)
      for (const { from, to } of inside)
        for (let end = from; end < to - 1; end++) {
          const failure = failureOf(() => cut(dialect, [dump.subarray(0, end)]))
          expect(failure?.code, `ends at ${end}`).toBe('POLIGON_DUMP_SYNTAX')
          expect(failure?.place.byteOffset).toBeLessThanOrEqual(end)
        }
    })

    it('reads the values of all rows', () => {
      const seen: (string | null)[][] = []
      const all = sample.columns.map((_, position) => position)
      maskSample(dialect, dump, sample, {
        reads: all,
        writes: [],
        mask(fields) {
          seen.push(fields.map((value) => (value ? Buffer.from(value).toString('latin1') : null)))
          return []
        },
      })
      expect(seen).toEqual(sample.rows)
    })

    it('writes a value as it was read', () => {
      const all = sample.columns.map((_, position) => position)
      const copies: RowMasker = {
        reads: all,
        writes: all,
        mask: (fields) => fields.map((value) => (value ? Uint8Array.from(value) : null)),
      }
      expect(maskSample(dialect, dump, sample, copies).toString()).toBe(sample.dump)
    })

    it('leaves everything but the changed field as it is', () => {
      for (let position = 0; position < sample.columns.length; position++) {
        const masked = maskSample(dialect, dump, sample, replacing(position, Buffer.from('1')))
        const again = maskSample(dialect, masked, sample, replacing(position, null))
        const straight = maskSample(dialect, dump, sample, replacing(position, null))
        expect(again.toString()).toBe(straight.toString())
        expect(masked.equals(dump)).toBe(false)
      }
    })

    it('brings any value through its escapes', () => {
      const row = Buffer.from(sample.oneRow)
      const triple = { columns: ['a', 'b', 'c'] }
      fc.assert(
        fc.property(fc.tuple(anyValue, anyValue, anyValue), (values) => {
          const written = maskSample(dialect, row, triple, {
            reads: [],
            writes: [0, 1, 2],
            mask: () => values,
          })
          let seen: (Uint8Array | null)[] = []
          maskSample(dialect, written, triple, {
            reads: [0, 1, 2],
            writes: [],
            mask(fields) {
              seen = fields.map((value) => value && Uint8Array.from(value))
              return []
            },
          })
          expect(seen).toEqual(values)
        }),
      )
    })

    it('keeps the value of one row out of the next', () => {
      const lengths: number[] = []
      maskSample(dialect, dump, sample, {
        reads: [1],
        writes: [],
        mask: ([value]) => {
          lengths.push(value ? value.length : -1)
          return []
        },
      })
      expect(lengths).toEqual(sample.rows.map((row) => row[1]?.length ?? -1))
    })

    it('says in a broken-off output why it ends', () => {
      for (const open of [undefined, { columns: 3 }])
        expect(dialect.breakOff('<<<stopped>>>', open)).toContain('<<<stopped>>>')
    })
  })
}

const escaped = '\'"\\`,()\t\n\r\b\f\v;%_#-/*N0x'.split('')

/** Bytes that dialects escape come often. NUL is left out: text columns cannot hold it. */
const anyValue = fc.oneof(
  fc.constant(null),
  fc.constant(new Uint8Array()),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...escaped),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
        fc.constant('🧪ż'),
      ),
    )
    .map((parts) => Uint8Array.from(Buffer.from(parts.join('').replaceAll('\0', '')))),
  fc.uint8Array({ min: 1, maxLength: 40 }),
)

const replacing = (position: number, value: Uint8Array | null): RowMasker => ({
  reads: [],
  writes: [position],
  mask: () => [value],
})

/** Masks every row of a dump with one bulk layout. */
export function maskSample(
  dialect: Dialect,
  dump: Buffer,
  { columns }: { readonly columns: readonly string[] },
  masker: RowMasker,
): Buffer {
  const codecs = new Map<Bulk, RowCodec>()
  const out = new ByteWriter(16)
  const { bytes, segments } = cut(dialect, [dump])
  for (const segment of segments)
    if (segment.kind === 'rows') {
      const { bulk } = segment
      const codec = codecs.get(bulk) ?? dialect.createRowCodec(columns, masker, [], bulk)
      codecs.set(bulk, codec)
      codec.maskRows(bytes, segment.from, segment.to, out)
    } else out.append(bytes, segment.from, segment.to)
  return Buffer.from(out.view())
}

/** All of a dump, as if it had been one batch. */
export function cut(dialect: Dialect, chunks: readonly Buffer[]): Omit<Batch, 'offset'> {
  const cutter = createCutter(dialect)
  const batches = [...chunks.map((chunk) => cutter.push(chunk)), cutter.finish()]
  const segments = batches.flatMap(({ offset, segments }) =>
    segments.map((segment): NumberedSegment => ({
      ...segment,
      from: segment.from + offset,
      to: segment.to + offset,
      ...(segment.kind === 'data' ? { at: segment.at + offset } : {}),
    })),
  )
  return { bytes: Buffer.concat(batches.map(({ bytes }) => bytes)), segments }
}

/** Segments with neighbouring rows as one: how many there are depends on the chunks, and may. */
function outline(segments: readonly NumberedSegment[]): NumberedSegment[] {
  const merged: NumberedSegment[] = []
  for (const segment of segments) {
    const last = merged.at(-1)
    if (segment.kind === 'rows' && last?.kind === 'rows') {
      expect(segment.firstRow).toBe(last.firstRow + last.rows)
      merged[merged.length - 1] = { ...last, to: segment.to, rows: last.rows + segment.rows }
    } else merged.push(segment)
  }
  return merged
}

function failureOf(work: () => unknown): PoligonError | undefined {
  try {
    work()
  } catch (failure) {
    return failure as PoligonError
  }
  return undefined
}
