import { deflateSync } from 'node:zlib'
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
  ledger.add(1, leaf, Buffer.from('ewa@x.pl'))
  ledger.seal()
}
const findings = (text: string) =>
  ledgers.map((ledger) => {
    let found = false
    const { unread } = ledger
    ledger.search(Buffer.from(text), () => (found = true))
    return { found, unread: ledger.unread - unread }
  })

/** As COMPRESS() of MySQL and MariaDB writes a text; of its length any may be said. */
const compressed = (text: string, level: number, length = text.length) => {
  const head = Buffer.alloc(4)
  head.writeUInt32LE(length)
  return Buffer.concat([head, deflateSync(text, { level })])
}
const both = (found: boolean, unread = 0) => [
  { found, unread },
  { found, unread },
]

describe('what MySQL compressed, in base 64', () => {
  it('is found whatever length stands before it', () => {
    const text = `do: ewa@x.pl ${'.'.repeat(70_000)}`
    for (let length = 13; length < text.length; length += 251) {
      const cut = compressed(text.slice(0, length), 6).toString('base64')
      expect(findings(cut), cut.slice(0, 8)).toEqual(both(true))
    }
  })

  it('is found where the length begins with signs that are no letters', () => {
    const text = `do: ewa@x.pl ${'.'.repeat(70_000)}`
    for (const length of [0xf8, 0xfb, 0xff, 0xfbff, 0xffff, 0xfbef]) {
      const packed = compressed(text.slice(0, length), 6)
      for (const letters of [packed.toString('base64'), packed.toString('base64url')])
        expect(findings(`"${letters}"`), letters.slice(0, 8)).toEqual(both(true))
    }
  })

  it.each([0, 1, 2, 5, 6, 9])('is found at level %i', (level) => {
    expect(findings(compressed('do: ewa@x.pl', level).toString('base64'))).toEqual(both(true))
  })

  it('is counted where it cannot be unpacked', () => {
    const damaged = compressed('do: ewa@x.pl, a number of words', 6).fill(0xff, 8)
    expect(findings(damaged.toString('base64'))).toEqual(both(false, 1))
  })

  it('is none of what only begins alike: no text is so long', () => {
    const token = compressed('do: ewa@x.pl, a number of words', 6, 0x3fffffff).fill(0xff, 8)
    for (const letters of [token.toString('base64'), token.toString('hex')])
      expect(findings(letters)).toEqual(both(false))
  })
})
