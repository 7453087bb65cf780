import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { openScratch } from '../subset/scratch.ts'
import { JavaScriptLedger } from './javascript-ledger.ts'
import { wasmLedger } from './ledger.fixture.ts'
import type { Leaf } from './leaves.ts'
import { docxOf, zipOf, type ZipMember } from './zip.fixture.ts'

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

const text = 'Faktura dla ewa.lis@x.pl, termin siedem dni.'
const other: ZipMember = { name: 'a.txt', content: 'nic o nikim, ani słowa' }
const one: ZipMember = { name: 'b.txt', content: text }
const noise = Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7919 * i) % 251))

describe('an original in a zip', () => {
  it.each([
    ['deflated', zipOf([other, one])],
    ['stored', zipOf([other, { ...one, isStored: true }])],
    [
      'its sizes behind it',
      zipOf([
        { ...other, sizesBehind: true },
        { ...one, sizesBehind: true },
      ]),
    ],
    [
      'stored, its size behind it',
      zipOf([{ ...one, content: `PKO PK ${text}`, isStored: true, sizesBehind: true }, other]),
    ],
    [
      'sizes of zip64',
      zipOf([
        { ...other, said: 0xffffffff },
        { ...one, said: 0xffffffff },
      ]),
    ],
    [
      'sizes that are wrong',
      zipOf([
        { ...other, said: 3 },
        { ...one, said: 2_000_000 },
      ]),
    ],
    ['behind bytes that are no text', zipOf([{ name: 'x.png', content: noise }, one])],
    [
      'between bytes that are no text',
      zipOf([{ name: 'x', content: Buffer.concat([noise, Buffer.from(` ${text} `), noise]) }]),
    ],
    ['in UTF-16', zipOf([{ name: 'x.xml', content: Buffer.from(text, 'utf16le') }])],
    ['in a name', zipOf([{ ...other, name: 'umowa ewa.lis@x.pl.txt' }])],
    ['in the comment', zipOf([other], text)],
    ['in a zip in it', zipOf([other, { name: 'b.zip', content: zipOf([one]) }])],
    ['in gzip in it', zipOf([{ name: 'b.gz', content: gzipSync(text), isStored: true }])],
    ['an office document', docxOf('<w:r><w:t>ewa.lis@x.pl</w:t></w:r>')],
    [
      'an office document that parts it',
      docxOf('<w:r><w:t>ewa.l</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>is@x.pl</w:t></w:r>'),
    ],
    [
      'a name in cells of their own',
      zipOf([
        {
          name: 'xl/sharedStrings.xml',
          content: '<sst><si><t>Małgorzata</t></si><si><t>Kowalska</t></si></sst>',
        },
      ]),
    ],
  ])('is found: %s', (_, zip) => {
    expect(findings(zip)).toEqual(both(true))
    expect(findings(zip.toString('base64'))).toEqual(both(true))
    expect(findings(`{"file":"data:application/zip;base64,${zip.toString('base64')}"}`)).toEqual(
      both(true),
    )
    expect(findings(zip.toString('base64').replace(/.{76}/g, '$&\n'))).toEqual(both(true))
    expect(findings(zip.toString('hex'))).toEqual(both(true))
    expect(findings(`\\x${zip.toString('hex')}`)).toEqual(both(true))
  })

  it('is found in a zip of several megabytes', () => {
    const random = Buffer.from(
      Array.from({ length: 1_500_000 }, (_, i) => (Math.imul(i, 2_654_435_761) >>> 13) & 255),
    )
    expect(findings(zipOf([{ name: 'x', content: random, isStored: true }, one]))).toEqual(
      both(true),
    )
  })

  it('is none where there is none', () => {
    for (const zip of [zipOf([other]), docxOf('<w:t>nic</w:t>')])
      expect(findings(zip)).toEqual(both(false))
  })
})

describe('what is in a zip and cannot be looked into', () => {
  const inside = (levels: number): Buffer =>
    zipOf([levels === 0 ? one : { name: 'z', content: inside(levels - 1), isStored: true }])
  it.each([
    ['encrypted', zipOf([{ ...one, isEncrypted: true }])],
    ['packed in another way', zipOf([{ ...one, method: 12 }])],
    ['no deflate', zipOf([{ ...one, isStored: true, method: 8 }])],
    ['longer than 8 MB', zipOf([{ name: 'x', content: Buffer.alloc(9_000_000, 'zdanie ') }])],
    ['zips four times over', inside(3)],
    ['cut off', zipOf([one, { name: 'x', content: noise }]).subarray(0, -60)],
    ['less than it lists', zipOf([other], '', 2)],
    ['more than it lists', zipOf([other, other], '', 1)],
  ])('is counted: %s', (_, zip) => {
    for (const field of [zip, zip.toString('base64'), zip.toString('hex')])
      expect(findings(field).map(({ unread }) => unread)).toEqual([1, 1])
  })

  it('does not hide what stands behind it', () => {
    expect(findings(zipOf([{ ...other, isEncrypted: true }, one]))).toEqual(both(true, 1))
  })

  it('is what was cut at any byte', () => {
    const zip = zipOf([other, one, { ...other, isStored: true }, { ...one, sizesBehind: true }])
    for (let to = 10; to < zip.length; to += 3)
      expect(
        findings(zip.subarray(0, to)).map(({ unread }) => unread),
        `${to}`,
      ).toEqual([1, 1])
  })
})

describe('a hostile zip', () => {
  it('of thousands of bombs comes to an end', () => {
    const bomb: ZipMember = { name: 'x', content: Buffer.alloc(1_000_000) }
    expect(findings(zipOf(Array.from({ length: 300 }, () => bomb)))).toEqual(both(false, 1))
  })

  it('may have any byte changed', () => {
    const zip = zipOf([other, one, { ...other, isStored: true }])
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        (changes) => {
          const changed = Buffer.from(zip)
          for (const [at, byte] of changes) changed[at] = byte
          const [inWasm, inJavaScript] = findings(changed)
          expect(inWasm).toEqual(inJavaScript)
        },
      ),
      { numRuns: 500 },
    )
  })
})

it('what is escaped in a long compressed text beyond ASCII is found', () => {
  const long = `\\u0065wa.lis\\u0040x.pl ${'zażółć gęślą jaźń '.repeat(60_000)}`
  expect(findings(gzipSync(long))).toEqual(both(true))
})
