import { describe, expect, it } from 'vitest'
import { keyCheck, scopedKey, unnamedSet, type KeyScope } from './key-scope.ts'
import { keyFromBytes } from './key.ts'

const given = keyFromBytes(new Uint8Array(32).fill(7))
const scope: KeyScope = { controller: 'Sklep', project: 'hub', set: { name: 'may' } }

describe('the key of a scope', () => {
  it('is the same for the same scope, however its name is written in Unicode', () => {
    expect(scopedKey(given, { ...scope, controller: ' Sklep\n' }).id).toBe(
      scopedKey(given, scope).id,
    )
    expect(scopedKey(given, { ...scope, project: 'Łódź' }).id).toBe(
      scopedKey(given, { ...scope, project: 'Łódź'.normalize('NFD') }).id,
    )
  })

  it('is another one for each key, controller, project and set, and for what links all sets', () => {
    const ids = [
      scopedKey(given, scope),
      scopedKey(keyFromBytes(new Uint8Array(32).fill(8)), scope),
      scopedKey(given, { ...scope, controller: 'Sklephub', project: '' }),
      scopedKey(given, { ...scope, controller: '', project: 'Sklephub' }),
      scopedKey(given, { ...scope, set: { name: 'june' } }),
      scopedKey(given, { ...scope, set: { name: unnamedSet } }),
      scopedKey(given, { ...scope, set: 'every' }),
      given,
    ].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('is recognised by digits that are neither the key nor its id', () => {
    const check = keyCheck(given)
    expect(check).toMatch(/^[0-9a-f]{16}$/)
    expect(keyCheck(keyFromBytes(new Uint8Array(32).fill(7)))).toBe(check)
    expect(keyCheck(keyFromBytes(new Uint8Array(33).fill(7)))).not.toBe(check)
    expect([given.id, scopedKey(given, scope).id]).not.toContain(check)
  })
})
