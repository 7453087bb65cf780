import { Readable, type Transform } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { array, assert, asyncProperty, constantFrom, nat, uint8Array } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLz4Pack, createLz4Unpack } from './frame.ts'
import { Xxh32 } from './xxh32.ts'

const through = (stream: Transform, chunks: readonly Uint8Array[]): Promise<Buffer> =>
  buffer(Readable.from(chunks).compose(stream))
const unpack = (bytes: Buffer) => through(createLz4Unpack(), [bytes])
const failing = (bytes: Buffer) =>
  unpack(bytes).then(
    () => undefined,
    (failure: unknown) => failure as NodeJS.ErrnoException,
  )

/** `lz4 -B4 -BD` of 5,000 equal rows: several blocks of 64 KB that reach into each other, and checksums. */
const linked = Buffer.from(
  'BCJNGERAXiUBAAD/CzEJamFuQGZpcm1hLnBsCVphxbzDs8WCxIcKGgD/////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////zlAucGwJWgYBAAAP8P////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////+0UMWCxIcKAAAAAHdAJI0=',
  'base64',
)
const row = '1\tjan@firma.pl\tZażółć\n'

describe('LZ4 frames', () => {
  it('come back as they went in, whatever is in them and however they come', async () => {
    const run = array(
      constantFrom(...['a', 'ab', row, row.repeat(3000)].map((text) => Buffer.from(text))),
      { maxLength: 12 },
    )
    await assert(
      asyncProperty(array(uint8Array({ maxLength: 300 })), run, async (noise, texts) => {
        const chunks = [...noise, ...texts, ...noise]
        const packed = await through(createLz4Pack(), chunks)
        expect((await unpack(packed)).equals(Buffer.concat(chunks))).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('of other programs are read, blocks that reach into each other too', async () => {
    expect((await unpack(linked)).toString()).toBe(row.repeat(5000))
    const bytes = [...linked].map((code) => Buffer.of(code))
    expect((await through(createLz4Unpack(), bytes)).toString()).toBe(row.repeat(5000))
  })

  it('may follow each other', async () => {
    expect((await unpack(Buffer.concat([linked, linked]))).toString()).toBe(row.repeat(10_000))
  })

  it('are refused wherever they are cut off', async () => {
    for (let length = 1; length < linked.length; length += 13)
      expect((await failing(linked.subarray(0, length)))?.code, `${length}`).toBe('ERR_LZ4')
  })

  it('are refused when a byte of them is another, unless they still say the same', async () => {
    const untouched = row.repeat(5000)
    const outcomeOf = (bytes: Buffer) =>
      unpack(bytes).then(
        (text) => (text.toString() === untouched ? 'the same' : 'another text'),
        (failure: unknown) => (failure as NodeJS.ErrnoException).code,
      )
    // The last sequence of a block has no match, so the lower half of its token says nothing.
    const saysTheSame = Buffer.from(linked)
    saysTheSame[564] = (saysTheSame[564] as number) + 1
    expect(await outcomeOf(saysTheSame)).toBe('the same')
    await assert(
      asyncProperty(nat(linked.length - 1), nat(254), async (at, change) => {
        const damaged = Buffer.from(linked)
        damaged[at] = ((damaged[at] as number) + 1 + change) & 255
        expect(await outcomeOf(damaged)).toBeOneOf(['ERR_LZ4', 'the same'])
      }),
      { numRuns: 60 },
    )
  })
})

describe('XXH32', () => {
  it('is that of its specification', () => {
    const hash = (text: string) => new Xxh32().add(Buffer.from(text)).digest()
    expect(hash('')).toBe(0x02cc5d05)
    expect(hash('abc')).toBe(0x32d153ff)
    expect(hash('Nobody inspects the spammish repetition')).toBe(0xe2293b2f)
  })
})
