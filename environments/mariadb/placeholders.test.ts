import { describe, expect, it } from 'vitest'
import { fillPlaceholders } from './placeholders.ts'

describe('numbered parameters', () => {
  it('are filled in by number, as often as they stand there', () => {
    expect(fillPlaceholders('$2, $1, $2', ['a', 7])).toBe(`7, 'a', 7`)
    expect(fillPlaceholders('$1 $2 $10', [null, true, 0, 0, 0, 0, 0, 0, 0, 'ten'])).toBe(
      `NULL true 'ten'`,
    )
  })

  it('cannot end the string they stand in', () => {
    expect(fillPlaceholders('SELECT $1', [`'; DROP TABLE t; -- \\`])).toBe(
      `SELECT '\\'; DROP TABLE t; -- \\\\'`,
    )
  })

  it('are left alone in strings, names and comments', () => {
    const sql = "SELECT '$1', \"$1\", `$1`, 'it''s $1', '\\'$1' -- $1\n # $1\n /* $1 */"
    expect(fillPlaceholders(sql, ['x'])).toBe(sql)
  })

  it('must all be given', () => {
    expect(() => fillPlaceholders('SELECT $2', ['x'])).toThrow(RangeError)
  })
})
