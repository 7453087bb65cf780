import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withListPersons } from '../bind/list-persons.ts'
import { ByteWriter } from '../dialects/byte-writer.ts'
import { createCutter } from '../dialects/cutter.ts'
import { createRowMasker } from '../kernel/row-masker-of.ts'
import { tableOf, testKey } from '../kernel/masking.fixture.ts'
import { parsePath } from '../policy/path.ts'
import type { Program } from '../programs/program.ts'
import email from '../transformers/email.ts'
import fullName from '../transformers/fullName.ts'
import { columnOf } from '../transformer.contract.ts'
import exchange from './dialect.ts'
import { frameEnd, writeFrame } from './frame.ts'
import type { FileLayout, RecordFormat } from './layout.ts'

const text = columnOf('text')
const walk = (
  format: RecordFormat,
  paths: Readonly<Record<string, Program>>,
  otherPaths: 'keep' | 'stop',
): Program => ({
  op: 'walk',
  format,
  otherPaths,
  ...withListPersons(
    Object.entries(paths).map(([path, program]) => ({ path: parsePath(path) ?? [], program })),
    [],
    'content',
  ),
})
const mail = email.compile({}, text)
const person = fullName.compile({}, text)

/** Masks a file of one document as a pipeline does. */
function mask(
  document: string,
  layout: FileLayout,
  program: Program,
  step = document.length + 999,
) {
  const body = Buffer.from(document)
  const bulk = { table: 't', columns: ['content'], syntax: 'exchange-files' as const, layout }
  const stream = Buffer.concat([
    writeFrame({ path: 'x', bulk, headBytes: 0, bodyBytes: body.length }),
    body,
    frameEnd,
  ])
  const masker = createRowMasker(tableOf({ content: program }), ['content'], testKey, undefined)
  const cutter = createCutter(exchange)
  const out = new ByteWriter(1024)
  let rows = 0
  const take = ({ bytes, segments }: ReturnType<typeof cutter.push>) => {
    for (const segment of segments) {
      if (segment.kind !== 'rows') continue
      rows += segment.rows
      const { from, to } = segment
      exchange
        .createRowCodec(['content'], masker, [], segment.bulk)
        .maskRows(Buffer.from(bytes), from, to, out)
    }
  }
  for (let at = 0; at < stream.length; at += step) take(cutter.push(stream.subarray(at, at + step)))
  take(cutter.finish())
  return { text: Buffer.from(out.view()).toString(), rows }
}
const whole: FileLayout = { kind: 'document', isText: true }
const inParts = (format: RecordFormat, longest: number): FileLayout => ({
  kind: 'records',
  format,
  longest,
})

const json = walk(
  'json',
  {
    '$[*].email': mail,
    '$[*].name': person,
    '$.orders[*].email': mail,
    '$.orders[*].name': person,
    '$.feed.*.contact': mail,
  },
  'keep',
)
const xml = walk(
  'xml',
  {
    '$.feed.order[*].email': mail,
    '$.feed.order[*].name': person,
    '$.feed.order[*].@by': person,
    '$.feed.@owner': mail,
    '$.feed.list.order[*].email': mail,
  },
  'keep',
)
const someone = fc.record({
  email: fc.constantFrom('anna@wp.pl', 'jan@wp.pl', ''),
  name: fc.constantFrom('Anna Nowak', 'Jan Lis'),
  more: fc.constantFrom(null, [1, [2, '],"\\']], { 'a}': '<b/>', c: {} }, 'żółć'),
})
const jsonDocument = fc
  .oneof(
    fc.array(someone),
    fc.record({
      made: fc.constantFrom('2026', 7),
      orders: fc.array(someone),
      end: fc.constant(true),
    }),
    fc.record({
      feed: fc.dictionary(
        fc.constantFrom('a', 'b', 'c'),
        fc.record({ contact: fc.constantFrom('x@wp.pl', 'anna@wp.pl') }),
      ),
    }),
  )
  .chain((value) =>
    fc.constantFrom(0, 1).map((indent) => `${JSON.stringify(value, null, indent)}\n`),
  )
const order = fc
  .tuple(
    fc.constantFrom('anna@wp.pl', 'jan@wp.pl'),
    fc.constantFrom('Anna Nowak', 'Jan Lis'),
    fc.constantFrom('', '<!-- a > b --><x a="/>"/>', '<![CDATA[</order>]]>'),
  )
  .map(
    ([mail, name, more]) =>
      `<order by="${name}" n='>'><email>${mail}</email> <name>${name}</name>${more}</order>`,
  )
