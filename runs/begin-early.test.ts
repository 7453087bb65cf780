import { describe, expect, it } from 'vitest'
import type { DumpPiece } from '../core/contracts/dump.ts'
import { beginEarly } from './begin-early.ts'

function source() {
  const seen: string[] = []
  async function* pieces(): AsyncGenerator<DumpPiece> {
    try {
      for (const number of [1, 2, 3]) {
        seen.push(`piece ${number}`)
        yield { kind: 'statement', bytes: Uint8Array.of(number) }
      }
    } finally {
      seen.push('closed')
    }
  }
  return { seen, pieces: pieces() }
}

describe('pieces that are begun early', () => {
  it('are asked for one, and the others when they are read', async () => {
    const { seen, pieces } = source()
    const begun = beginEarly(pieces)
    expect(seen).toEqual(['piece 1'])
    const read: number[] = []
    for await (const { bytes } of begun) {
      read.push(...bytes)
      expect(seen.at(-1)).toBe(`piece ${read.length}`)
    }
    expect(read).toEqual([1, 2, 3])
    expect(seen.at(-1)).toBe('closed')
  })

  it('are closed when their reader stops, or never begins', async () => {
    const [stopped, never] = [source(), source()]
    for await (const _ of beginEarly(stopped.pieces)) break
    await beginEarly(never.pieces).giveUp()
    for (const { seen } of [stopped, never]) expect(seen).toEqual(['piece 1', 'closed'])
  })

  it('tell what went wrong with the first to who reads it', async () => {
    const failing = () => {
      const { pieces } = source()
      pieces.next = () => Promise.reject(new Error('no first piece'))
      return pieces
    }
    const begun = beginEarly(failing())
    await expect(begun[Symbol.asyncIterator]().next()).rejects.toThrow('no first piece')
    await expect(beginEarly(failing()).giveUp()).resolves.toBeUndefined()
  })
})
