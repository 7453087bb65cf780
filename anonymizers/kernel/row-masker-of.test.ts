import { describe, expect, it } from 'vitest'
import type { Program } from '../programs/program.ts'
import { rowsMasker, tableOf, testKey } from './masking.fixture.ts'
import { createRowMasker } from './row-masker-of.ts'

const constant = (text: string): Program => ({ op: 'constant', text })
const token: Program = {
  op: 'render',
  subject: { domain: 'token', canonical: 'exact' },
  pieces: [{ piece: 'token', count: 13 }],
}

describe('createRowMasker', () => {
  it('reads what it must, writes what may change, and copies the rest', () => {
    const person = { column: 'email', canonical: 'email' } as const
    const table = tableOf({
      id: { op: 'keep' },
      name: { ...token, subject: { ...token.subject, person } },
      note: { op: 'keep' },
      email: { op: 'keep' },
      hash: constant('x'),
    })
    const masker = createRowMasker(
      table,
      ['hash', 'id', 'note', 'email', 'name'],
      testKey,
      undefined,
    )
    expect(masker.reads).toEqual([0, 3, 4])
    expect(masker.writes).toEqual([0, 4])
  })

  it('gives the same mask whatever the order of the columns', () => {
    const programs = { a: token, b: constant('x'), c: token }
    const row = { a: 'one', b: 'two', c: 'three' }
    expect(rowsMasker(programs, { columns: ['c', 'a', 'b'] })(row)).toEqual(
      rowsMasker(programs)(row),
    )
  })

  it('hands an unchanged value back as it is', () => {
    const masker = createRowMasker(tableOf({ a: token }), ['a'], testKey, undefined)
    const empty = new Uint8Array(0)
    expect(masker.mask([empty])[0]).toBe(empty)
    expect(masker.mask([null])[0]).toBeNull()
  })

  it('chooses by another column of the row', () => {
    const mask = rowsMasker({
      kind: { op: 'keep' },
      nip: {
        op: 'when',
        column: 'kind',
        equals: ['JDG', 'osoba'],
        negate: false,
        // oxlint-disable-next-line unicorn/no-thenable -- the name of the program's part; never awaited
        then: constant('masked'),
        otherwise: { op: 'keep' },
      },
    })
    expect(mask({ kind: 'JDG', nip: '1' })['nip']).toBe('masked')
    expect(mask({ kind: 'osoba', nip: '1' })['nip']).toBe('masked')
    expect(mask({ kind: 'spółka', nip: '1' })['nip']).toBe('1')
    expect(mask({ kind: null, nip: '1' })['nip']).toBe('1')
  })

  it('compares as the database does: without padding, and without letter case where it has none', () => {
    const choose = (ignoresCase: boolean) =>
      rowsMasker({
        kind: { op: 'keep' },
        nip: {
          op: 'when',
          column: 'kind',
          equals: ['Jdż'],
          negate: false,
          ...(ignoresCase ? { ignoresCase } : {}),
          // oxlint-disable-next-line unicorn/no-thenable -- the name of the program's part; never awaited
          then: constant('masked'),
          otherwise: { op: 'keep' },
        },
      })
    for (const kind of ['Jdż', 'Jdż   '])
      expect(choose(false)({ kind, nip: '1' })['nip']).toBe('masked')
    for (const kind of ['jdż', 'JDŻ ', 'Jdż'])
      expect(choose(true)({ kind, nip: '1' })['nip']).toBe('masked')
    expect(choose(false)({ kind: 'jdż', nip: '1' })['nip']).toBe('1')
    expect(choose(true)({ kind: ' jdż', nip: '1' })['nip']).toBe('1')
  })

  it('does not guess a condition whose column the rows do not carry', () => {
    const program: Program = {
      op: 'when',
      column: 'kind',
      equals: ['JDG'],
      negate: false,
      // oxlint-disable-next-line unicorn/no-thenable -- the name of the program's part; never awaited
      then: token,
      otherwise: { op: 'keep' },
    }
    expect(() => rowsMasker({ nip: program })).toThrow(
      expect.objectContaining({ code: 'POLIGON_VALUE', place: { field: 'nip' } }),
    )
  })

  it('refuses a column that the plan does not know', () => {
    expect(() => createRowMasker(tableOf({ a: token }), ['a', 'b'], testKey, undefined)).toThrow(
      expect.objectContaining({ code: 'POLIGON_POLICY_UNCOVERED', place: { table: 'people' } }),
    )
  })

  it('names the column of a value that it cannot mask', () => {
    const date: Program = {
      op: 'shift-date',
      subject: { domain: 'date', canonical: 'text' },
      move: { days: 1 },
    }
    expect(() => rowsMasker({ a: token, born: date })({ a: 'x', born: 'y' })).toThrow(
      expect.objectContaining({ code: 'POLIGON_VALUE', place: { field: 'born' } }),
    )
  })

  it('refuses to give a value back that the program cannot tell from its mask', () => {
    const literal: Program = { ...token, pieces: [{ piece: 'literal', text: 'same' }] }
    expect(() => rowsMasker({ a: literal })({ a: 'same' })).toThrow(
      expect.objectContaining({ code: 'POLIGON_VALUE' }),
    )
    expect(rowsMasker({ a: literal })({ a: 'other' })['a']).toBe('same')
  })

  it('refuses a mask that is longer than its column', () => {
    expect(() => rowsMasker({ a: { ...token, maxLength: 12 } })({ a: 'x' })).toThrow(/longer than/)
  })
})
