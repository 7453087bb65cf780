import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HmacSha256 } from './hmac-sha256.ts'

const hex = (digest: Int32Array) => {
  const bytes = Buffer.alloc(32)
  digest.forEach((word, i) => bytes.writeInt32BE(word, i * 4))
  return bytes.toString('hex')
}

const bigEndian = (words: readonly number[]) => {
  const bytes = Buffer.alloc(words.length * 4)
  words.forEach((word, i) => bytes.writeInt32BE(word, i * 4))
  return bytes
}

const reference = (key: Uint8Array, message: Uint8Array) =>
  createHmac('sha256', key).update(message).digest('hex')

describe('HmacSha256', () => {
  it('is that of node:crypto for keys and messages of every length', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(20),
        (key, bytes, from) => {
          const hash = new HmacSha256(key)
          const to = Math.max(from, bytes.length)
          hash.hash(bytes, Math.min(from, bytes.length), bytes.length)
          expect(hex(hash.digest)).toBe(reference(key, bytes.subarray(from, to)))
        },
      ),
    )
    const hash = new HmacSha256(Buffer.from('key'))
    for (let length = 0; length < 140; length++) {
      const message = Buffer.alloc(length, length)
      hash.hash(message)
      expect(hex(hash.digest)).toBe(reference(Buffer.from('key'), message))
    }
  })

  it('takes words as four bytes each, the most significant first', () => {
    const int = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })
    fc.assert(
      fc.property(
        fc.array(int, { minLength: 5, maxLength: 70 }),
        ([a = 0, b = 0, c = 0, d = 0, e = 0, ...more]) => {
          const key = Buffer.from('a key for tests only')
          const hash = new HmacSha256(key)
          hash.hashWords(a, b, c, d, e)
          expect(hex(hash.digest)).toBe(reference(key, bigEndian([a, b, c, d, e])))
          const words = [a, b, c, d, e, ...more]
          hash.hashInts(Int32Array.from(words), words.length)
          expect(hex(hash.digest)).toBe(reference(key, bigEndian(words)))
          const digest = Buffer.from(hex(hash.digest), 'hex')
          const derived = hash.derived()
          derived.hash(Buffer.from('v'))
          expect(hex(derived.digest)).toBe(reference(digest, Buffer.from('v')))
        },
      ),
    )
  })
})
