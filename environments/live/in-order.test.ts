import { array, assert, asyncProperty, nat, uint8Array } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inOrder, type Part } from './in-order.ts'

const megabyte = new Uint8Array(1024 * 1024)

/** Reads with a turn of the event loop before each chunk, and as many more as the connection is slow. */
const part = (chunks: readonly Uint8Array[], onRead = () => {}): Part<number> => ({
  async *read(slow) {
    for (const chunk of chunks) {
      for (let turn = 0; turn <= slow; turn++) await new Promise((next) => setImmediate(next))
      onRead()
      yield chunk
    }
  },
})

const collect = async (bytes: AsyncIterable<Uint8Array>) => {
  const all: Uint8Array[] = []
  for await (const chunk of bytes) all.push(chunk)
  return Buffer.concat(all)
}

describe('parts that several connections read', () => {
  it('come in their order, whichever connection is slow', async () => {
    await assert(
      asyncProperty(
        array(array(uint8Array({ minLength: 1, maxLength: 4 }), { maxLength: 4 }), {
          maxLength: 8,
        }),
        array(nat(3), { minLength: 1, maxLength: 4 }),
        async (parts, connections) => {
          const read = await collect(
            inOrder(
              parts.map((chunks) => part(chunks)),
              connections,
            ),
          )
          expect(read).toEqual(Buffer.concat(parts.flat()))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('are held to a bound when the first of them is slow', async () => {
    let read = 0
    let begin = () => {}
    const first: Part<number> = {
      async *read() {
        await new Promise<void>((go) => (begin = go))
        yield new Uint8Array(1)
      },
    }
    const others = Array.from({ length: 100 }, () => part([megabyte], () => void read++))
    const bytes = inOrder([first, ...others], [0, 0, 0])
    const one = bytes.next()
    for (let turn = 0; turn < 500; turn++) await new Promise((next) => setImmediate(next))
    expect(read).toBeGreaterThan(20)
    expect(read).toBeLessThan(40)
    begin()
    await one
    expect((await collect(bytes)).length).toBe(100 * megabyte.length)
  })

  it('end with what a connection fails with', async () => {
    const failing: Part<number> = {
      // eslint-disable-next-line require-yield
      async *read() {
        throw new Error('gone')
      },
    }
    await expect(collect(inOrder([part([megabyte]), failing], [0, 0]))).rejects.toThrow('gone')
  })

  it('are read no more when nobody takes them', async () => {
    let read = 0
    const bytes = inOrder(
      Array.from({ length: 10 }, () => part([megabyte], () => void read++)),
      [0],
    )
    await bytes.next()
    await bytes.return(undefined)
    const before = read
    for (let turn = 0; turn < 50; turn++) await new Promise((next) => setImmediate(next))
    expect(read - before).toBeLessThan(2)
  })
})
