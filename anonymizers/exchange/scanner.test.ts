import { describe, expect, it } from 'vitest'
import { createCutter } from '../dialects/cutter.ts'
import exchange from './dialect.ts'
import { frameEnd, writeFrame } from './frame.ts'
import type { FileLayout } from './layout.ts'

const csv: FileLayout = { kind: 'csv', separator: 0x3b, quote: 0x22 }

const file = (layout: FileLayout, columns: readonly string[], head: string, body: string) =>
  Buffer.concat([
    writeFrame({
      path: 'x',
      bulk: { table: 't', columns, syntax: 'exchange-files', layout },
      headBytes: Buffer.byteLength(head),
      bodyBytes: Buffer.byteLength(body),
    }),
    Buffer.from(head + body),
    frameEnd,
  ])

const stream = Buffer.concat([
  file(csv, ['a', 'b'], '\ufeffa;b\r\n', '"x";y\r\n"";"q""\r\n;"\r\n\r\n\r\nlast;"row"'),
  file(csv, ['a'], 'a\n', '"x"\r\n\nż\r'),
  file({ kind: 'lines' }, ['content'], '', '{}\n\n{"a":1}\r\n[]'),
  file({ kind: 'document', isText: true }, ['content'], '\ufeff', '{\n}\n'),
  file({ kind: 'lines' }, ['content'], '', ''),
  file(
    { kind: 'records', format: 'json', longest: 30 },
    ['content'],
    '',
    ' [ {"a": [1, "]},\\""]} ,\n"x,]", 12 , [[]],null\n]\n ',
  ),
  file({ kind: 'records', format: 'xml', longest: 9 }, ['content'], '', '<a> <b x=""/>c<d/></a>'),
])

/** Kinds of segments with their bytes, rows of one file put together. */
function cut(chunks: readonly Buffer[]) {
  const cutter = createCutter(exchange)
  const found: { kind: string; rows: number; text: string }[] = []
  for (const { bytes, segments } of [...chunks.map((chunk) => cutter.push(chunk)), cutter.finish()])
    for (const segment of segments) {
      const text = bytes.toString('latin1', segment.from, segment.to)
      const last = found.at(-1)
      const rows = segment.kind === 'rows' ? segment.rows : 0
      if (last && last.kind === 'rows' && segment.kind === 'rows') {
        last.rows += rows
        last.text += text
      } else found.push({ kind: segment.kind, rows, text })
    }
  return found
}

describe('files one behind the other', () => {
  const whole = cut([stream])

  it('are cut into their rows', () => {
    expect(whole.map(({ text }) => text).join('')).toBe(stream.toString('latin1'))
    expect(whole.filter(({ kind }) => kind === 'rows').map(({ rows }) => rows)).toEqual([
      3, 3, 4, 1, 5, 3,
    ])
  })

  it('are cut alike wherever the bytes end', () => {
    for (let at = 1; at < stream.length; at++)
      expect(cut([stream.subarray(0, at), stream.subarray(at)]), `${at}`).toEqual(whole)
    expect(cut(Array.from(stream, (code) => Buffer.from([code])))).toEqual(whole)
  })
})
