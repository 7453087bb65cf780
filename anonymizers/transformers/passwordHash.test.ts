import { argon2Sync, createHash, createHmac, pbkdf2Sync, scryptSync } from 'node:crypto'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { columnOf, maskerOf } from '../transformer.contract.ts'
import passwordHash, { testPassword } from './passwordHash.ts'

interface Bcrypt {
  compareSync(password: string, hash: string): boolean
}

/** An implementation of others that some other package brings along; absent in a bare install. */
function bcryptjs(): Bcrypt | undefined {
  try {
    return createRequire(import.meta.url)('bcryptjs') as Bcrypt
  } catch {
    return undefined
  }
}

const mask = maskerOf(passwordHash.compile({ otherwise: 'bcrypt' }, columnOf('text')))
const bcrypt = bcryptjs()

/** Base64 as passlib writes it: a dot in place of the plus, nothing behind. */
const fromPasslib = (text: string): Buffer => Buffer.from(text.replaceAll('.', '+'), 'base64')

const digest = (algorithm: string, ...parts: readonly (string | Buffer)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash(algorithm)).digest()

function byPbkdf2(password: string, hash: string): boolean {
  const [, scheme = '', rounds, salt = '', sum = ''] = hash.split('$')
  const wanted = fromPasslib(sum)
  const derived = pbkdf2Sync(
    password,
    fromPasslib(salt),
    Number(rounds),
    wanted.length,
    scheme.replace('pbkdf2-', ''),
  )
  return derived.equals(wanted)
}

function byDjango(password: string, hash: string): boolean {
  const [, rounds, salt = '', sum = ''] = hash.split('$')
  return pbkdf2Sync(password, salt, Number(rounds), 32, 'sha256').toString('base64') === sum
}

function byScrypt(password: string, hash: string): boolean {
  const [, , costs = '', salt = '', sum = ''] = hash.split('$')
  const [, ln, r, p] = /^ln=(\d+),r=(\d+),p=(\d+)$/.exec(costs) ?? []
  const wanted = Buffer.from(sum, 'base64')
  const options = { N: 2 ** Number(ln), r: Number(r), p: Number(p) }
  return scryptSync(password, Buffer.from(salt, 'base64'), wanted.length, options).equals(wanted)
}

/** The header of scrypt's file format: magic, costs, salt, a checksum and a signature by the derived key. */
function byScryptFile(password: string, hash: string): boolean {
  const bytes = Buffer.from(hash, 'base64')
  const N = 2 ** (bytes[7] ?? 0)
  const [r, p] = [bytes.readUInt32BE(8), bytes.readUInt32BE(12)]
  const key = scryptSync(password, bytes.subarray(16, 48), 64, { N, r, p, maxmem: 2 ** 27 })
  const signature = createHmac('sha256', key.subarray(32)).update(bytes.subarray(0, 64)).digest()
  return (
    bytes.subarray(0, 7).equals(Buffer.from('scrypt\0')) &&
    digest('sha256', bytes.subarray(0, 48)).subarray(0, 16).equals(bytes.subarray(48, 64)) &&
    signature.equals(bytes.subarray(64))
  )
}

/** The portable hashes of phpass: MD5 in rounds, and a base64 of its own with the low bits first. */
function byPhpass(password: string, hash: string): boolean {
  const letters = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  const salt = hash.slice(4, 12)
  const rounds = 2 ** letters.indexOf(hash.charAt(3))
  const sum = Array.from({ length: rounds }).reduce<Buffer>(
    (before) => digest('md5', before, password),
    digest('md5', salt, password),
  )
  const written = Array.from({ length: Math.ceil(sum.length / 3) }, (_, i) => {
    const group = sum.subarray(3 * i, 3 * i + 3)
    const bits = group.reduce((all, byte, at) => all | (byte << (8 * at)), 0)
    return Array.from({ length: group.length + 1 }, (_one, at) => letters[(bits >> (6 * at)) & 63])
  })
  return written.flat().join('') === hash.slice(12)
}

