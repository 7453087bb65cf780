import { describe, expect, it } from 'vitest'
import { copyPosition, errorText } from './error-text.ts'

describe('what PostgreSQL says of an error', () => {
  const failure = {
    message: 'duplicate key value violates unique constraint "people_email_key"',
    detail: 'Key (email)=(anna@example.com) already exists.',
    code: '23505',
    table: 'people',
    constraint: 'people_email_key',
    where: 'COPY people, line 12, column email: "anna@example.com"',
  }

  it('is told in our words, with names and without values', () => {
    expect(errorText(failure)).toBe(
      'a value that must be unique is there twice (SQLSTATE 23505, table people, constraint people_email_key)',
    )
  })

  it('holds the row and the column of a COPY', () => {
    expect(copyPosition(failure)).toEqual({ line: 12, column: 'email' })
    expect(copyPosition({ where: 'COPY people, line 3: "12\tAnna"' })).toEqual({ line: 3 })
    expect(copyPosition({})).toEqual({})
  })

  it('is a lost connection when there is no code', () => {
    expect(errorText(new Error('Connection terminated: secret'))).toBe('the connection was lost')
  })
})
