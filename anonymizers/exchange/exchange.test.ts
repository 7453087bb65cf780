import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { emailAddress, sample } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskDump } from '../mask-dump.ts'
import { inFolder, maskText, testKey } from '../mask-text.contract.ts'
import { filesPolicy, maskFiles, refusalOf, type Files } from './exchange.fixture.ts'

const policy = filesPolicy(
  `
  orders: {match: "orders/*.csv"}
  customers: {match: [customers.csv]}
  stock: {match: "stock*.xml"}
  events: {match: "*.jsonl"}
  catalogue: {match: catalogue.json}
  manuals: {match: "*.pdf"}
  notes: {match: "*.txt"}`,
  `
  orders:
    person: email
    columns: {id: {keep: a number}, email: email, name: fullName, note: {drop: free text}}
  customers: {columns: {email: email, "city, e-mail 2": {keep: a test}}}
  stock: {columns: {content: {xml: {$.stock.@by: email, $.stock.item: {keep: goods}}}}}
  events: {columns: {content: {json: {$.email: email}, otherPaths: {keep: a test}}}}
  catalogue: {columns: {content: {json: {"$[*].contact": email}, otherPaths: {keep: a test}}}}
  manuals: {columns: {content: placeholder}}
  notes: {columns: {content: {keep: written by nobody}}}`,
)

const files: Files = {
  'orders/1.csv':
    'id,email,name,note\r\n1,jan@firma.pl,"Jan, Kowalski","said ""yes""\r\n"\r\n2,ewa@firma.pl,Ewa,\r\n',
  'orders/2.csv': '\ufeffname;id;note;email\nAnna;3;x;jan@firma.pl\n',
  'customers.csv': 'email|city|e-mail 2\njan@firma.pl|Łódź|x|\n'.replace('x|', '"a|b"'),
  'stock-1.xml': '<?xml version="1.0"?>\n<stock by="jan@firma.pl">\n  <item>5</item>\n</stock>\n',
  'events.jsonl': '{"email": "jan@firma.pl", "n": 1}\r\n\r\n{"n": 2, "email":"ewa@firma.pl"}',
  'catalogue.json': '\ufeff[{"contact": "jan@firma.pl", "sku": "x"}]',
  'a/b/manual.pdf': '%PDF-1.7 of jan@firma.pl',
  'notes.txt': Buffer.from([0, 1, 2, 255, 10, 10]),
  'empty.jsonl': '',
}

const emails = /[\w.]+@[\w.-]+/g

