import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { inFolder } from '../mask-text.contract.ts'
import { verifyDump } from '../verify-dump.ts'

const policy = `
policy: 1
purpose: tests of documents
source: {engine: mysql}
tables:
  orders:
    columns:
      id: {keep: a number}
      document:
        json:
          $.buyer.email: email
          $.buyer.name: fullName
          $.phones[*]: phone
          $.notes.*: {drop: nobody has said what they are}
          $.colour: {keep: a colour}
        otherPaths: keep
  articles:
    columns: {"id, text": {keep: articles}}
`
const schema = `-- MariaDB dump 10.19
CREATE TABLE \`orders\` (\`id\` int PRIMARY KEY, \`document\` longtext);
CREATE TABLE \`articles\` (\`id\` int PRIMARY KEY, \`text\` text);
`
const literal = (text: string) => `'${text.replace(/['"\\\n]/g, (sign) => `\\${sign}`)}'`
const insert = (table: string, texts: readonly string[]) =>
  texts.length === 0
    ? ''
    : `INSERT INTO \`${table}\` VALUES ${texts.map((text, i) => `(${i + 1},${literal(text)})`).join(',')};\n`

interface Case {
  /** As they stand in the original. */
  readonly documents: readonly string[]
  /** As they stand in the copy; those of the original are not among them by themselves. */
  readonly copies?: readonly string[]
  readonly texts?: readonly string[]
}

/** What is found in a copy: leaks, and masks that reach somebody. */
async function compare({ documents, copies = [], texts = [] }: Case) {
  return inFolder(async (folder) => {
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    }
    const { leaks, reachable, checked } = await verifyDump({
      masked: {
        source: file('copy.sql', schema + insert('orders', copies) + insert('articles', texts)),
      },
      original: { source: file('original.sql', schema + insert('orders', documents)) },
      policy: file('policy.yaml', policy),
    })
    const inTexts = leaks.filter(({ table }) => table === 'articles')
    return { leaks: inTexts.map(({ kind, rows }) => ({ kind, rows })), reachable, checked }
  })
}

const harmless = '{"buyer":{"email":"a.b@c.example","name":"X"}}'
afterEach(() => void vi.unstubAllEnvs())

describe.each(['wasm', 'javascript'])('documents of originals, by the kernel in %s', (kernel) => {
  const found = async (one: Case) => {
    vi.stubEnv('POLIGON_KERNEL', kernel)
    return compare({ copies: [harmless], ...one })
  }

  it.each([
    ['at the end of a path', '{"buyer":{"email":"jan.lis@firma.pl"}}', 'jan.lis@firma.pl', 'email'],
    [
      'that is escaped',
      String.raw`{"buyer":{"name":"Ma\u0142gorzata Brz\u0119cz"}}`,
      'Małgorzata Brzęcz',
      'fullName',
    ],
    ['in a list', '{"phones":[null,"600 700 800","601 701 801"]}', '601701801', 'phone'],
    ['that is a number', '{"phones":[600700800]}', '600-700-800', 'phone'],
    ['of any member', '{"notes":{"x":"paczka WAW30A"}}', 'jest paczka WAW30A', 'null'],
    [
      'with an address inside',
      '{"notes":{"x":"pisać do ewa.lis@firma.pl, pilne"}}',
      'ewa.lis@firma.pl',
      'email',
    ],
    [
      'behind others',
      ' { "a" : [ 1 , { "b" : "c" } ] , "buyer" : { "name" : "Ewa Lisowska" } } ',
      'Ewa Lisowska',
      'fullName',
    ],
  ])('finds a value %s', async (_, document, text, kind) => {
    const { leaks } = await found({ documents: ['{}', document], texts: ['nothing', text] })
    expect(leaks).toEqual([{ kind, rows: 1 }])
  })

  it('looks for nothing that paths keep or do not lead to', async () => {
    const document =
      '{"colour":"zielony jak trawa","buyer":{"other":"Ewa Lisowska"},"notes":{"x":"to jest ta notatka"}}'
    const { leaks, checked } = await found({
      documents: [document],
      texts: ['zielony jak trawa', 'Ewa Lisowska'],
    })
    expect(leaks).toEqual([])
    expect(checked.originals).toBe(1)
  })

  it('goes on where something else than a text is at the end of a path', async () => {
    const documents = [
      '{"notes":{"x":{"deep":[1,2]},"y":true,"z":null},"buyer":{"name":"Ewa Lisowska"}}',
      '{"buyer":{"name":null,"email":""},"phones":[]}',
      '[]',
    ]
    const { leaks } = await found({ documents, texts: ['Ewa Lisowska'] })
    expect(leaks).toEqual([{ kind: 'fullName', rows: 1 }])
  })

  it.each(['{"buyer":', '{"buyer":{"name":"a\u0001b"}}', 'x', '{"buyer":{"name":{"a":1}}}'])(
    'stops at %j, as masking does',
    async (document) => {
      await expect(found({ documents: [document] })).rejects.toMatchObject({
        code: 'POLIGON_VALUE',
      })
    },
  )

  it('tells masks inside by which somebody could be reached', async () => {
    const copies = [
      harmless,
      '{"buyer":{"email":"jan@firma.pl","name":"Y"},"phones":["600700800","+48 271 234 567"]}',
    ]
    const { reachable } = await found({ documents: ['{"buyer":{"name":"Ewa Lisowska"}}'], copies })
    expect(reachable).toEqual([
      { table: 'orders', column: 'document', kind: 'email', rows: 1 },
      { table: 'orders', column: 'document', kind: 'phone', rows: 1 },
    ])
  })

  it('does not stop at a copy that is no document', async () => {
    const { reachable } = await found({
      documents: ['{"buyer":{"name":"Ewa Lisowska"}}'],
      copies: ['{"buyer":'],
    })
    expect(reachable).toEqual([])
  })
})

const words = fc.constantFrom('Ewa Lisowska', 'Łucja Żak', 'a"b\\c/d', 'ul. Długa\n3', '😀 Zażółć')
const value = fc.oneof(
  words,
  fc.integer({ min: 500_000_000, max: 899_999_999 }),
  fc.constantFrom(null, ''),
)
const document = fc
  .record(
    {
      buyer: fc.record({ email: words, name: words, age: fc.nat(99) }, { requiredKeys: [] }),
      phones: fc.array(value, { maxLength: 4 }),
      notes: fc.dictionary(fc.constantFrom('a', 'b', 'ą'), value, { maxKeys: 3 }),
      colour: words,
      others: fc.array(fc.record({ buyer: words }), { maxLength: 2 }),
    },
    { requiredKeys: [] },
  )
  .chain((one) =>
    fc.constantFrom(
      JSON.stringify(one),
      JSON.stringify(one, null, 2),
      JSON.stringify(one).replace(
        /[^\0-\x7f]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
    ),
  )

it('is the same for both kernels', async () => {
  const documents = fc.sample(document, { numRuns: 300, seed: 5 })
  const one = { documents, copies: documents, texts: ['Ewa Lisowska', 'łucja żak', '600700800'] }
  const inWasm = await compare(one)
  vi.stubEnv('POLIGON_KERNEL', 'javascript')
  const { checked, ...others } = await compare(one)
  expect(inWasm).toMatchObject({
    ...others,
    checked: { fields: checked.fields, originals: checked.originals },
  })
  expect(checked.originals).toBeGreaterThan(100)
})
