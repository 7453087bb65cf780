import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parseYaml } from './source-text.ts'

const schema = z.strictObject({
  systems: z.record(
    z.string(),
    z.union([
      z.strictObject({ engine: z.enum(['postgres', 'mariadb']) }),
      z.strictObject({ url: z.string() }),
    ]),
  ),
})

describe('YAML that people write', () => {
  it('keeps where each part stands', () => {
    const { value, position } = parseYaml(
      'systems:\n  shop:\n    engine: mariadb\n',
      'a.yaml',
      schema,
    )
    expect(value.systems['shop']).toEqual({ engine: 'mariadb' })
    expect(position(['systems', 'shop', 'engine'])).toEqual({ line: 3, column: 5 })
    expect(position(['systems', 'shop', 'absent'])).toEqual({ line: 2, column: 3 })
  })

  it.each([
    ['broken syntax', 'systems: [', 1],
    ['a wrong value deep inside a union', 'systems:\n  shop:\n    engine: oracle\n', 3],
    ['an unknown key', 'systems: {}\nextra: 1\n', 2],
    ['an empty file', '', 1],
  ])('is refused with its line: %s', (_, text, line) => {
    expect(() => parseYaml(text, 'a.yaml', schema)).toThrow(
      expect.objectContaining({
        code: 'POLIGON_CONFIG',
        place: expect.objectContaining({ file: 'a.yaml', line }) as object,
      }),
    )
  })

  it('is refused when aliases make it grow without end', () => {
    const layers = ['b', 'c', 'd', 'e'].map(
      (layer, i) => `${layer}: &${layer} [${`*${'abcd'.charAt(i)},`.repeat(9)}]`,
    )
    expect(() => parseYaml(['a: &a [x]', ...layers].join('\n'), 'a.yaml', z.unknown())).toThrow(
      expect.objectContaining({ code: 'POLIGON_CONFIG' }),
    )
  })

  it.each([
    [
      'systems:\n  shop:\n    engin: mariadb\n',
      /At systems\.shop: the key engin is not known\. \(a\.yaml:3:5\) Did you mean engine\?/,
    ],
    ['sytems: {}\n', /the key sytems is not known\. \(a\.yaml:1:1\) Did you mean systems\?/],
    ['{}', /At systems: it is missing/],
  ])('is refused in words that help: %j', (text, message) => {
    expect(() => parseYaml(text, 'a.yaml', schema)).toThrow(message)
  })
})
