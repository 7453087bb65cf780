import { describe, expect, it } from 'vitest'
import { bySpecificity, parsePath } from './path.ts'

describe('a path into a nested value', () => {
  it.each([
    ['$', []],
    ['$.telefon', [{ member: 'telefon' }]],
    ['$.adresy[*].ulica', [{ member: 'adresy' }, 'each', { member: 'ulica' }]],
    ['$.a.*.b', [{ member: 'a' }, 'every-member', { member: 'b' }]],
    ["$['odd key']['it''s']", [{ member: 'odd key' }, { member: "it's" }]],
    ['$["a.b"].c-d', [{ member: 'a.b' }, { member: 'c-d' }]],
    ['$[*][*]', ['each', 'each']],
  ])('reads %s', (text, steps) => {
    expect(parsePath(text)).toEqual(steps)
  })

  it.each(['', 'telefon', '.telefon', '$telefon', '$.', '$..a', '$[0]', '$.a[', "$['a", '$.a b'])(
    'does not guess at %s',
    (text) => {
      expect(parsePath(text)).toBeUndefined()
    },
  )

  it('stands before one that fits the same place less exactly', () => {
    const inOrder = ['$.a.b', '$.a.*', '$.*.b', '$.*.*']
    const paths = inOrder.toReversed().map((text) => parsePath(text) ?? [])
    expect(paths.toSorted(bySpecificity)).toEqual(inOrder.map((text) => parsePath(text)))
  })
})
