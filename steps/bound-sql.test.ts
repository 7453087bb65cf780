import { describe, expect, it } from 'vitest'
import { bindSql } from './bound-sql.ts'

describe('a statement of a pack', () => {
  it('takes values as parameters, never as text', () => {
    const hostile = "x'; DROP TABLE orders; --"
    expect(
      bindSql(
        'UPDATE orders SET a = ${self.a}, b = ${row.b} WHERE a <> ${self.a}',
        { 'self.a': hostile, 'row.b': null },
        'order, prepare',
      ),
    ).toEqual({
      sql: 'UPDATE orders SET a = $1, b = $2 WHERE a <> $1',
      parameters: [hostile, null],
    })
  })

  it('says what a name could have been', () => {
    expect(() => bindSql('SELECT ${self.nunber}', { 'self.number': '1' }, 'order, find')).toThrow(
      /order, find: there is nothing called self\.nunber.*self\.number/,
    )
  })
})
