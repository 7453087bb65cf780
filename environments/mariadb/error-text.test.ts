import { describe, expect, it } from 'vitest'
import { errorText } from './error-text.ts'

describe('what MariaDB says of an error', () => {
  it('is told in our words, without values', () => {
    const failure = Object.assign(new Error(`Duplicate entry 'anna@example.com' for key 'email'`), {
      errno: 1062,
      code: 'ER_DUP_ENTRY',
    })
    expect(errorText(failure)).toBe(
      'a value that must be unique is there twice (error 1062 ER_DUP_ENTRY)',
    )
  })

  it('is a lost connection when it is not from the server', () => {
    expect(errorText({ code: 'ECONNRESET', errno: -104 })).toBe(
      'the connection was lost (ECONNRESET)',
    )
  })
})
