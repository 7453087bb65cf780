import { deflateSync } from 'node:zlib'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { openScratch } from '../subset/scratch.ts'
import { JavaScriptLedger } from './javascript-ledger.ts'
import { wasmLedger } from './ledger.fixture.ts'
import type { Leaf } from './leaves.ts'
import { numbered, pageOf, pdfOf } from './pdf.fixture.ts'
import { zipOf } from './zip.fixture.ts'

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
const ledgers = [wasmLedger({ leaves: 3, most: 10, scratch }), new JavaScriptLedger()] as const
for (const ledger of ledgers) {
  ledger.add(1, leaf('text'), Buffer.from('ewa.lis@x.pl'))
  ledger.add(2, leaf('words'), Buffer.from('Małgorzata Kowalska'))
  ledger.seal()
}

/** Whether each kernel finds an original, and how many texts it did not look into to their end. */
const findings = (field: Uint8Array | string) =>
  ledgers.map((ledger) => {
    let found = false
    const { unread } = ledger
    ledger.search(Buffer.from(field), () => (found = true))
    return { found, unread: ledger.unread - unread }
  })
const both = (found: boolean, unread = 0) => [
  { found, unread },
  { found, unread },
]

const hex = (text: string) => Buffer.from(text).toString('hex')
const wide = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex')
const name = numbered('Pani Małgorzata Kowalska')
const ranges = [
  'begincmap 2 beginbfrange <01> <1a> <0061>',
  '<1b> <1c> [<002e> <0040>] endbfrange endcmap',
].join('\n')
const inRanges = Buffer.from(
  Array.from('ewa.lis@x.pl', (sign) =>
    sign === '.' ? 0x1b : sign === '@' ? 0x1c : sign.charCodeAt(0) - 0x60,
  ),
).toString('hex')

describe('an original in a PDF', () => {
  it.each([
    ['a string', pdfOf([pageOf('(Dla: ewa.lis@x.pl) Tj')])],
    ['not packed', pdfOf([{ ...pageOf('(ewa.lis@x.pl) Tj'), isPacked: false }])],
    ['letters that are moved', pdfOf([pageOf('[(ew) -20 (a.l) 15.5 (is@) -.5 (x.pl)] TJ')])],
    ['letters that are placed one by one', pdfOf([pageOf('(ewa.l) Tj 5 0 Td (is@x.) Tj (pl) Tj')])],
    [
      'words that are moved apart',
      pdfOf([{ ...pageOf('[(Malgorz) 9 (ata) -278 (Kowal) -3 (ska)] TJ') }]),
    ],
    ['hexadecimal digits', pdfOf([pageOf(`<${hex('ewa.l')}> Tj <${hex('is@x.pl')}> Tj`)])],
    ['escapes', pdfOf([pageOf('(\\(ewa\\056lis\\100\\\nx.pl\\)) Tj')])],
    ['brackets in it', pdfOf([pageOf('(do \\) (mnie) ewa.lis@x.pl) Tj')])],
    ['UTF-16', pdfOf([{ dictionary: `/Author <${wide('Małgorzata Kowalska')}>` }])],
    [
      'a form of its own page',
      pdfOf([{ dictionary: '/Type /ObjStm', stream: '<</V (ewa.lis@x.pl)>>' }]),
    ],
    ['letters of Central Europe', pdfOf([pageOf('(Ma\\263gorzata Kowalska) Tj')])],
    ['a font of its own', pdfOf([pageOf(name.shown), name.map])],
    ['a font of its own, by ranges', pdfOf([{ stream: ranges }, pageOf(`<${inRanges}> Tj`)])],
    ['a file in it', pdfOf([{ dictionary: '/Type /EmbeddedFile', stream: '<a>ewa.lis@x.pl</a>' }])],
    ['a zip in it', pdfOf([{ stream: zipOf([{ name: 'a', content: 'ewa.lis@x.pl' }]) }])],
    ['a line of properties', pdfOf([{ dictionary: '/Title (ewa.lis@x.pl)' }])],
  ])('is found: %s', (_, pdf) => {
    expect(findings(pdf)).toEqual(both(true))
    expect(findings(pdf.toString('base64'))).toEqual(both(true))
    expect(findings(pdf.toString('base64').replace(/.{76}/g, '$&\r\n'))).toEqual(both(true))
    expect(findings(pdf.toString('hex'))).toEqual(both(true))
    expect(findings(zipOf([{ name: 'a.pdf', content: pdf }]))).toEqual(both(true))
  })

  it('is none where there is none', () => {
    expect(findings(pdfOf([pageOf('(nic o nikim) Tj'), name.map]))).toEqual(both(false))
  })

  it('is none in pictures and letters of fonts, which are not unpacked', () => {
    const dictionaries = ['/Subtype /Image', '/Length1 20', '/Type /XRef', '/Subtype /Type1C']
    for (const dictionary of dictionaries)
      expect(findings(pdfOf([{ dictionary, stream: 'ewa.lis@x.pl' }]))).toEqual(both(false))
  })
})

