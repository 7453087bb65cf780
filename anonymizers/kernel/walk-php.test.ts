import { describe, expect, it } from 'vitest'
import type { PathStep } from '../programs/nested-programs.ts'
import type { Program } from '../programs/program.ts'
import { valueMasker } from './masking.fixture.ts'

const render: Program = {
  op: 'render',
  subject: { domain: 'test', canonical: 'exact' },
  pieces: [{ piece: 'literal', text: 'Żółw' }],
}
const member = (name: string): PathStep => ({ member: name })
const walk = (
  paths: readonly (readonly [readonly PathStep[], Program])[],
  otherPaths: 'keep' | 'stop' = 'keep',
) =>
  valueMasker({
    op: 'walk',
    format: 'php',
    paths: paths.map(([path, program]) => ({ path, program })),
    otherPaths,
  })

describe('the walker of PHP-serialized values', () => {
  it.each([
    ['a:1:{s:4:"name";s:3:"Jan";}', 'a:1:{s:4:"name";s:7:"Żółw";}'],
    ['a:2:{s:4:"name";s:5:"Łoś";s:1:"d";d:1.10;}', 'a:2:{s:4:"name";s:7:"Żółw";s:1:"d";d:1.10;}'],
    ['a:1:{s:4:"name";s:5:"";"b\\";}', 'a:1:{s:4:"name";s:7:"Żółw";}'],
    [
      'O:8:"Customer":2:{s:7:"\0*\0name";s:3:"Jan";s:4:"self";r:1;}',
      'O:8:"Customer":2:{s:7:"\0*\0name";s:7:"Żółw";s:4:"self";r:1;}',
    ],
    [
      'O:8:"Customer":1:{s:14:"\0Customer\0name";s:3:"Jan";}',
      'O:8:"Customer":1:{s:14:"\0Customer\0name";s:7:"Żółw";}',
    ],
    ['a:1:{s:4:"name";N;}', 'a:1:{s:4:"name";N;}'],
    ['a:1:{s:4:"name";s:0:"";}', 'a:1:{s:4:"name";s:0:"";}'],
    ['a:1:{s:4:"kind";E:11:"Kind:Person";}', 'a:1:{s:4:"kind";E:11:"Kind:Person";}'],
    ['a:0:{}', 'a:0:{}'],
    ['b:1;', 'b:1;'],
  ])('makes %s %s', (input, output) => {
    // Lengths count bytes; the inputs above are written for their UTF-8 form.
    const text = input.replace('s:5:"Łoś"', `s:${Buffer.byteLength('Łoś')}:"Łoś"`)
    const wanted = output.replaceAll('s:7:"Żółw"', `s:${Buffer.byteLength('Żółw')}:"Żółw"`)
    expect(walk([[[member('name')], render]])(text)).toBe(wanted)
  })

  it('follows lists and numbers', () => {
    const id: Program = {
      op: 'permute',
      subject: { domain: 'id', canonical: 'exact' },
      scheme: 'id',
    }
    const masked = walk([[[member('ids'), 'each'], id]])(
      'a:1:{s:3:"ids";a:2:{i:0;i:4711;i:1;s:2:"x7";}}',
    )
    expect(masked).toMatch(/^a:1:\{s:3:"ids";a:2:\{i:0;i:(?!4711)\d+;i:1;s:2:"(?!x7)[a-z]\d";\}\}$/)
  })

  it('reaches into JSON inside', () => {
    const json: Program = {
      op: 'walk',
      format: 'json',
      paths: [{ path: [member('mail')], program: render }],
      otherPaths: 'stop',
    }
    expect(walk([[[member('blob')], json]])('a:1:{s:4:"blob";s:12:"{"mail":"x"}";}')).toBe(
      `a:1:{s:4:"blob";s:${Buffer.byteLength('{"mail":"Żółw"}')}:"{"mail":"Żółw"}";}`,
    )
  })

  it('stops at what no path names', () => {
    const mask = walk([[[member('name')], render]], 'stop')
    expect(() => mask('a:1:{s:5:"email";s:3:"a@b";}')).toThrow(/named by no path/)
    expect(() => mask('a:1:{s:3:"age";i:7;}')).toThrow(/named by no path/)
  })

  it.each([
    'a:1:{s:12:"jan@firma.pl";b:1;}',
    'a:1:{i:600123456;b:1;}',
    'a:1:{s:1:"a";b:Jan;}',
    'a:1:{s:1:"a";R:Jan;}',
    'a:1:{s:1:"a";E:10:"Person:Jan";}',
  ])('stops at %s, which hides a value where none is looked for', (value) => {
    expect(() => walk([[[member('name')], render]], 'stop')(value)).toThrow(
      expect.objectContaining({
        code: 'POLIGON_VALUE',
        message: expect.not.stringContaining('an@') as string,
      }),
    )
  })

  it('does not let references go astray', () => {
    const list: Program = { op: 'constant', text: '-' }
    const replaced = walk([[[member('list')], list]])
    expect(replaced('a:2:{s:4:"list";a:2:{i:0;s:1:"x";i:1;R:3;}s:1:"b";i:1;}')).toBe(
      'a:2:{s:4:"list";s:1:"-";s:1:"b";i:1;}',
    )
    expect(() => replaced('a:2:{s:4:"list";a:1:{i:0;s:1:"x";}s:1:"b";R:3;}')).toThrow(/refers to/)
    expect(walk([[[member('list')], list]])('a:2:{s:1:"a";O:1:"A":0:{}s:1:"b";r:2;}')).toBe(
      'a:2:{s:1:"a";O:1:"A":0:{}s:1:"b";r:2;}',
    )
  })

  it.each([
    'a:1:{s:4:"name";s:4:"Jan";}',
    'a:2:{s:4:"name";s:3:"Jan";}',
    'a:1:{s:4:"name";s:3:"Jan";}x',
    'a:1:{s:4:"name";s:999999999999:"Jan";}',
    'a:1:{s:4:"name";b:1;}',
    'a:1:{s:4:"name";d:7.5;}',
    'a:1:{s:4:"name";a:1:{i:0;s:3:"Jan";}}',
    'a:1:{s:4:"name";i:7;}',
    'a:1:{s:4:"name";C:3:"Foo":3:{Jan}}',
    'a:1:{s:4:"name";i:x;}',
    'name',
    's:3:"Jan"',
  ])('refuses %s', (value) => {
    expect(() => walk([[[member('name')], render]])(value)).toThrow(
      expect.objectContaining({ code: 'POLIGON_VALUE' }),
    )
  })
})
