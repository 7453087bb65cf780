import { describe, expect, it } from 'vitest'
import { PoligonError, errorCatalogue, exitCodes } from './errors.ts'
import { name, names, say } from './redacted.ts'

describe('redacted text', () => {
  it('takes names and numbers only', () => {
    expect(say`table ${name('orders')}, row ${12}`).toBe('table orders, row 12')
    // @ts-expect-error a plain string could be a value from the data
    const unsafe = say`${'anna@sklep.example'}`
    expect(unsafe).toBeTypeOf('string')
  })

  it('shows control characters of a hostile name as a dot', () => {
    expect(name('a\u001b[2Jb\nc')).toBe('a·[2Jb·c')
  })

  it('cuts long lists with their count', () => {
    expect(names(['a', 'b'])).toBe('a, b')
    expect(names(['a', 'b', 'c'], 2)).toBe('a, b and 1 more')
    expect(names([])).toBe('none')
  })
})

describe('errors', () => {
  it('say what, where and what to do, in this order', () => {
    const error = new PoligonError('POLIGON_VALUE', {
      what: say`The value is not valid JSON.`,
      place: { table: 'orders', field: 'data', row: 7, byteOffset: 1234 },
      remedy: say`Mask the whole column, or mend the row.`,
    })
    expect(error.message).toBe(
      'The value is not valid JSON. (table orders, column data, row 7, byte 1234) Mask the whole column, or mend the row.',
    )
    expect(error.exitCode).toBe(3)
  })

  it('have an exit code and a meaning each', () => {
    const entries = Object.entries(errorCatalogue)
    expect(entries.length).toBeGreaterThan(10)
    for (const [code, { exit, meaning }] of entries) {
      expect(code).toMatch(/^POLIGON_[A-Z_]+$/)
      expect(exitCodes[exit]).toBeTypeOf('number')
      expect(meaning).toMatch(/\.$/)
    }
  })
})
