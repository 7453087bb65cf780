import { deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { openScratch } from '../subset/scratch.ts'
import { JavaScriptLedger } from './javascript-ledger.ts'
import { wasmLedger } from './ledger.fixture.ts'
import type { Leaf } from './leaves.ts'

const scratch = openScratch()
afterAll(() => scratch[Symbol.dispose]())

const leaf: Leaf = {
  table: 'customer',
  column: 'email',
  kind: 'email',
  grade: 'sure',
  form: 'text',
  changes: true,
}
const ledgers = [wasmLedger({ leaves: 2, most: 10, scratch }), new JavaScriptLedger()] as const
for (const ledger of ledgers) {
  ledger.add(1, leaf, Buffer.from('jan.kowalski@poczta.pl'))
  ledger.seal()
}

/** How many texts each kernel says that it did not look into to the end. */
const unread = (...texts: readonly (string | Uint8Array)[]) =>
  ledgers.map((ledger) => {
    const before = ledger.unread
    for (const text of texts) ledger.search(Buffer.from(text), () => {})
    return ledger.unread - before
  })

const letter = 'Dzień dobry, zamówienie numer siedem jest w drodze do Państwa. '.repeat(20)
const numbers = Array.from({ length: 5000 }, (_, i) => `wiersz ${(i * 7919) % 100_003}`).join('; ')
const inBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
/** Packed, and put into letters, so that it is text again. */
const packed = (text: string, times: number): string =>
  times === 0 ? text : packed(inBase64(gzipSync(text)), times - 1)

describe('what is compressed and not looked into to its end', () => {
  it.each([
    ['no text', inBase64(gzipSync(Buffer.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])))],
    ['compressed four times over', packed(letter, 4)],
    ['compressed again without letters between', gzipSync(gzipSync(letter))],
    ['longer than 8 MB', gzipSync('zdanie, które się powtarza. '.repeat(400_000))],
    ['damaged', gzipSync(letter).fill(0xff, 12, 60)],
    [
      'as MySQL packs it, and no text',
      Buffer.concat([Buffer.from([20, 0, 0, 0]), deflateSync(Buffer.alloc(20))]),
    ],
  ])('is counted: %s', (_, text) => {
    expect(unread(text)).toEqual([1, 1])
  })

  it.each([
    ['compressed text', gzipSync(letter)],
    ['compressed three times over', packed(letter, 3)],
    ['gzip with bytes that are like escapes', gzipSync(numbers)],
    ['zlib with bytes that are like escapes', deflateSync(numbers)],
    ['zstd with bytes that are like escapes', zstdCompressSync(numbers)],
    ['text', letter],
    [
      'bytes that are not compressed',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]),
    ],
    ['words that begin like it', 'xantypa H4sIzzz KLUv e-mail'],
  ])('is not: %s', (_, text) => {
    expect(unread(text)).toEqual([0, 0])
  })

  it('counts for one text once, and for each text', () => {
    const damaged = inBase64(gzipSync(letter).fill(0xff, 12, 60))
    expect(unread(`${damaged} ${damaged} ${damaged}`, 'x', damaged)).toEqual([2, 2])
  })

  it('comes to an end in a text of nothing else', () => {
    const damaged = inBase64(gzipSync(letter).fill(0xff, 12, 60))
    const behind = inBase64(gzipSync(`${letter} jan.kowalski@poczta.pl`))
    for (const ledger of ledgers) {
      let found = 0
      const search = (times: number) =>
        ledger.search(Buffer.from(`${`${damaged} `.repeat(times)}${behind}`), () => found++)
      search(20)
      expect(found).toBeGreaterThan(0)
      found = 0
      search(200)
      expect(found).toBe(0)
    }
  })
})
