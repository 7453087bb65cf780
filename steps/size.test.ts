import { describe, expect, it } from 'vitest'
import { parseSize, sizePattern } from './size.ts'

describe('a size in a step', () => {
  it.each([
    ['0 B', 0],
    ['512 B', 512],
    ['10 kB', 10_000],
    ['10kB', 10_000],
    ['0,5 MB', 500_000],
    ['1.5 MB', 1_500_000],
  ])('%s', (text, bytes) => {
    expect(sizePattern.exec(text)?.[0]).toBe(text)
    expect(parseSize(text)).toBe(bytes)
  })
})
