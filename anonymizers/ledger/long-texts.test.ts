import { afterAll, expect, it } from 'vitest'
import { openScratch } from '../subset/scratch.ts'
import { wasmLedger } from './ledger.fixture.ts'
import type { Leaf } from './leaves.ts'

const scratch = openScratch()
afterAll(() => scratch[Symbol.dispose]())

const leaf = (form: Leaf['form']): Leaf => ({
  table: 'customer',
  column: 'value',
  kind: 'value',
  grade: 'sure',
  form,
  changes: true,
})
const ledger = wasmLedger({ leaves: 4, most: 10, scratch })
ledger.add(1, leaf('number'), Buffer.from('600700800'))
ledger.add(2, leaf('words'), Buffer.from('Ewa Maria Lisowska'))
ledger.seal()

const finds = (text: string, wanted: number) => {
  let found = false
  ledger.search(Buffer.from(text), (one) => (found ||= one === wanted))
  return found
}

/** Long texts are read part by part; what is looked for stands at every place of where parts meet. */
const places = Array.from({ length: 140 }, (_, i) => i)

it.each([
  ['a number in parts', 1, ' 60 07 00 80 0 '],
  ['a name', 2, ' ewa-maria LISOWSKA '],
])('finds %s wherever it stands in a long text', (_, wanted, text) => {
  const missed = places.filter(
    (place) => !finds(`${'a '.repeat(1980 + place)}x${text}${'b '.repeat(3000)}`, wanted),
  )
  expect(missed).toEqual([])
})

it('finds what is packed wherever it stands in a long text', () => {
  const packed = Buffer.from(' π Ewa Maria Lisowska, ul. Długa').toString('base64url')
  const missed = places.filter(
    (place) => !finds(`${'a '.repeat(2000)}${'b'.repeat(place)} ${packed} ${'c '.repeat(3000)}`, 2),
  )
  expect(missed).toEqual([])
})

it('reads texts of nothing but short words that belong together', () => {
  expect(finds(`${'a-'.repeat(20_000)} 600-700-800`, 1)).toBe(true)
  expect(finds(`${'1 2-3/'.repeat(20_000)} a 600-700-800`, 1)).toBe(true)
})
