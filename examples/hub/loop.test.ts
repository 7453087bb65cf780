import { describe, expect, it } from 'vitest'
import { startLoop } from './loop.ts'
import { pauseBefore } from './pause.ts'

describe('pauseBefore', () => {
  it('doubles up to the longest, within a fifth', () => {
    expect([1, 2, 3, 4, 9].map((n) => pauseBefore(n, 100, 1000, 0.5))).toEqual([
      100, 200, 400, 800, 1000,
    ])
    expect(pauseBefore(1, 100, 1000, 0)).toBe(80)
    expect(pauseBefore(1, 100, 1000, 1)).toBe(120)
  })
})

describe('a loop', () => {
  it('never makes two passes at once, and ends after the last', async () => {
    const stop = new AbortController()
    let inside = 0
    let most = 0
    let passes = 0
    const pass = async () => {
      most = Math.max(most, ++inside)
      await new Promise((resolve) => setImmediate(resolve))
      inside--
      return ++passes
    }
    const loop = startLoop('test', 1, pass, stop.signal)
    await Promise.all([loop.trigger(), loop.trigger(), loop.trigger()])
    stop.abort()
    await loop.ended
    expect(loop.busy()).toBe(false)
    expect(most).toBe(1)
    expect(passes).toBeGreaterThanOrEqual(4)
  })

  it('goes on after a pass that failed, and tells whoever triggered it', async () => {
    const stop = new AbortController()
    let failing = true
    const pass = () => (failing ? Promise.reject(new Error('broken')) : Promise.resolve(1))
    const loop = startLoop('test', undefined, pass, stop.signal)
    await expect(loop.trigger()).rejects.toThrow('broken')
    failing = false
    expect(await loop.trigger()).toBe(1)
    stop.abort()
    await loop.ended
  })
})
