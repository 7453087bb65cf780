import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { maskDump } from '../mask-dump.ts'
import { inFolder, testKey } from '../mask-text.contract.ts'
import { writePolicy } from './policy/write-policy.ts'
import { zipOf } from './zip.fixture.ts'
import type { FoundPath } from './scan-dump.ts'

/** Scans a table whose rows have one value, writes a policy, and masks by it as it is. */
const scanAndMask = (value: string | Buffer, type = 'text') =>
  inFolder(async (folder) => {
    const [source, policy, target] = ['dump.sql', 'policy.yaml', 'masked.sql'].map((file) =>
      join(folder, file),
    ) as [string, string, string]
    const literal =
      typeof value === 'string'
        ? `'${value.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`
        : `0x${value.toString('hex')}`
    writeFileSync(
      source,
      `-- MariaDB dump 10.19\nCREATE TABLE \`t\` (\`id\` int, \`x\` ${type});\nINSERT INTO \`t\` VALUES (1,${literal});\n`,
    )
    const { result, stop } = await writePolicy({ source, policy })
    await maskDump({ source, policy, target, key: testKey, jobs: 0 })
    const [found] = result.columns
    return {
      stop,
      found: found && [found.kind, found.review, ...found.evidence],
      paths: shown(found?.paths ?? []),
      masked: readFileSync(target, 'latin1'),
      policy: readFileSync(policy, 'utf8'),
    }
  })

const shown = (paths: readonly FoundPath[]): unknown[] =>
  paths.map(({ path, kind, paths: inner }) => (inner ? [path, kind, shown(inner)] : [path, kind]))

const people = '{"surname":"Kowalska","email":"anna@poczta.example"}'
const letter = 'Dzień dobry, tu Anna Kowalska, proszę o telefon na numer +48 600 100 200.'

