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
  column: 'email',
  kind: 'email',
  grade: 'sure',
  form: 'text',
  changes: true,
}
const originals = [
  'jan.kowalski@poczta.pl',
  'ewa@x.pl',
  'biuro@żółw-sklep.pl',
  'info@xn--mnchen-3ya.de',
  'ola@sklep.at',
]
const ledgers = [wasmLedger({ leaves: 2, most: 20, scratch }), new JavaScriptLedger()] as const
for (const ledger of ledgers) {
  for (const original of originals) ledger.add(1, leaf, Buffer.from(original))
  ledger.add(1, { ...leaf, kind: 'fullName', form: 'words' }, Buffer.from('Jan Maria Lis'))
  ledger.seal()
}
const findings = (text: string | Uint8Array) =>
  ledgers.map((ledger) => {
    let found = false
    ledger.search(Buffer.from(text), () => (found = true))
    return found
  })

describe('an e-mail address whose signs are written out', () => {
  it.each([
    'ewa [at] x.pl',
    'ewa(at)x.pl',
    'ewa (at) x (dot) pl',
    'ewa[at]x[dot]pl',
    'EWA AT X DOT PL',
    'pisz: ewa at x.pl, dziękuję',
    'ewa@x [dot] pl',
    'ewa (małpa) x (kropka) pl',
    'ewa_at_x_dot_pl',
    '{"mail":"ewa{at}x{dot}pl"}',
    '<a>jan [dot] kowalski &#40;at&#41; poczta [dot] pl</a>',
    'jan.kowalski at poczta . pl',
    'ola [at] sklep.at',
    'ola at sklep dot at',
    'biuro (at) żółw-sklep.pl',
    Buffer.from('adres: ewa (at) x.pl').toString('base64'),
  ])('is found: %s', (text) => {
    expect(findings(text)).toEqual([true, true])
  })

  it.each([
    'ewa at home, x.pl',
    'ewa at x pl',
    'ewa dot x at pl',
    'ewa (at) x.com',
    'Jan at Maria Lis',
    'Jan dot Maria dot Lis',
  ])('is none: %s', (text) => {
    expect(findings(text)).toEqual([false, false])
  })

  it('is the same for both kernels in any text of such words', () => {
    const word = fc.constantFrom('ewa', 'x', 'pl', 'at', 'dot', 'małpa', 'jan', 'kowalski', 'lis')
    const sign = fc.constantFrom('.', ' ', '@', ' [', '] ', ' . ', '+', '\n ')
    const texts = fc.array(fc.tuple(word, sign), { maxLength: 16 })
    fc.assert(
      fc.property(texts, (all) => {
        const [inWasm, inJavaScript] = findings(all.flat().join(''))
        expect(inWasm).toBe(inJavaScript)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('an e-mail address at a host with letters beyond ASCII', () => {
  it.each([
    ['its own letters', 'do: biuro@żółw-sklep.pl'],
    ['Punycode', 'do: biuro@xn--w-sklep-k0a52e8r.pl'],
    ['Punycode in upper case', 'BIURO@XN--W-SKLEP-K0A52E8R.PL.'],
    ['Punycode, touched before', 'Klientbiuro@xn--w-sklep-k0a52e8r.pl'],
    ['letters instead of Punycode', '<info@münchen.de>'],
    ['letters put together of marks', 'info@münchen.de'.normalize('NFD')],
    ['escapes', 'info\\u0040m\\u00fcnchen.de'],
  ])('is found in %s', (_, text) => {
    expect(findings(text)).toEqual([true, true])
  })

  it.each([
    'info@xn--mnchen-3yb.de',
    'info@mönchen.de',
    'jan@xn--w-sklep-k0a52e8r.pl',
    'x@xn--.pl',
  ])('is none: %s', (text) => {
    expect(findings(text)).toEqual([false, false])
  })
})

describe('an e-mail address in lines that go on', () => {
  it.each([
    ['a vCard', 'BEGIN:VCARD\r\nEMAIL;TYPE=work:jan.kowal\r\n ski@poczta.pl\r\nEND:VCARD'],
    ['a vCard with line breaks of Unix', 'EMAIL:jan.kowalski@poc\n zta.pl\nEND:VCARD'],
    ['a tab', 'EMAIL:jan.kowalski@poczta\n\t.pl'],
    ['several lines', 'EMAIL:jan.k\n owal\n ski@\n poczta.pl'],
    ['JSON', JSON.stringify({ card: 'EMAIL:jan.kowal\r\n ski@poczta.pl' })],
    ['quoted-printable', 'EMAIL;ENCODING=QUOTED-PRINTABLE:jan.kowal=\r\nski@poczta.pl'],
    ['quoted-printable with line breaks of Unix', 'To: jan.kowalski@poc=\nzta=2Epl'],
    [
      'base 64 in a vCard',
      `KEY;ENCODING=b:${Buffer.from('do jan.kowalski@poczta.pl').toString('base64').replace(/.{10}/g, '$&\r\n ')}`,
    ],
  ])('is found in %s', (_, text) => {
    expect(findings(text)).toEqual([true, true])
  })

  it.each([
    ['lines that begin anew', 'jan.kowal\nski@poczta.pl'],
    ['lines that are moved in', 'jan.kowal\n  ski@poczta.pl'],
  ])('is none in %s', (_, text) => {
    expect(findings(text)).toEqual([false, false])
  })
})