function byMagento(password: string, hash: string): boolean {
  const [sum, salt = '', version] = hash.split(':')
  return version === '1' && digest('sha256', salt, password).toString('hex') === sum
}

function byArgon2(password: string, hash: string): boolean {
  const [, scheme, version, costs = '', salt = '', sum = ''] = hash.split('$')
  if (scheme !== 'argon2id' && scheme !== 'argon2i') return false
  const [, memory, passes, parallelism] = /^m=(\d+),t=(\d+),p=(\d+)$/.exec(costs) ?? []
  const wanted = Buffer.from(sum, 'base64')
  const derived = argon2Sync(scheme, {
    message: password,
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: wanted.length,
  })
  return version === 'v=19' && derived.equals(wanted)
}

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

  it.skipIf(!bcrypt)('verifies as WordPress does since 6.8, by bcrypt over HMAC-SHA-384', () => {
    const hash = mask('$wp$2y$10$x') ?? ''
    const inner = (password: string) =>
      createHmac('sha384', 'wp-sha384').update(password).digest('base64')
    expect(hash).toMatch(/^\$wp\$2y\$10\$/)
    expect(bcrypt?.compareSync(inner(testPassword), hash.slice('$wp'.length))).toBe(true)
    expect(bcrypt?.compareSync(inner(`${testPassword}x`), hash.slice('$wp'.length))).toBe(false)
  })

  it.each([
    ['argon2id', '$argon2id$v=19$m=65536,t=4,p=1$x', byArgon2],
    ['argon2i', '$argon2i$v=19$m=65536,t=4,p=1$x', byArgon2],
    ['PBKDF2-SHA-512 of passlib', '$pbkdf2-sha512$600000$x$y', byPbkdf2],
    ['PBKDF2-SHA-256 of passlib', '$pbkdf2-sha256$29000$x$y', byPbkdf2],
    ['PBKDF2-SHA-256 of Django', 'pbkdf2_sha256$870000$x$y', byDjango],
    ['scrypt of passlib', '$scrypt$ln=16,r=8,p=1$x$y', byScrypt],
    ['the file format of scrypt', 'c2NyeXB0AA8AAAAIAAAAAQ', byScryptFile],
    ['phpass', '$P$BdKmIYJfEiPlbBKtyDBfbN3Ps9Qr2W/', byPhpass],
    ['phpass of phpBB', '$H$9dKmIYJfEiPlbBKtyDBfbN3Ps9Qr2W/', byPhpass],
    ['Magento, sha256', `${'a1'.repeat(32)}:${'b2'.repeat(16)}:1`, byMagento],
    ['Magento, argon2id', `${'a1'.repeat(32)}:${'b2'.repeat(16)}:3_32_2_67108864`, byMagento],
  ])('verifies by %s', (_, before, verifies) => {
    const hash = mask(before) ?? ''
    expect(verifies(testPassword, hash)).toBe(true)
    expect(verifies(`${testPassword}x`, hash)).toBe(false)
    expect(mask(hash)).toBe(hash)
  })

  it('is a plain MD5 where the policy says so, and where no scheme is named', () => {
    const legacy = maskerOf(passwordHash.compile({ otherwise: 'md5' }, columnOf('text')))
    expect(legacy('098f6bcd4621d373cade4e832627b4f6')).toBe(
      digest('md5', testPassword).toString('hex'),
    )
    expect(legacy('$2y$12$x')).toMatch(/^\$2y\$10\$/)
  })

  it('is of a scheme for which the column has room', () => {
    const narrow = { ...columnOf('text'), maxLength: 60 }
    const short = maskerOf(passwordHash.compile({ otherwise: 'bcrypt' }, narrow))
    expect(short('$pbkdf2-sha512$25000$x$y')).toMatch(/^\$2y\$10\$/)
    expect(short('$P$BdKmIYJfEiPlbBKtyDBfbN3Ps9Qr2W/')).toMatch(/^\$P\$B/)
  })
})
