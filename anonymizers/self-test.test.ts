import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cacheFolder } from '../core/folders.ts'
import { inFolder } from './mask-text.contract.ts'
import { selfTest } from './self-test.ts'

const dumps = {
  mysql: `-- MariaDB dump 10.19
CREATE TABLE \`customer\` (\`id\` int PRIMARY KEY, \`email\` varchar(120), \`name\` varchar(80), \`note\` text, \`short\` varchar(14));
INSERT INTO \`customer\` VALUES (1,'jan@firma.pl','Jan Lis','nic','x');
`,
  postgres: `--
-- PostgreSQL database dump
--
SET client_encoding = 'UTF8';
CREATE TABLE public.customer (id integer NOT NULL, email text, name text, note text, short character varying(14));
COPY public.customer (id, email, name, note, short) FROM stdin;
1\tjan@firma.pl\tJan Lis\tnic\tx
\\.
ALTER TABLE ONLY public.customer ADD CONSTRAINT customer_pkey PRIMARY KEY (id);
`,
}
const policy = (engine: string, name: string) => `
policy: 1
purpose: tests of the self-test
source: {engine: ${engine}}
tables:
  ${engine === 'postgres' ? 'public.' : ''}customer:
    columns:
      id: {keep: a number}
      email: email
      name: ${name}
      note: {drop: nobody reads it}
      short: phone
`

const test = (engine: keyof typeof dumps, name: string) =>
  inFolder(async (folder) => {
    writeFileSync(join(folder, 'dump.sql'), dumps[engine])
    writeFileSync(join(folder, 'policy.yaml'), policy(engine, name))
    return selfTest({
      original: { source: join(folder, 'dump.sql') },
      policy: join(folder, 'policy.yaml'),
    })
  })

describe.each(['mysql', 'postgres'] as const)('people planted into tables of %s', (engine) => {
  it('are gone when they were masked, and found when they were not', async () => {
    expect(await test(engine, 'fullName')).toEqual({
      tables: 1,
      columns: 4,
      kinds: ['dropped', 'email', 'fullName', 'phone'],
      survived: [],
      unseen: [],
    })
    expect(readdirSync(cacheFolder('spool'))).toEqual([])
  })

  it('are not planted where the policy keeps', async () => {
    expect(await test(engine, '{keep: for a test}')).toMatchObject({ columns: 3 })
  })
})

const everything = [
  'email phone nip pesel regon iban card vat mac uuid username passwordHash secret token hash fullName'.split(
    ' ',
  ),
  'street company freeText template url ip firstName lastName city jobTitle placeholder'.split(' '),
  ['birthDate', 'dateShift'],
].flat()
const treated = (kind: string) =>
  kind === 'template'
    ? "{mask: template, text: '{lastName} i syn'}"
    : kind === 'secret'
      ? '{mask: secret, to: nothing}'
      : kind === 'dateShift'
        ? '{mask: dateShift, days: 30}'
        : kind

describe.each(['mysql', 'postgres'] as const)('every kind that is looked for, in %s', (engine) => {
  const inFamily = (dump: { types: Record<string, string>; rules: readonly string[] }) =>
    inFolder(async (folder) => {
      const quote = engine === 'postgres' ? '"' : '`'
      const columns = Object.entries(dump.types).map(
        ([column, type]) => `${quote}${column}${quote} ${type}`,
      )
      const table = engine === 'postgres' ? 'public.everything' : 'everything'
      writeFileSync(
        join(folder, 'dump.sql'),
        engine === 'postgres'
          ? `--\n-- PostgreSQL database dump\n--\nSET client_encoding = 'UTF8';\nCREATE TABLE ${table} (id integer NOT NULL, ${columns.join(', ')});\nCOPY ${table} (id) FROM stdin;\n1\n\\.\n`
          : `-- MariaDB dump 10.19\nCREATE TABLE \`${table}\` (\`id\` int PRIMARY KEY, ${columns.join(', ')});\nINSERT INTO \`${table}\` (\`id\`) VALUES (1);\n`,
      )
      writeFileSync(
        join(folder, 'policy.yaml'),
        `policy: 1\npurpose: tests of the self-test\nsource: {engine: ${engine}}\ntables:\n  ${table}:\n    columns:\n      id: {keep: a number}\n${dump.rules.map((rule) => `      ${rule}\n`).join('')}`,
      )
      return selfTest({
        original: { source: join(folder, 'dump.sql') },
        policy: join(folder, 'policy.yaml'),
      })
    })
  const bytes = engine === 'postgres' ? 'bytea' : 'longblob'

  it('is planted into columns, gone where it is masked, and found where it is not', async () => {
    const tested = await inFamily({
      types: {
        ...Object.fromEntries(everything.map((kind) => [`c_${kind}`, 'text'])),
        c_number: 'bigint',
        c_bytes: bytes,
        c_dropped: 'text',
        c_gone: bytes,
      },
      rules: [
        ...everything.map((kind) => `c_${kind}: ${treated(kind)}`),
        'c_number: pesel',
        'c_bytes: placeholder',
        'c_dropped: {drop: nobody reads it}',
        'c_gone: {drop: nobody reads it}',
      ],
    })
    expect(tested).toEqual({
      tables: 1,
      columns: everything.length + 4,
      kinds: [...everything, 'dropped'].toSorted(),
      survived: [],
      unseen: [],
    })
  })

  it('is planted at paths of JSON, PHP and XML and in documents within documents', async () => {
    const inside = everything.filter(
      (kind) => !/^(?:firstName|lastName|city|jobTitle|birthDate|dateShift)$/.test(kind),
    )
    const paths = (form: string, under: string) =>
      `${form}: {${inside.map((kind, i) => `"${under}.${i % 3 === 0 ? `lists.many[*].${kind}` : `all.${kind}`}": ${treated(kind)}`).join(', ')}}`
    const tested = await inFamily({
      types: { j: 'text', p: 'text', x: 'text', deep: 'text', list: 'text' },
      rules: [
        `j: {${paths('json', '$')}, otherPaths: stop}`,
        `p: {${paths('php', '$')}, otherPaths: stop}`,
        `x: {xml: {"$.doc.person.@nip": nip, "$.doc.person.email": email, "$.doc.*.iban": iban}, otherPaths: stop}`,
        `deep: {json: {"$.inner": {php: {"$.mail": email}}, "$.*.pesel": pesel}, otherPaths: stop}`,
        'list: {json: {"$[*]": card}, otherPaths: stop}',
      ],
    })
    expect(tested).toEqual({
      tables: 1,
      columns: 5,
      kinds: [
        ...inside.filter((kind) => !/^(?:passwordHash|secret|vat)$/.test(kind)),
        'constant',
      ].toSorted(),
      survived: [],
      unseen: [],
    })
  })
})
