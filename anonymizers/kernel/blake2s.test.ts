import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Blake2s, digestBytes } from './blake2s.ts'

function hash(message: Uint8Array, key?: Uint8Array): string {
  const blake = new Blake2s(key)
  blake.hash(message)
  return Buffer.from(digestBytes(blake.digest)).toString('hex')
}

const counting = (length: number) => Uint8Array.from({ length }, (_, i) => i)

describe('Blake2s', () => {
  it('gives the digest of RFC 7693, appendix B', () => {
    expect(hash(Buffer.from('abc'))).toBe(
      '508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982',
    )
  })

  // blake2s.txt of the reference implementation: key 000102…1f, messages 00, 0001, …
  it.each([
    [0, '48a8997da407876b3d79c0d92325ad3b89cbb754d86ab71aee047ad345fd2c49'],
    [1, '40d15fee7c328830166ac3f918650f807e7e01e177258cdc0a39b11f598066f1'],
    [63, 'c65382513f07460da39833cb666c5ed82e61b9e998f4b0c4287cee56c3cc9bcd'],
    [64, '8975b0577fd35566d750b362b0897a26c399136df07bababbde6203ff2954ed4'],
    [255, '3fb735061abc519dfe979e54c1ee5bfad0a9d858b3315bad34bde999efd724dd'],
  ])('gives the published keyed digest of %i bytes', (length, digest) => {
    expect(hash(counting(length), counting(32))).toBe(digest)
  })

  it('agrees with OpenSSL on every message', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (message) => {
        expect(hash(message)).toBe(createHash('blake2s256').update(message).digest('hex'))
      }),
    )
  })

  it('hashes a part of a buffer as the part alone', () => {
    const blake = new Blake2s(counting(16))
    blake.hash(counting(200), 20, 130)
    expect(Buffer.from(digestBytes(blake.digest)).toString('hex')).toBe(
      hash(counting(200).slice(20, 130), counting(16)),
    )
  })

  it('hashes five words as their 20 bytes', () => {
    const words = new Int32Array([1, -2, 3, -4, 5])
    const blake = new Blake2s(counting(32))
    blake.hashWords(1, -2, 3, -4, 5)
    expect(Buffer.from(digestBytes(blake.digest)).toString('hex')).toBe(
      hash(new Uint8Array(words.buffer), counting(32)),
    )
  })

  it('hashes words as their bytes, however many', () => {
    fc.assert(
      fc.property(fc.int32Array({ minLength: 1, maxLength: 60 }), (words) => {
        const blake = new Blake2s(counting(32))
        blake.hash(counting(64))
        blake.hashInts(words, words.length)
        expect(Buffer.from(digestBytes(blake.digest)).toString('hex')).toBe(
          hash(new Uint8Array(words.buffer, words.byteOffset, words.byteLength), counting(32)),
        )
      }),
    )
  })

  it('refuses a key that is too long', () => {
    expect(() => new Blake2s(counting(33))).toThrow(RangeError)
  })
})
