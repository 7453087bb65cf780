import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { openScratch } from '../subset/scratch.ts'
import { JavaScriptLedger } from './javascript-ledger.ts'
import { wasmLedger } from './ledger.fixture.ts'
import type { Leaf } from './leaves.ts'

const scratch = openScratch()
afterAll(() => scratch[Symbol.dispose]())

const leaf: Leaf = {
  table: 'customer',
  column: 'name',
  kind: 'fullName',
  grade: 'sure',
  form: 'words',
  changes: true,
}
const original = 'Józef Brzęczyszczykiewicz 😀 Żółw'
const signs = Array.from(original)
const ledgers = [wasmLedger({ leaves: 2, most: 10, scratch }), new JavaScriptLedger()] as const
for (const ledger of ledgers) {
  ledger.add(1, leaf, Buffer.from(original))
  ledger.seal()
}
const findings = (text: string) =>
  ledgers.map((ledger) => {
    let found = false
    ledger.search(Buffer.from(text), () => (found = true))
    return found
  })

const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0')
const perByte = (sign: string, prefix: string) =>
  Array.from(Buffer.from(sign), (byte) => `${prefix}${hex(byte, 2).toUpperCase()}`).join('')

/** Ways to write one character. */
const spellings: readonly ((sign: string) => string)[] = [
  (sign) => sign,
  (sign) =>
    Array.from({ length: sign.length }, (_, i) => sign.charCodeAt(i))
      .map((unit) => `\\u${hex(unit, 4)}`)
      .join(''),
  (sign) => perByte(sign, '%'),
  (sign) => `&#${sign.codePointAt(0)};`,
  (sign) => `&#x${hex(sign.codePointAt(0) as number, 1)};`,
  (sign) => (sign === 'ó' ? '&oacute;' : sign),
  (sign) => (sign === 'Ż' ? '&Zdot;' : sign),
  (sign) => (sign > '\x7f' ? perByte(sign, '\\x') : sign),
  (sign) =>
    Array.from(Buffer.from(sign), (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join(''),
  (sign) => `\\u{${hex(sign.codePointAt(0) as number, 1)}}`,
  (sign) => `\\U${hex(sign.codePointAt(0) as number, 8)}`,
  (sign) => (sign.length === 1 ? `%u${hex(sign.charCodeAt(0), 4)}` : sign),
  (sign) => (sign > '\x7f' ? perByte(sign, '=') : sign),
]
const spelled = fc
  .array(fc.constantFrom(...spellings), {
    minLength: signs.length,
    maxLength: signs.length,
  })
  .map((chosen) => signs.map((sign, i) => (chosen[i] as (sign: string) => string)(sign)).join(''))

/** What only looks like an escape, or is cut. */
const pieces = fc.constantFrom(
  ...String.raw`\ | \u | \u01 | \ud83d | \ude00 | \x41 | \\ | \" | \n | \u0026oacute;`.split(' | '),
  ...String.raw`\x4 | \x4a1 | \07 | \400 | \u{ | \u{} | \u{110000} | \u{41 | \U0011 | \U00110000 | %u | %u41`.split(
    ' | ',
  ),
  ...'% | %4 | %zz | %0A | & | &# | &#; | &#x; | &#99999999; | &#x110000; | &#55357;'.split(' | '),
  ...'&unknown; | &oacute | &nbsp; | &amp;#243; | = | =C5 | =3D | a | Ż | ; | Brz'.split(' | '),
  '=\n',
  '=\r\n',
  ' ',
)
const junk = fc.array(pieces, { maxLength: 12 }).map((all) => all.join(''))

describe('escapes of several kinds in one text', () => {
  it('hide no original', () => {
    fc.assert(
      fc.property(junk, spelled, (before, text) => {
        expect(findings(`${before}. ${text} `)).toEqual([true, true])
      }),
      { numRuns: 500 },
    )
  })

  it('are cut at any byte without harm', () => {
    const text = fc.sample(spelled, { numRuns: 1, seed: 4 })[0] as string
    for (let to = 0; to <= text.length; to++) {
      const [inWasm, inJavaScript] = findings(text.slice(0, to))
      expect(inWasm, `${to}`).toBe(inJavaScript)
    }
  })

  it('make no original of what is none', () => {
    fc.assert(
      fc.property(junk, (text) => {
        expect(findings(text)).toEqual([false, false])
      }),
      { numRuns: 500 },
    )
  })
})
