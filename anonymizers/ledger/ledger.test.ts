import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { leakForms, numberForms } from './planted-leaks.fixture.ts'
import { JavaScriptLedger } from './javascript-ledger.ts'
import { wasmLedger, type LoneLedger } from './ledger.fixture.ts'
import { openScratch } from '../subset/scratch.ts'
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
const bytes = (text: string) => Buffer.from(text)

const ledgers = {
  WebAssembly: () => wasmLedger({ leaves: 1024, most: 10_000, scratch }),
  JavaScript: () => new JavaScriptLedger(),
}

/** The leaves of all originals that are in a text. */
function found(ledger: LoneLedger, text: string | Buffer): ReadonlySet<number> {
  const leaves = new Set<number>()
  ledger.search(typeof text === 'string' ? bytes(text) : text, (leaf) => leaves.add(leaf))
  return leaves
}
const finds = (ledger: LoneLedger, text: string | Buffer) => found(ledger, text).size > 0

/** Adds originals, each with a leaf of its own, from 1. */
function fill(ledger: LoneLedger, form: Leaf['form'], originals: readonly string[]): LoneLedger {
  originals.forEach((original, i) => ledger.add(i + 1, leaf(form), bytes(original)))
  ledger.seal()
  return ledger
}

const letters = fc.constantFrom(...Array.from('abcdefghijklmnoprstuwyząćęłńóśźżéöüßñč'))
const word = fc.array(letters, { minLength: 4, maxLength: 9 }).map((all) => all.join(''))
const email = fc
  .tuple(word, word, fc.nat(999), word)
  .map(([first, last, number, host]) => `${first}.${last}${number}@${host}.pl`)
const person = fc.tuple(word, word).map(([first, last]) => `${first} ${last}`)
const street = fc
  .tuple(person, fc.integer({ min: 10, max: 99 }))
  .map(([name, number]) => `ul. ${name} ${number}/7`)
const text = fc.oneof(email, person, street)
const number = fc
  .oneof(
    fc.stringMatching(/^[1-9]\d{8}$/),
    fc.stringMatching(/^[1-9]\d{9,10}$/),
    fc.stringMatching(/^[1-9]\d{25}$/),
  )
  .filter((digits) => new Set(digits).size > 1)

describe.each(Object.entries(ledgers))('the ledger in %s', (_, create) => {
  it.each(Object.keys(leakForms))('finds an original %s', (name) => {
    const form = leakForms[name] as (value: string) => string
    const originals = [...new Set(fc.sample(text, 450))]
    const ledger = fill(create(), 'words', originals)
    originals.forEach((original, i) =>
      expect(found(ledger, form(original)), original).toContain(i + 1),
    )
  })

  it.each(Object.keys(numberForms))('finds a number %s', (name) => {
    const form = numberForms[name] as (value: string) => string
    const originals = [...new Set(fc.sample(number, 300))]
    const ledger = fill(create(), 'number', originals)
    originals.forEach((original, i) =>
      expect(found(ledger, form(original)), original).toContain(i + 1),
    )
  })

  it('finds a Polish phone with and without the number of the country', () => {
    const ledger = fill(create(), 'number', ['+48 600-123-456', '501 222 333'])
    for (const text of ['600123456', '0048 600 123 456', '48501222333', 'tel:+48501222333'])
      expect(finds(ledger, text), text).toBe(true)
  })

  it('knows long texts by how they begin', () => {
    const ledger = create()
    const note = 'klient prosi o wysyłkę na inny adres niż zwykle, bo wyjeżdża na wakacje'
    fill(ledger, 'words', [note])
    expect(finds(ledger, `[${note}]`)).toBe(true)
  })

  it('does not find what is not there', () => {
    const ledger = create()
    for (const value of ['jan.kowalski7@wp.pl', 'Anna Nowak', 'ul. Polna 5/7'])
      ledger.add(1, leaf('words'), bytes(value))
    fill(ledger, 'number', ['600 123 456'])
    for (const other of [
      'jan.kowalski@wp.pl',
      'Anna i Nowak',
      'Joanna Nowak',
      'ul. Polna 5',
      'ul. Polna 55/7',
      '6001234567',
      '600 123 45',
      '1600123456',
    ])
      expect(finds(ledger, other), other).toBe(false)
    fc.assert(
      fc.property(fc.oneof(text, number, fc.string(), fc.base64String(), fc.json()), (other) => {
        expect(finds(ledger, other)).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })

  it('leaves alone what is too short, and numbers of one digit', () => {
    const ledger = create()
    ledger.add(1, leaf('words'), bytes('Jan K'))
    ledger.add(1, leaf('words'), bytes('2024-01-01'))
    ledger.add(1, leaf('number'), bytes('000000000'))
    ledger.seal()
    expect(ledger.count).toBe(0)
  })

  it('says how many finds among numbers would be chance', () => {
    const ledger = create()
    for (let i = 0; i < 1000; i++) ledger.add(1, leaf('number'), bytes(String(10_000_000 + i)))
    ledger.seal()
    for (let i = 0; i < 500; i++) finds(ledger, String(50_000_000 + i))
    expect(ledger.chance).toBeCloseTo((500 * 1000) / 1e8)
  })

  it('shares nothing with the ledger of another run', () => {
    const one = create()
    const other = create()
    expect(one.exact(bytes('Anna Nowak'))).toBe(one.exact(bytes('Anna Nowak')))
    expect(one.exact(bytes('Anna Nowak'))).not.toBe(other.exact(bytes('Anna Nowak')))
  })
})
