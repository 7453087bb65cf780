import { deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { seededRandom } from '../../core/seed.ts'
import { JavaScriptLedger } from './javascript-ledger.ts'
import { wasmLedger, type LoneLedger } from './ledger.fixture.ts'
import type { Leaf } from './leaves.ts'
import { leakForms, numberForms, original, type Planted } from './planted-leaks.fixture.ts'
import { openScratch } from '../subset/scratch.ts'

const scratch = openScratch()
afterAll(() => scratch[Symbol.dispose]())

const count = 10_000
const random = seededRandom(2026)
const originals = Array.from({ length: count }, (_, serial) => original(random, serial))
const others = Array.from({ length: count }, (_, serial) => original(random, count + serial))

const leafOf = ({ kind }: Planted): Leaf => ({
  table: 'customer',
  column: kind,
  kind,
  grade: 'sure',
  form: kind === 'number' ? 'number' : kind === 'email' ? 'text' : 'words',
  changes: true,
})
const formsOf = ({ kind }: Planted) => Object.entries(kind === 'number' ? numberForms : leakForms)

/** The value in one of the forms that it may be left in: all forms take turns. */
function planted(one: Planted, turn: number): { readonly form: string; readonly field: Buffer } {
  const forms = formsOf(one)
  const [form, make] = forms[turn % forms.length] as (typeof forms)[number]
  return { form, field: Buffer.from(make(one.text) as string) }
}

function found(ledger: LoneLedger, field: Uint8Array): ReadonlySet<number> {
  const leaves = new Set<number>()
  ledger.search(field, (leaf) => leaves.add(leaf))
  return leaves
}

describe.each([
  ['WebAssembly', () => wasmLedger({ leaves: count + 1, most: count, scratch })],
  ['JavaScript', () => new JavaScriptLedger()],
] as const)('the ledger in %s', (_, create) => {
  const ledger = create()
  originals.forEach((one, i) => ledger.add(i + 1, leafOf(one), Buffer.from(one.text)))
  ledger.seal()

  it('finds all of 10,000 planted leaks', () => {
    const missed = originals.flatMap((one, i) => {
      const { form, field } = planted(one, Math.floor(i / 5))
      return found(ledger, field).has(i + 1) ? [] : [`${one.kind} ${form}: ${one.text}`]
    })
    expect(missed).toEqual([])
  })

  it('finds nothing in as many fields that hold others', () => {
    const alarms = others.flatMap((one, i) => {
      const { form, field } = planted(one, Math.floor(i / 5))
      return found(ledger, field).size > 0 ? [`${one.kind} ${form}: ${one.text}`] : []
    })
    expect(alarms).toEqual([])
  })
})

it('finds a name of two words the other way round', () => {
  for (const create of [
    () => wasmLedger({ leaves: 2, most: 10, scratch }),
    () => new JavaScriptLedger(),
  ]) {
    const ledger = create()
    ledger.add(1, leafOf({ kind: 'fullName', text: '' }), Buffer.from('Małgorzata Kowalska'))
    ledger.seal()
    for (const text of ['KOWALSKA, Malgorzata', '{"a":"Kowalska Małgorzata"}'])
      expect(found(ledger, Buffer.from(text)).size, text).toBe(1)
  }
})

it('finds an e-mail address with and without what stands behind a plus', () => {
  for (const create of [
    () => wasmLedger({ leaves: 2, most: 10, scratch }),
    () => new JavaScriptLedger(),
  ]) {
    const ledger = create()
    ledger.add(1, leafOf({ kind: 'email', text: '' }), Buffer.from('jan.lis+shop@firma.pl'))
    ledger.add(1, leafOf({ kind: 'email', text: '' }), Buffer.from('ewa.lis@firma.pl'))
    ledger.seal()
    for (const text of ['jan.lis@firma.pl', 'JAN.LIS+x1@firma.pl', 'do: ewa.lis+spam@firma.pl'])
      expect(found(ledger, Buffer.from(text)).size, text).toBe(1)
    expect(found(ledger, Buffer.from('ola.lis+ewa@firma.pl')).size).toBe(0)
  }
})

it('looks into what is compressed three times over, and no deeper', () => {
  const wrapped = (text: string) =>
    JSON.stringify(Array<string>(60).fill(gzipSync(text).toString('base64')))
  for (const create of [
    () => wasmLedger({ leaves: 2, most: 10, scratch }),
    () => new JavaScriptLedger(),
  ]) {
    const ledger = create()
    ledger.add(1, leafOf({ kind: 'email', text: '' }), Buffer.from('ewa.lis@firma.pl'))
    ledger.seal()
    const once = wrapped('{"to":"ewa.lis@firma.pl"}')
    expect(found(ledger, Buffer.from(once)).size).toBe(1)
    const bomb = wrapped(wrapped(wrapped(once)))
    expect(found(ledger, Buffer.from(bomb)).size).toBe(0)
    expect(found(ledger, Buffer.from(once)).size).toBe(1)
    const zeros = gzipSync(Buffer.alloc(50_000_000)).toString('base64')
    expect(found(ledger, Buffer.from(zeros)).size).toBe(0)
  }
})

it('looks into what is compressed to its end', () => {
  const long = Array.from(
    { length: 40_000 },
    (_, i) => `linia ${(i * 2_654_435_761) % 1_000_003};`,
  ).join('')
  for (const create of [
    () => wasmLedger({ leaves: 2, most: 10, scratch }),
    () => new JavaScriptLedger(),
  ]) {
    const ledger = create()
    ledger.add(1, leafOf({ kind: 'email', text: '' }), Buffer.from('ewa.lis@firma.pl'))
    ledger.seal()
    for (const pack of [gzipSync, deflateSync, zstdCompressSync]) {
      const packed = pack(`${long} ewa.lis@firma.pl`)
      expect(packed.length).toBeGreaterThan(64 * 1024)
      expect(found(ledger, packed).size).toBe(1)
      expect(found(ledger, Buffer.from(packed.toString('base64'))).size).toBe(1)
      expect(found(ledger, pack(`${long} ola.lis@firma.pl`)).size).toBe(0)
    }
  }
})