describe('files of exchange', () => {
  it('are masked field by field, and byte for byte the same elsewhere', async () => {
    const { output, text } = await maskFiles(files, policy)
    expect(Object.keys(output).toSorted()).toEqual(Object.keys(files).toSorted())
    expect(JSON.stringify(output)).not.toContain('firma.pl')
    const [mask = ''] = text('events.jsonl').match(emails) ?? []
    for (const path of [
      'orders/1.csv',
      'orders/2.csv',
      'customers.csv',
      'stock-1.xml',
      'catalogue.json',
    ])
      expect(text(path), path).toContain(mask)
    expect(text('orders/1.csv')).toMatch(
      /^id,email,name,note\r\n1,[^,]+,"[^"]+",""\r\n2,[^,]+,[^,]+,\r\n$/,
    )
    expect(text('orders/2.csv')).toMatch(/^\ufeffname;id;note;email\n[^;]+;3;;[^;]+\n$/)
    for (const path of ['customers.csv', 'stock-1.xml', 'events.jsonl', 'catalogue.json'])
      expect(text(path).replaceAll(emails, '@')).toBe(String(files[path]).replaceAll(emails, '@'))
    expect(text('a/b/manual.pdf')).toMatch(/^%PDF-1\.4\n/)
    expect(output['notes.txt']).toEqual(files['notes.txt'])
  })

  it('give every e-mail the mask that it has in dumps', async () => {
    const addresses = sample(emailAddress({ size: 'small' }), { numRuns: 40, seed: 7 }).map((one) =>
      one.replaceAll(/["'\\&<>]/g, '_'),
    )
    const policyOf = (engine: string) =>
      engine === 'files'
        ? filesPolicy(
            `  c: {match: c.csv}\n  j: {match: j.jsonl}\n  x: {match: x.xml}`,
            `
  c: {columns: {email: email}}
  j: {columns: {content: {json: {$.email: email}}}}
  x: {columns: {content: {xml: {$.x.email: email}}}}`,
          )
        : `policy: 1\npurpose: tests of files\nsource: {engine: ${engine}}\ntables:\n  ${engine === 'mysql' ? 'c' : 'public.c'}: {columns: {email: email}}\n`
    const { text } = await maskFiles(
      {
        'c.csv': `email\n${addresses.map((one) => `"${one}"\n`).join('')}`,
        'j.jsonl': addresses.map((email) => `${JSON.stringify({ email })}\n`).join(''),
        'x.xml': `<x>${addresses.map((one) => `<email>${one}</email>`).join('')}</x>`,
      },
      policyOf('files'),
    )
    const mysql = `-- MariaDB dump 10\nCREATE TABLE \`c\` (\`email\` text);\nINSERT INTO \`c\` VALUES ${addresses.map((one) => `('${one}')`).join(',')};\n`
    const postgres = `--\n-- PostgreSQL database dump\n--\n\nCREATE TABLE public.c (email text);\nCOPY public.c (email) FROM stdin;\n${addresses.map((one) => `${one}\n`).join('')}\\.\n`
    const dumps = [
      (await maskText(mysql, policyOf('mysql'))).output.toString(),
      (await maskText(postgres, policyOf('postgres'))).output.toString(),
    ]
    const masks = text('j.jsonl').match(emails)
    expect(masks).toHaveLength(addresses.length)
    for (const one of [text('c.csv'), text('x.xml'), ...dumps])
      expect(one.match(emails)).toEqual(masks)
  })

  it('come out the same for every number of threads, and are counted as rows', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, i) => `${i},k${i}@firma.pl,Jan,"a\n${'b'.repeat(200)}"\n`,
    ).join('')
    const many = { ...files, 'orders/1.csv': `id,email,name,note\n${rows}` }
    const one = await maskFiles(many, policy)
    expect((await maskFiles(many, policy, { jobs: 2 })).output).toEqual(one.output)
    expect(one.report.tables.find(({ table }) => table === 'orders')).toMatchObject({
      rows: 20_001,
      maskedColumns: ['email', 'name', 'note'],
    })
  })

  it('follow persons of other files', async () => {
    const { text } = await maskFiles(
      {
        'c.csv': 'id,email,name\n7,jan@firma.pl,Jan Kowalski\n',
        'o.csv': 'customer,name\n7,Jan K.\n',
      },
      filesPolicy(
        `  customers: {match: c.csv}\n  orders: {match: o.csv}`,
        `
  customers: {person: email, columns: {id: {keep: a number}, email: email, name: fullName}}
  orders:
    person: {table: customers, via: customer, by: email, key: id}
    columns: {customer: {keep: a number}, name: fullName}`,
      ),
    )
    const [, , name] = text('c.csv').split('\n')[1]?.split(',') ?? []
    expect(text('o.csv')).toBe(`customer,name\n7,${name}\n`)
  })

  it('have one person in a document when the policy says who that is', async () => {
    const person = (path: string) =>
      filesPolicy(
        `  c: {match: c.csv}\n  e: {match: e.jsonl}\n  x: {match: x.xml}`,
        `
  c: {person: email, columns: {email: email, name: fullName}}
  e:
    person: ${path}
    columns: {content: {json: {$.to.email: email, $.to.name: fullName, "$.others[*].name": fullName}}}
  x: {person: $.o.email, columns: {content: {xml: {$.o.email: email, $.o.name: fullName}}}}`,
      )
    const people: Files = {
      'c.csv': 'email;name\njan@firma.pl;Jan Kowalski\n',
      'e.jsonl':
        '{"to":{"name":"Jan K","email":"jan@firma.pl"},"others":[{"name":"Ewa Lis"}]}\n{"to":{"name":"X"}}\n',
      'x.xml': '<o><name>Kowalski Jan</name><email>jan@firma.pl</email></o>',
    }
    const { text } = await maskFiles(people, person('$.to.email'))
    const [email = '', name = ''] = text('c.csv').split('\n')[1]?.split(';') ?? []
    expect(text('e.jsonl').split('\n')[0]).toContain(`{"to":{"name":"${name}","email":"${email}"}`)
    expect(text('e.jsonl').split(name)).toHaveLength(2)
    expect(text('x.xml')).toBe(`<o><name>${name}</name><email>${email}</email></o>`)
    expect((await refusalOf(people, person('$.from.email')))?.code).toBe('POLIGON_POLICY_REFUSED')
  })

  it('keep their character set', async () => {
    const polish = (charset: string) =>
      filesPolicy(
        `  people: {match: p.csv, charset: ${charset}}`,
        `  people: {columns: {name: {keep: a test}, email: email, city: city}}`,
      )
    const { output } = await maskFiles(
      { 'p.csv': Buffer.from('name;email;city\n\xa3ukasz;jan@firma.pl;\xa3\xf3d\x9f\n', 'latin1') },
      polish('windows-1250'),
    )
    expect(output['p.csv']?.toString('latin1')).toMatch(
      /^name;email;city\n\xa3ukasz;[\w.]+@[\w.-]+;[^\n]+\n$/,
    )
  })

  it.each([
    [
      'a row with too few fields',
      'orders/1.csv',
      `id,email,name,note\n${'1,a@firma.pl,x,y\n'.repeat(40_000)}2,b@firma.pl,x\n`,
      { file: 'orders/1.csv', row: 40_001, byteOffset: 19 + 17 * 40_000 },
    ],
    [
      'text behind a quote',
      'orders/1.csv',
      `id,email,name,note\n${'1,a@firma.pl,x,y\n'.repeat(40_000)}2,b@firma.pl,"x"y,z\n`,
      { file: 'orders/1.csv', row: 40_001 },
    ],
    [
      'a quote that is never closed',
      'orders/1.csv',
      `id,email,name,note\n${'1,a@firma.pl,x,y\n'.repeat(40_000)}2,b@firma.pl,"x,z\n`,
      { file: 'orders/1.csv', row: 40_001 },
    ],
    [
      'JSON that is none',
      'events.jsonl',
      '{"email":"a@firma.pl"}\n{"email":\n',
      { file: 'events.jsonl', row: 2, byteOffset: 23 },
    ],
    [
      'XML that is none',
      'stock-1.xml',
      '<stock by="a@firma.pl"><item></stock>',
      { file: 'stock-1.xml', row: 1 },
    ],
    [
      'a path that the policy does not name',
      'stock-1.xml',
      '<stock><who>a@firma.pl</who></stock>',
      { file: 'stock-1.xml' },
    ],
    [
      'bytes that are no UTF-8',
      'orders/1.csv',
      Buffer.from('id,email,name,note\n1,a@firma.pl,\xa3,\n', 'latin1'),
      { file: 'orders/1.csv' },
    ],
    [
      'a row that is too short at once',
      'customers.csv',
      'email,city,e-mail 2\na@b.pl,x\n',
      { file: 'customers.csv', row: 1, byteOffset: 20 },
    ],
  ])('are refused for %s, with the place', async (_, path, content, place) => {
    const failure = await refusalOf({ ...files, [path]: content }, policy)
    expect(failure?.code).toMatch(/^POLIGON_(?:DUMP_SYNTAX|VALUE)$/)
    expect(failure?.place).toMatchObject(place)
    expect(failure?.message).not.toContain('firma.pl')
  })

  it.each([
    ['an unknown file', { 'new.bin': 'x' }, 'POLIGON_POLICY_UNCOVERED'],
    [
      'a column that the policy does not name',
      { 'customers.csv': 'email,city,e-mail 2,phone\na@b.pl,x,y,1\n' },
      'POLIGON_POLICY_UNCOVERED',
    ],
    ['two columns of one name', { 'customers.csv': 'email,email\na@b.pl,1\n' }, 'POLIGON_SOURCE'],
    [
      'values where names should be',
      { 'customers.csv': 'a@b.pl,600100200\nc@d.pl,1\n' },
      'POLIGON_SOURCE',
    ],
    ['several possible separators', { 'customers.csv': 'email,a;b\nx,y;z\n' }, 'POLIGON_SOURCE'],
    ['UTF-16', { 'customers.csv': Buffer.from('\ufeffemail,city\n', 'utf16le') }, 'POLIGON_SOURCE'],
    ['a name that tells who', { 'jan@firma.pl.jsonl': '' }, 'POLIGON_POLICY_UNCOVERED'],
    ['a number in a name', { 'call-600100200.jsonl': '' }, 'POLIGON_POLICY_UNCOVERED'],
    [
      'XML in a character set that is not read',
      { 'stock-1.xml': '<?xml version="1.0" encoding="koi8-r"?><stock/>' },
      'POLIGON_SOURCE',
    ],
  ])('are refused for %s', async (_, more, code) => {
    const failure = await refusalOf({ ...files, ...more }, policy)
    expect(failure?.code).toBe(code)
    expect(failure?.message).not.toMatch(/firma\.pl|600100200/)
  })

  it('show no values that stand where names should', async () => {
    const failure = await refusalOf(
      { ...files, 'customers.csv': 'Jan,Kowalski\nEwa,Lis\n' },
      policy,
    )
    expect(failure?.code).toBe('POLIGON_SOURCE')
    expect(failure?.message).not.toMatch(/Jan|Kowalski/)
  })

  it('are refused for a row with too few fields where everything is kept too', async () => {
    const kept = filesPolicy(`  a: {match: a.csv}`, `  a: {columns: {"x, y": {keep: a test}}}`)
    const failure = await refusalOf({ 'a.csv': 'x,y\n1,2\n3\n' }, kept)
    expect(failure?.place).toMatchObject({ file: 'a.csv', row: 2, byteOffset: 8 })
  })

  it('may have no line of names', async () => {
    const { text } = await maskFiles(
      { 'a.csv': 'jan@firma.pl;x\newa@firma.pl;y\n' },
      filesPolicy(
        `  a: {match: a.csv, columns: [email, note]}`,
        `  a: {columns: {email: email, note: {keep: a test}}}`,
      ),
    )
    expect(text('a.csv').replaceAll(emails, '@')).toBe('@;x\n@;y\n')
    expect(text('a.csv')).not.toContain('firma.pl')
  })

  it('are refused for a link, which may lead anywhere', async () => {
    await inFolder(async (folder) => {
      mkdirSync(join(folder, 'in'))
      symlinkSync('/etc/hostname', join(folder, 'in', 'a.csv'))
      writeFileSync(join(folder, 'policy.yaml'), policy)
      const work = maskDump({
        source: join(folder, 'in'),
        target: join(folder, 'out'),
        policy: join(folder, 'policy.yaml'),
        key: testKey,
      })
      await expect(work).rejects.toMatchObject({ code: 'POLIGON_SOURCE' })
    })
  })

  it('alone are masked into a file, and not into themselves, a stream or their own folder', async () => {
    await inFolder(async (folder) => {
      const source = join(folder, 'events.jsonl')
      const only = filesPolicy(
        `  e: {match: "*.jsonl"}`,
        `  e: {columns: {content: {json: {$.email: email}}}}`,
      )
      writeFileSync(source, '{"email":"jan@firma.pl"}\n')
      writeFileSync(join(folder, 'policy.yaml'), only)
      const mask = (target: string, from = source) =>
        maskDump({
          source: from,
          target,
          policy: join(folder, 'policy.yaml'),
          key: testKey,
          jobs: 0,
        })
      await mask(join(folder, 'masked.jsonl'))
      expect(readFileSync(join(folder, 'masked.jsonl'), 'utf8')).toMatch(
        /^{"email":"[\w.]+@[\w.-]+"}\n$/,
      )
      for (const target of [source, '-', join(folder, 'x.jsonl.gz')])
        await expect(mask(target)).rejects.toMatchObject({ code: 'POLIGON_TARGET' })
      mkdirSync(join(folder, 'in'))
      writeFileSync(join(folder, 'in', 'e.jsonl'), '')
      await expect(mask(join(folder, 'in', 'out'), join(folder, 'in'))).rejects.toMatchObject({
        code: 'POLIGON_TARGET',
      })
      expect(readdirSync(folder).toSorted()).toEqual([
        'events.jsonl',
        'in',
        'masked.jsonl',
        'policy.yaml',
      ])
    })
  })

  it('may have names that tell a day', async () => {
    const { output } = await maskFiles(
      {
        ...files,
        'e-20261123.jsonl': '',
        'e-20261123101500.jsonl': '',
        'e-2026-11-23-001.jsonl': '',
      },
      policy,
    )
    expect(Object.keys(output)).toContain('e-20261123101500.jsonl')
  })

  it.each(['jan@firma.pl', 'jan%40firma.pl', '601 202 303', '+48-601-202-303', '85010112349'])(
    'may have no name that tells of somebody, as %s does',
    async (told) => {
      const refusal = await refusalOf({ ...files, [`e-${told}.jsonl`]: '' }, policy)
      expect(refusal?.code).toBe('POLIGON_POLICY_UNCOVERED')
      expect(refusal?.message).not.toContain(told)
    },
  )

  it('are under one rule each', async () => {
    const two = policy
      .replace('  notes: {match', '  more: {match: "*.jsonl"}\n  notes: {match')
      .replace('  notes: {col', '  more: {columns: {content: {keep: a test}}}\n  notes: {col')
    expect((await refusalOf(files, two))?.code).toBe('POLIGON_POLICY_REFUSED')
  })
})
