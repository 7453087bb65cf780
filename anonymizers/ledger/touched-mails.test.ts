import * as fc from 'fast-check'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { maskText } from '../mask-text.contract.ts'
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
const originals = ['jan.kowalski@poczta.pl', 'ewa@x.pl', 'Żaneta_k@firma-abc.com.pl']
const ledgers = [wasmLedger({ leaves: 2, most: 10, scratch }), new JavaScriptLedger()] as const
for (const ledger of ledgers) {
  for (const original of originals) ledger.add(1, leaf, Buffer.from(original))
  ledger.seal()
}
const findings = (text: string | Uint8Array) =>
  ledgers.map((ledger) => {
    let found = false
    ledger.search(Buffer.from(text), () => (found = true))
    return found
  })

describe('an e-mail address that touches other letters and digits', () => {
  it.each([
    ['a label before it', 'KlientEwa@x.pl'],
    ['a number before it', '600100200ewa@x.pl zapłacił'],
    ['a number behind it', 'ewa@x.pl600100200'],
    ['a word behind it', 'ewa@x.plTelefon'],
    ['words on both sides', 'Mailjan.kowalski@poczta.plTel600100200'],
    ['a length before it, as serialized objects have it', '\u0000\u0000Gjan.kowalski@poczta.plL'],
    ['another address behind it', 'ewa@x.pljan@y.pl'],
    ['letters with marks', 'óŻANETA_K@firma-abc.com.plż'],
    ['escapes around it', 'x\\u0065wa\\u0040x.plx'],
    ['base64 around it', Buffer.from('adres ZEwa@x.plZ koniec').toString('base64')],
  ])('is found with %s', (_, text) => {
    expect(findings(text)).toEqual([true, true])
  })

  it('is found between any letters and digits', () => {
    const glue = fc.string({
      unit: fc.constantFrom('a', 'b', 'z', 'A', 'Z', '0', '1', '9', 'ż', 'ó'),
      maxLength: 12,
    })
    fc.assert(
      fc.property(glue, fc.constantFrom(...originals), glue, (before, mail, behind) => {
        expect(findings(`(${before}${mail}${behind})`)).toEqual([true, true])
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['another mailbox of the same host', 'jan@poczta.pl'],
    ['the same mailbox of another host', 'ewa@x.com'],
    ['the host alone', 'www.poczta.pl'],
    ['what masks end in', 'Klientewa@x.pl.example'],
    ['part of the mailbox', 'kowalski@poczta.pl'],
    ['a sign alone', '@ @@ a@ @b.pl ewa@'],
  ])('is not found in %s', (_, text) => {
    expect(findings(text)).toEqual([false, false])
  })

  it('is cut at any byte, and both ledgers agree', () => {
    const text = Buffer.from('óxŻaneta_k@firma-abc.com.plx, ZEwa@x.pl6')
    for (let from = 0; from < text.length; from++)
      for (const part of [text.subarray(from), text.subarray(0, from)]) {
        const [inWasm, inJavaScript] = findings(part)
        expect(inWasm, `${from}`).toBe(inJavaScript)
      }
  })
})

describe.each(['wasm', 'javascript'])('in the rows of a dump, by the kernel in %s', (kernel) => {
  const policy = `
policy: 1
purpose: tests of addresses that touch other words
source: {engine: mysql}
tables:
  customer: {columns: {id: {keep: a number}, email: email}}
  journal: {columns: {"id, text": {keep: technical}}}
`
  const finding = (texts: readonly string[]) =>
    maskText(
      `-- MariaDB dump 10.19
CREATE TABLE \`customer\` (\`id\` int PRIMARY KEY, \`email\` varchar(90));
CREATE TABLE \`journal\` (\`id\` int PRIMARY KEY, \`text\` text);
INSERT INTO \`customer\` VALUES (1,'jan.kowalski@poczta.pl'),(2,'ewa@x.pl');
INSERT INTO \`journal\` VALUES ${texts.map((text, i) => `(${i},'${text}')`).join(',')};
`,
      policy,
      { verify: true },
    ).then(
      () => 'nothing',
      (failure: Error) => failure.message,
    )
  afterEach(() => vi.unstubAllEnvs())

  it('they are a leak, among many others that are none', async () => {
    vi.stubEnv('POLIGON_KERNEL', kernel)
    const texts = Array.from({ length: 3000 }, (_, i) =>
      i % 3 === 0 ? `Klientewa@x.pl${i}` : `sklep${i}@firma.pl, x@poczta.example`,
    )
    expect(await finding(texts)).toContain('journal.text (email, 1000 rows)')
    expect(await finding(texts.filter((text) => text.startsWith('sklep')))).toBe('nothing')
  })
})