describe('what stands inside values', () => {
  it('is judged path by path in XML, elements that stand several times as lists', async () => {
    const { paths, masked, stop } = await scanAndMask(
      `<?xml version="1.0"?><o:order xmlns:o="urn:x" id="7"><buyer mail="anna@poczta.example"><name>Anna Kowalska</name></buyer>
       <cc><email>jan@poczta.example</email></cc><cc><email>ola@poczta.example</email></cc><sku>A-1</sku></o:order>`,
    )
    expect(paths).toEqual([
      ['$.order.buyer.@mail', 'email'],
      ['$.order.buyer.name', 'full_name'],
      ['$.order.cc[*].email', 'email'],
    ])
    expect(masked).not.toMatch(/kowalska|(?:anna|jan|ola)@poczta/i)
    expect(masked).toContain('<sku>A-1</sku></o:order>')
    expect(stop).toBeUndefined()
  })

  it('is no document where it is a text with tags', async () => {
    const { found } = await scanAndMask(`<p>${letter}</p>`)
    expect(found?.[0]).toBe('free_text')
  })

  it('is judged in documents that stand in documents', async () => {
    const inner = JSON.stringify({ request: people, status: 'ok' })
    const { paths, masked, stop } = await scanAndMask(inner)
    expect(paths).toEqual([
      [
        '$.request',
        'json',
        [
          ['$.surname', 'last_name'],
          ['$.email', 'email'],
        ],
      ],
    ])
    expect(masked).not.toMatch(/kowalska|anna@/i)
    expect(masked).toMatch(/status":"ok|status\\":\\"ok/)
    expect(stop).toBeUndefined()
  })

  it('is judged in lists of PHP within JSON', async () => {
    const php = 'a:1:{i:0;a:1:{s:5:"email";s:19:"anna@poczta.example";}}'
    const { paths, masked } = await scanAndMask(JSON.stringify({ cart: php }))
    expect(paths).toEqual([['$.cart', 'php', [['$.*.email', 'email']]]])
    expect(masked).not.toContain('anna@')
  })

  const pdf = Buffer.concat([
    Buffer.from('%PDF-1.4\n1 0 obj <</Filter/FlateDecode>> stream\n'),
    deflateSync(Buffer.from('BT (Invoice for anna@poczta.example) Tj ET')),
    Buffer.from('\nendstream endobj\n%%EOF\n'),
  ])
  it.each([
    ['base64', Buffer.from(letter).toString('base64'), 'text'],
    ['base64', `data:text/plain;base64,${Buffer.from(letter).toString('base64')}`, 'text'],
    ['hex', Buffer.from(letter).toString('hex'), 'text'],
    ['gzip', gzipSync(letter), 'blob'],
    ['zlib', Buffer.concat([Buffer.from([9, 0, 0, 0]), deflateSync(letter)]), 'blob'],
    ['base64 gzip', gzipSync(letter).toString('base64'), 'text'],
    ['deflate', deflateRawSync(letter), 'blob'],
    ['zstd', zstdCompressSync(letter), 'blob'],
    ['zip', zipOf({ 'list.txt': letter }), 'blob'],
    ['pdf', pdf, 'blob'],
  ])('is looked for in %s', async (wraps, value, type) => {
    const { found, masked, stop } = await scanAndMask(value, type)
    expect(found).toEqual(['blob', false, `inside ${wraps}: 100 % name somebody`])
    const original = typeof value === 'string' ? value : value.toString('hex')
    expect(masked.toLowerCase()).not.toContain(original.slice(30).toLowerCase())
    expect(stop).toBeUndefined()
  })

  it.each<[string, string | Buffer, string?]>([
    ['in quotes of SQL', "UPDATE t SET mail='anna@poczta.example' WHERE 1"],
    ['in a part of a path', '/customers/anna@poczta.example/edit?tab=1'],
    ['by percent', 'GET /reset?mail=anna%40poczta.example HTTP/1.1'],
    ['escaped as JSON does', 'said {"m":"anna\\u0040poczta.example"}'],
    [
      'in base 64 behind a word',
      `Basic ${Buffer.from('anna@poczta.example:x').toString('base64')}`,
    ],
    [
      'in hexadecimal numbers among others',
      `x=0x${Buffer.from('anna@poczta.example').toString('hex')},y`,
    ],
    [
      'in a serialized object',
      Buffer.from('\x92\xb3anna@poczta.example\xa3abc\x01', 'latin1'),
      'blob',
    ],
    ['in UTF-16', Buffer.from('anna@poczta.example', 'utf16le'), 'blob'],
  ])('is found %s', async (_, value, type) => {
    const { found, masked } = await scanAndMask(value, type)
    expect(found?.[0]).toMatch(/free_text|url|email/)
    const original = typeof value === 'string' ? value : value.toString('hex')
    expect(masked.toLowerCase()).not.toContain(original.toLowerCase())
  })

  it.each([
    ['JSON', '{"anna@poczta.example":1}'],
    ['PHP', 'a:1:{s:19:"anna@poczta.example";i:1;}'],
  ])('is found where members of %s are called by addresses', async (_, value) => {
    const { masked } = await scanAndMask(value)
    expect(masked).not.toContain('anna@')
  })

  it('is found in bytes as PostgreSQL writes them', () =>
    inFolder(async (folder) => {
      const [source, policy] = [join(folder, 'dump.sql'), join(folder, 'policy.yaml')]
      const object = Buffer.from('\x92\xb3anna@poczta.example\xa3abc\x01', 'latin1')
      writeFileSync(
        source,
        `-- PostgreSQL database dump\nCREATE TABLE public.t (id int, x bytea);\nCOPY public.t (id, x) FROM stdin;\n1\t\\\\x${object.toString('hex')}\n\\.\n`,
      )
      const { result } = await writePolicy({ source, policy })
      expect(result.columns.map(({ column, kind }) => [column, kind])).toEqual([['x', 'email']])
    }))

  it('is judged in documents that are packed', async () => {
    const { found } = await scanAndMask(gzipSync('{"surname":"Qwq"}').toString('base64'))
    expect(found).toEqual(['blob', false, 'inside base64 gzip: paths: 1'])
  })

  it('is to be reviewed where it is any text, and nothing where it is none', async () => {
    const text = await scanAndMask(gzipSync('The lazy dog sleeps all day.'), 'blob')
    expect(text.found).toEqual(['blob', true, 'inside gzip: text'])
    for (const value of ['d41d8cd98f00b204e9800998ecf8427e', 'ShippingMethodStandard'])
      expect((await scanAndMask(value)).found).toBeUndefined()
  })

  it('is not unpacked without end', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
    const { found } = await scanAndMask(bomb, 'longblob')
    expect(found).toBeUndefined()
  })
})