const xmlDocument = fc
  .tuple(fc.array(order), fc.array(order), fc.constantFrom('', '\n ', '<!-- between -->'))
  .map(
    ([first, second, between]) =>
      `\ufeff<?xml version="1.0"?>${between}<feed owner="anna@wp.pl">${first.join(between)}<n:list>\n${second.join('')}</n:list >${between}</feed>\n`,
  )

const mails = {
  json: walk(
    'json',
    { '$[*].email': mail, '$.orders[*].email': mail, '$.feed.*.contact': mail },
    'keep',
  ),
  xml: walk(
    'xml',
    { '$.feed.order.email': mail, '$.feed.@owner': mail, '$.feed.list.order.email': mail },
    'keep',
  ),
}

describe.each([
  ['json', json, jsonDocument],
  ['xml', xml, xmlDocument],
] as const)('a document of %s in parts', (format, program, documents) => {
  const isAsWhole = (one: Program, longest: number) =>
    fc.assert(
      fc.property(documents, fc.constantFrom(1, 7, 64, 100_000), (document, step) => {
        const expected = mask(document, whole, one).text
        expect(mask(document, inParts(format, longest), one, step).text).toBe(expected)
        expect(expected).not.toMatch(/anna@|jan@|x@wp/)
      }),
      { numRuns: 60 },
    )

  it.each([400, 100_000])(
    'is masked as the whole is, wherever it is cut, up to %i bytes',
    (longest) => isAsWhole(program, longest),
  )

  it.each([1, 40])(
    'is masked so value by value when its records are longer than %i bytes',
    (longest) => isAsWhole(mails[format], longest),
  )
})

it('counts its parts as rows', () => {
  const list = JSON.stringify([{}, { a: 3 }, {}, { b: 'x' }])
  expect(mask(list, inParts('json', 9), json).rows).toBe(4)
  const feed = '<feed a="1"><order/><order><n>x</n></order></feed>'
  expect(mask(feed, inParts('xml', 20), xml).rows).toBe(3)
})

it.each([
  ['json', '[{"a":1}', 'does not end'],
  ['json', '[{"a":1', 'does not end'],
  ['json', '["a', 'does not end'],
  ['json', '[1,,2]', 'is missing'],
  ['json', '[,1]', 'is missing'],
  ['json', '[1,]', 'is missing'],
  ['json', '[1 2]', 'not well formed'],
  ['json', '[1}', 'not well formed'],
  ['json', '{1:2,"a":3}', 'not well formed'],
  ['json', '{"a" 2,"b":3}', 'not well formed'],
  ['json', '[1] x', 'stands behind'],
  ['json', '[1]]', 'stands behind'],
  ['xml', '<feed><a/>', 'does not end'],
  ['xml', '<feed><a></feed>', 'not well formed'],
  ['xml', '<feed>x', 'does not end'],
  ['xml', '<feed><a/></food>', 'not well formed'],
  ['xml', '<feed><a/></feed><feed/>', 'stands behind'],
  ['xml', '<!DOCTYPE feed><feed><a/></feed>', 'DTD'],
  ['xml', 'x<feed><a/></feed>', 'not well formed'],
] as const)('a document of %s is refused with its place: %s', (format, document, what) => {
  for (const step of [1, 999])
    expect(() => mask(document, inParts(format, 1), format === 'json' ? json : xml, step)).toThrow(
      what,
    )
})

it('what no path names stops it as it stops the whole', () => {
  const strict = walk('xml', { '$.feed.order[*].email': mail }, 'stop')
  for (const odd of [
    '<feed a="1">',
    '<feed><!-- note -->',
    '<feed>text',
    '<feed><order><x>1</x></order>',
  ])
    expect(() => mask(`${odd}<order/></feed>`, inParts('xml', 12), strict)).toThrow(
      /named by no path/,
    )
  const orders = walk('json', { '$.orders[*].email': mail }, 'stop')
  expect(() => mask('{"orders":[{"email":"a@wp.pl"}],"n":1}', inParts('json', 12), orders)).toThrow(
    /no path/,
  )
})

it('a treatment that is none for parts is refused', () => {
  const constant: Program = { op: 'constant', text: '' }
  expect(() => mask('[1,2,3]', inParts('json', 3), constant)).toThrow(/parts/)
})