describe('what is in a PDF and cannot be looked into', () => {
  it.each([
    ['encrypted', pdfOf([pageOf('(a) Tj')], '/Root 1 0 R /Encrypt 2 0 R')],
    ['damaged', pdfOf([{ dictionary: '/Filter /FlateDecode', stream: 'none', isPacked: false }])],
    ['packed in another way', pdfOf([{ dictionary: '/Filter /LZWDecode', stream: 'x' }])],
    ['packed twice', pdfOf([{ dictionary: '/Filter [/ASCII85Decode /FlateDecode]', stream: 'x' }])],
    [
      'packed twice, deflate first',
      pdfOf([{ dictionary: '/Filter [/FlateDecode /LZWDecode]', stream: 'x' }]),
    ],
    [
      'in rows of differences',
      pdfOf([{ dictionary: '/DecodeParms <</Predictor 12>>', stream: 'x' }]),
    ],
    ['a font that numbers its letters', pdfOf([pageOf(name.shown)])],
    [
      'a font with names of numbers',
      pdfOf([{ dictionary: '/Differences [33 /g1 /g2]' }, pageOf('(!") Tj')]),
    ],
    ['a string without an end', pdfOf([pageOf('(ab Tj')])],
    ['longer than 8 MB', pdfOf([{ stream: Buffer.alloc(9_000_000, 'zdanie ') }])],
  ])('is counted: %s', (_, pdf) => {
    for (const field of [pdf, pdf.toString('base64'), pdf.toString('hex')])
      expect(findings(field)).toEqual(both(false, 1))
  })
})

describe('a hostile PDF', () => {
  it.each([
    ['bombs', pdfOf(Array.from({ length: 200 }, () => ({ stream: Buffer.alloc(500_000) })))],
    ['streams without an end', Buffer.from(`%PDF-1.7\n${'1 0 obj<<>>stream\n'.repeat(50_000)}`)],
    ['brackets', pdfOf([{ stream: '('.repeat(1_000_000) }])],
    [
      'maps that do not end',
      pdfOf([{ stream: `begincmap ${'1 beginbfchar <01> '.repeat(50_000)}` }]),
    ],
    [
      'ranges',
      pdfOf([
        { stream: `begincmap ${'beginbfrange <0> <ffffffff> <00> endbfrange '.repeat(9000)}` },
      ]),
    ],
    [
      'lists in ranges',
      pdfOf([{ stream: `begincmap beginbfrange ${'<0> <1> [ '.repeat(90_000)} endbfrange` }]),
    ],
    [
      'fonts',
      pdfOf([
        ...Array.from({ length: 400 }, () => name.map),
        pageOf('(nic o nikim) Tj '.repeat(100_000)),
      ]),
    ],
  ])('comes to an end: %s', (_, pdf) => {
    const [inWasm, inJavaScript] = findings(pdf)
    expect(inWasm).toEqual(inJavaScript)
    expect(inWasm?.found).toBe(false)
  })

  it('may have any byte changed', () => {
    const pdf = pdfOf([pageOf('[(ab) -300 (cd)] TJ'), name.map, pageOf(name.shown)])
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(pdf.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        (changes) => {
          const changed = Buffer.from(pdf)
          for (const [at, byte] of changes) changed[at] = byte
          const [inWasm, inJavaScript] = findings(changed)
          expect(inWasm).toEqual(inJavaScript)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('may be cut at any byte', () => {
    const pdf = pdfOf([pageOf('(ewa.lis@x.pl) Tj'), { stream: deflateSync('x') }])
    for (let to = 0; to < pdf.length; to += 5) {
      const [inWasm, inJavaScript] = findings(pdf.subarray(0, to))
      expect(inWasm).toEqual(inJavaScript)
    }
  })
})
