import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PathStep } from '../programs/nested-programs.ts'
import type { Program } from '../programs/program.ts'
import { valueMasker } from './masking.fixture.ts'

const constant = (text: string): Program => ({ op: 'constant', text })
const digits: Program = {
  op: 'permute',
  subject: { domain: 'id', canonical: 'exact' },
  scheme: 'id',
}
const render = (text: string): Program => ({
  op: 'render',
  subject: { domain: 'test', canonical: 'exact' },
  pieces: [{ piece: 'literal', text }],
})
const path = (...steps: readonly (string | 0 | 1)[]): readonly PathStep[] =>
  steps.map((step) => (step === 0 ? 'each' : step === 1 ? 'every-member' : { member: step }))

const walk = (
  paths: readonly (readonly [readonly PathStep[], Program])[],
  otherPaths: 'keep' | 'stop' = 'keep',
) =>
  valueMasker({
    op: 'walk',
    format: 'json',
    paths: paths.map(([path, program]) => ({ path, program })),
    otherPaths,
  })

describe('the JSON walker', () => {
  it.each([
    ['{"a":"x"}', '{"a":"Ż/"}'],
    [' { "a" : "x" , "b" : 1.10 } ', ' { "a" : "Ż/" , "b" : 1.10 } '],
    ['{"n":12345678901234567890,"a":"x","a":"y"}', '{"n":12345678901234567890,"a":"Ż/","a":"Ż/"}'],
    ['{"\\u0061":"x"}', '{"\\u0061":"Ż/"}'],
    ['{"b":"\\u0142","a":"x"}', '{"b":"\\u0142","a":"\\u017b/"}'],
    ['{"b":"\\u017B","a":"x"}', '{"b":"\\u017B","a":"\\u017B/"}'],
    ['{"b":"\\/","a":"x"}', '{"b":"\\/","a":"Ż\\/"}'],
    ['{"a":null}', '{"a":null}'],
    ['{"a":""}', '{"a":""}'],
    ['{"b":{"a":"x"},"c":[]}', '{"b":{"a":"x"},"c":[]}'],
    ['{}', '{}'],
    ['[]', '[]'],
    ['null', 'null'],
  ])('makes %s %s', (input, output) => {
    expect(walk([[path('a'), render('Ż/')]])(input)).toBe(output)
  })

  it('follows lists, every member and several paths at once', () => {
    const mask = walk([
      [path('people', 0, 'name'), constant('N')],
      [path('people', 1, 'name'), constant('N')],
      [path('by', 1), constant('M')],
      [path('by', 'kept'), { op: 'keep' }],
    ])
    expect(mask('{"people":[{"name":"a"},{"age":3,"name":"b"}],"by":{"x":"1","kept":"2"}}')).toBe(
      '{"people":[{"name":"N"},{"age":3,"name":"N"}],"by":{"x":"M","kept":"2"}}',
    )
    expect(mask('{"people":{"7":{"name":"a"}}}')).toBe('{"people":{"7":{"name":"N"}}}')
  })

  it('masks numbers as numbers', () => {
    expect(walk([[path('id'), digits]])('{"id": 4711 }')).toMatch(/^\{"id": (?!4711)[1-9]\d* \}$/)
  })

  it('escapes what must be, and beyond the basic plane', () => {
    const mask = walk([[path('a'), render('"\\\n\u0001𝒳')]])
    expect(mask('{"a":"x","b":"ł"}')).toBe('{"a":"\\"\\\\\\n\\u0001𝒳","b":"ł"}')
    expect(mask('{"a":"x","b":"\\u0142"}')).toBe(
      '{"a":"\\"\\\\\\n\\u0001\\ud835\\udcb3","b":"\\u0142"}',
    )
  })

  it('replaces whole parts only by a constant or null', () => {
    expect(walk([[path('a'), { op: 'null' }]])('{"a":{"b":["x"]},"c":1}')).toBe('{"a":null,"c":1}')
    expect(walk([[path('a'), constant('-')]])('{"a":true}')).toBe('{"a":"-"}')
  })

  it('keeps a part whole where a path says so, and stops at all that is not named', () => {
    const mask = walk(
      [
        [path('theme'), { op: 'keep' }],
        [path('name'), constant('N')],
      ],
      'stop',
    )
    expect(mask('{"theme":{"dark":"yes","size":12},"name":"a","on":true,"no":""}')).toBe(
      '{"theme":{"dark":"yes","size":12},"name":"N","on":true,"no":""}',
    )
    expect(() => mask('{"nick":"a"}')).toThrow(/named by no path/)
    expect(() => mask('{"age":7}')).toThrow(/named by no path/)
  })

  it('stops at a name of a member that is an address or a long number, where nobody has decided', () => {
    const secret = /^(?!.*(?:jan|600))/
    const every = path(1)
    for (const name of ['jan@firma.pl', 'jan\\u0040firma.pl', '+48 600 123 456']) {
      const document = `{"a":{"${name}":true}}`
      const refused = expect.objectContaining({
        code: 'POLIGON_VALUE',
        message: expect.stringMatching(secret) as string,
      }) as Error
      expect(() => walk([[path('b'), constant('N')]], 'stop')(document), name).toThrow(refused)
      expect(() => walk([[[...path('a'), ...every], constant('N')]])(document)).toThrow(refused)
      expect(walk([[path('a'), { op: 'keep' }]], 'stop')(document)).toBe(document)
      expect(walk([[[...path('a'), ...every], { op: 'keep' }]], 'stop')(document)).toBe(document)
      expect(walk([[path('b'), constant('N')]])(document)).toBe(document)
    }
    const named = walk([[path('a', 'jan@firma.pl'), { op: 'null' }]], 'stop')
    expect(named('{"a":{"jan@firma.pl":"x"}}')).toBe('{"a":{"jan@firma.pl":null}}')
  })

  it.each([
    '{',
    '{"a"}',
    '{"a":}',
    '{"a":"x"',
    '{"a":"x"}}',
    '{"a":"x",}',
    '[1,]',
    '{"a":"\\x"}',
    '{"a":"\\ud835"}',
    '{"a":"\\udc00\\udc00"}',
    '{"a":"\\ud835\\u0041"}',
    '{"a":"\u0000"}',
    '{"b":01}',
    '{"b":nul}',
    "{'a':'x'}",
    'x',
    '['.repeat(500),
    '{"a":{"b":"x"}}',
    '{"a":["x"]}',
    '{"a":true}',
    '{"a":7}',
  ])('refuses %s, whatever passes elsewhere', (value) => {
    expect(() => walk([[path('a'), render('z')]])(value)).toThrow(
      expect.objectContaining({ code: 'POLIGON_VALUE' }),
    )
  })

  it('refuses text where a path leads on', () => {
    expect(() =>
      walk([[path('address', 'street'), constant('S')]])('{"address":"Polna 3"}'),
    ).toThrow(/leads through text/)
  })

  it('changes no byte when no path fits, however the document is written', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.nat(3), (json, indent) => {
        const written = JSON.stringify({ d: JSON.parse(json) as unknown }, undefined, indent)
        expect(walk([[path('no such member', 'below'), constant('x')]])(written)).toBe(written)
      }),
    )
  })

  it('gives text that means the same as masking the parsed document', () => {
    // A name that looks like a value stops the walk.
    const names = fc
      .string()
      .filter((one) => !one.includes('@') && one.replace(/\D/g, '').length < 9)
    fc.assert(
      fc.property(fc.dictionary(names, fc.string({ unit: 'grapheme' })), (all) => {
        const masked = walk([[path(1), render('Zażółć "x"')]])(JSON.stringify(all))
        const expected = Object.entries(all).map(([key, value]) => [key, value && 'Zażółć "x"'])
        expect(JSON.parse(masked ?? '')).toEqual(
          JSON.parse(JSON.stringify(Object.fromEntries(expected))),
        )
      }),
    )
  })
})
