import { describe, expect, it } from 'vitest'
import { BytePool } from './byte-pool.ts'

describe('a pool of bytes', () => {
  it('hands out what was given back, whatever part of it was given', () => {
    const pool = new BytePool()
    const bytes = pool.take(100_000)
    pool.give(bytes.subarray(10, 20))
    expect(pool.take(100_000).buffer).toBe(bytes.buffer)
  })

  it('never hands out the same bytes twice', () => {
    const pool = new BytePool()
    const first = pool.take(100_000)
    pool.give(first)
    expect(pool.take(100_000).buffer).not.toBe(pool.take(100_000).buffer)
  })

  it('hands out as many bytes as are asked for', () => {
    const pool = new BytePool()
    pool.give(pool.take(100_000))
    expect(pool.take(3_000_000).length).toBeGreaterThanOrEqual(3_000_000)
  })

  it('does not keep what single long rows needed', () => {
    const pool = new BytePool()
    const long = pool.take(20_000_000)
    pool.give(long)
    expect(pool.take(20_000_000).buffer).not.toBe(long.buffer)
  })
})
