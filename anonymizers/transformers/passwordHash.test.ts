import { argon2Sync } from 'node:crypto'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { columnOf, maskerOf } from '../transformer.contract.ts'
import passwordHash, { testPassword } from './passwordHash.ts'

/** An implementation of others that some other package brings along; absent in a bare install. */
function bcryptjs(): { compareSync(password: string, hash: string): boolean } | undefined {
  try {
    return createRequire(import.meta.url)('bcryptjs') as ReturnType<typeof bcryptjs>
  } catch {
    return undefined
  }
}

const mask = maskerOf(passwordHash.compile({}, columnOf('text')))
const bcrypt = bcryptjs()

describe('the hash of the test password', () => {
  it('is of the password that the guides name', () => {
    expect(testPassword).toBe('Poligon-test-1')
  })

  it.skipIf(!bcrypt).each(['$2y$12$x', '$2b$12$x', '$2a$10$x', 'md5 or whatever'])(
    'verifies by bcrypt where there was %s',
    (before) => {
      const hash = mask(before) ?? ''
      expect(bcrypt?.compareSync(testPassword, hash)).toBe(true)
      expect(bcrypt?.compareSync(`${testPassword}x`, hash)).toBe(false)
    },
  )

  it.each(['argon2id', 'argon2i'] as const)('verifies by %s', (scheme) => {
    const [, name, version, costs, salt = '', tag = ''] = (mask(`$${scheme}$v=19$x`) ?? '').split(
      '$',
    )
    expect([name, version]).toEqual([scheme, 'v=19'])
    const [, memory, passes, parallelism] = /^m=(\d+),t=(\d+),p=(\d+)$/.exec(costs ?? '') ?? []
    const derived = (password: string) =>
      argon2Sync(scheme, {
        message: password,
        nonce: Buffer.from(salt, 'base64'),
        memory: Number(memory),
        passes: Number(passes),
        parallelism: Number(parallelism),
        tagLength: Buffer.from(tag, 'base64').length,
      })
    expect(derived(testPassword)).toEqual(Buffer.from(tag, 'base64'))
    expect(derived(`${testPassword}x`)).not.toEqual(Buffer.from(tag, 'base64'))
  })
})
