import { describe, expect, it } from 'vitest'
import type { CanonicalForm } from '../programs/subject.ts'
import { BitStream, KeyedHash, ownSubject } from './keyed-hash.ts'

const key = Buffer.from('a key for tests only')

function subject(domain: string, form: CanonicalForm, value: string, under: Uint8Array = key) {
  const words = { w0: 0, w1: 0, w2: 0, w3: 0 }
  new KeyedHash(under).subjects(domain, form)(Buffer.from(value), words)
  return words
}

describe('KeyedHash', () => {
  it('finds one subject for all spellings, and another in every domain and under every key', () => {
    const found = subject('email', 'email', 'jan@wp.pl')
    expect(subject('email', 'email', ' JAN@wp.pl')).toEqual(found)
    expect(subject('login', 'email', 'jan@wp.pl')).not.toEqual(found)
    expect(
      subject(
        'email',
        'email',
        'jan@wp.pl',
        Buffer.from('another key, longer than 32 bytes of it'),
      ),
    ).not.toEqual(found)
    expect(subject('email', 'email', 'jan@wp.pm')).not.toEqual(found)
  })

  it('uses every byte of the key', () => {
    const long = Buffer.alloc(64, 7)
    const other = Buffer.from(long)
    other[63] = 8
    expect(subject('d', 'exact', 'v', long)).not.toEqual(subject('d', 'exact', 'v', other))
  })
})

describe('BitStream', () => {
  const draw = (attempt: number, count: number) => {
    const bits = new BitStream(new KeyedHash(key).purpose('test'))
    bits.start(subject('d', 'exact', 'v'), attempt)
    return Array.from({ length: count }, () => bits.word())
  }

  it('gives the same words again, and others for every attempt and block', () => {
    expect(draw(0, 40)).toEqual(draw(0, 40))
    expect(new Set([...draw(0, 40), ...draw(1, 40)]).size).toBe(80)
  })

  it('begins with the half of the digest that is not the subject, where that is of the value itself', () => {
    const hash = new KeyedHash(key)
    const own = ownSubject()
    hash.subjects('d', 'exact')(Buffer.from('v'), own)
    const { w0, w1, w2, w3, rest } = own
    hash.purpose('subject/d').hash(Buffer.from('v'))
    expect([w0, w1, w2, w3, ...rest]).toEqual([...hash.purpose('subject/d').digest])
    const bits = new BitStream(hash.purpose('test'))
    const words = (attempt: number, count: number) => {
      bits.start(own, attempt)
      return Array.from({ length: count }, () => bits.word())
    }
    expect(words(0, 40)).toEqual([...rest, ...draw(0, 36)])
    expect(words(1, 40)).toEqual(draw(1, 40))
  })

  it('draws evenly below a bound', () => {
    const bits = new BitStream(new KeyedHash(key).purpose('test'))
    bits.start(subject('d', 'exact', 'v'), 0)
    const draws = Array.from({ length: 3000 }, () => bits.below(3))
    for (const value of [0, 1, 2]) {
      const count = draws.filter((draw) => draw === value).length
      expect(count).toBeGreaterThan(900)
      expect(count).toBeLessThan(1100)
    }
  })
})
