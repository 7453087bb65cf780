import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { maskDump } from '../../mask-dump.ts'
import { inFolder, testKey } from '../../mask-text.contract.ts'
import { writePolicy, type WrittenPolicyFile } from './write-policy.ts'

/** Scans a dump, writes a policy, and masks the dump by it as it is. */
const maskByScan = (dump: string | Uint8Array) =>
  inFolder(async (folder) => {
    const [source, policy, target] = ['dump.sql', 'policy.yaml', 'masked.sql'].map((file) =>
      join(folder, file),
    ) as [string, string, string]
    writeFileSync(source, dump)
    const written: WrittenPolicyFile = await writePolicy({ source, policy })
    await maskDump({ source, policy, target, key: testKey, jobs: 0 })
    return {
      written,
      policy: readFileSync(policy, 'utf8'),
      masked: readFileSync(target, 'utf8'),
      files: readdirSync(folder),
    }
  })

const erp = `--
-- PostgreSQL database dump
--
CREATE TYPE public.plec AS ENUM ('k', 'm');
CREATE TABLE public.osoby (login character varying(40) NOT NULL, imie text, nazwisko text, mail character varying(20) NOT NULL, plec public.plec, uwagi text, dane jsonb, avatar bytea, haslo text);
CREATE TABLE public.zgody (id integer NOT NULL, osoba character varying(40), data_zgody date);
COPY public.osoby (login, imie, nazwisko, mail, plec, uwagi, dane, avatar, haslo) FROM stdin;
anna.k	Anna	Kowalska	anna@poczta.example	k	Prosi: Anna Kowalska, 600 100 200	{"tel": "600100200", "kolor": "czerwony"}	\\\\x00	$2y$10$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234
jan.z	Jan	Zięba	jan@poczta.example	m	\\N	{"tel": {"dom": "600100201"}}	\\N	\\N
\\.
COPY public.zgody (id, osoba, data_zgody) FROM stdin;
1	anna.k	2026-01-02
\\.
ALTER TABLE ONLY public.osoby ADD CONSTRAINT p PRIMARY KEY (login);
ALTER TABLE ONLY public.osoby ADD CONSTRAINT u UNIQUE (mail);
ALTER TABLE ONLY public.zgody ADD CONSTRAINT f FOREIGN KEY (osoba) REFERENCES public.osoby(login);
`

it('says of which country masks are to be, when that was said', async () => {
  await inFolder(async (folder) => {
    const [source, policy] = [join(folder, 'dump.sql'), join(folder, 'policy.yaml')]
    writeFileSync(source, erp)
    await writePolicy({ source, policy, locale: 'de' })
    expect(readFileSync(policy, 'utf8')).toMatch(/^locale: de$/m)
  })
})

it('names the columns of the widest tables in lines that YAML reads', async () => {
  const columns = Array.from({ length: 150 }, (_, i) => `a_rather_long_name_of_column_${i}`)
  const dump = `-- MariaDB dump 10.19
CREATE TABLE \`wide\` (${columns.map((one) => `\`${one}\` int`).join(', ')});
INSERT INTO \`wide\` VALUES (${columns.map((_, i) => i + 1).join(',')});
`
  const { policy, masked } = await maskByScan(dump)
  expect(Math.max(...policy.split('\n').map((line) => line.length))).toBeLessThan(250)
  expect(masked).toBe(dump)
})

describe('a policy that is written from a scan', () => {
  let made: Awaited<ReturnType<typeof maskByScan>>
  beforeAll(async () => {
    made = await maskByScan(erp)
  })

  it('masks the dump with no edit, and leaves nobody in it', () => {
    const { masked, policy, written, files } = made
    for (const seed of [
      /anna/i,
      /kowalsk/i,
      /zięba/i,
      /poczta\.example/,
      /600.?100/,
      /jan\.z/,
      /2y\$10\$abc/,
    ])
      expect(masked).not.toMatch(seed)
    expect(masked).toContain('2026-01-02')
    expect(policy).not.toMatch(/anna|kowalska|poczta\.example/i)
    expect(written.stop).toBeUndefined()
    expect(files.toSorted()).toEqual(['dump.sql', 'masked.sql', 'policy.yaml'])
  })

  it('treats what refers to a masked key as the key', () => {
    const { masked } = made
    const [, login = ''] = /FROM stdin;\n(\S+)\t/.exec(masked) ?? []
    expect(masked).toMatch(new RegExp(`^1\t${login}\t2026-01-02$`, 'm'))
  })

  it('says of every column why it stays, and is tied to the schema', () => {
    const { policy } = made
    expect(policy).toContain('data_zgody: {keep: "a time"}')
    expect(policy).toMatch(/reviewed: "sha256:[0-9a-f]{64}"/)
  })

  it('treats settings key by key', async () => {
    const { masked, policy } = await maskByScan(`-- MariaDB dump 10.19
CREATE TABLE \`user_meta\` (\`id\` int, \`meta_key\` varchar(80), \`meta_value\` text);
INSERT INTO \`user_meta\` VALUES (1,'phone','+48 600 100 200'),(2,'theme','dark'),(3,'first_name','Anna');
`)
    expect(masked).toMatch(
      /'phone','(?!\+48 600 100 200)[^']+'\),\(2,'theme','dark'\),\(3,'first_name','(?!Anna')\S+'/,
    )
    expect(policy).toContain('chosenBy: meta_key')
  })

  it('is never written over', async () => {
    await inFolder(async (folder) => {
      const [source, policy] = [join(folder, 'dump.sql'), join(folder, 'policy.yaml')]
      writeFileSync(source, erp)
      writeFileSync(policy, 'mine')
      await expect(writePolicy({ source, policy })).rejects.toMatchObject({
        code: 'POLIGON_TARGET',
      })
      expect(readFileSync(policy, 'utf8')).toBe('mine')
      await expect(
        writePolicy({ source, policy: join(folder, 'nowhere', 'policy.yaml') }),
      ).rejects.toMatchObject({ code: 'POLIGON_TARGET' })
      expect(readdirSync(folder).toSorted()).toEqual(['dump.sql', 'policy.yaml'])
    })
  })

  it.each(['magento', 'odoo', 'woocommerce'])(
    'extends the preset of %s where it is recognised',
    async (product) => {
      const sample = readFileSync(
        new URL(`../../presets/samples/${product}.sql`, import.meta.url),
        'utf8',
      )
      const { written, masked } = await maskByScan(sample)
      expect(written.presets).toEqual([{ name: product }])
      for (const seed of [/nowak/i, /kwiatowa/i, /82020212345/]) expect(masked).not.toMatch(seed)
    },
  )
})

it('masks what names say nothing of where originals of other columns stand in it, and definitions too', async () => {
  const people = Array.from({ length: 12 }, (_, i) => `(${i},'osoba.nr${i}@poczta.pl')`)
  const visits = people.map(
    (_, i) => `(${i},'/konto?u=osoba.nr${i}%40poczta.pl&v=${i}','${i % 3}')`,
  )
  const { policy, masked, written } = await maskByScan(`-- MariaDB dump 10.19
CREATE TABLE \`customer\` (\`id\` int PRIMARY KEY, \`email\` varchar(80) COMMENT 'np. osoba.nr1@poczta.pl');
CREATE TABLE \`visit\` (\`id\` int PRIMARY KEY, \`xqv\` varchar(200), \`xqz\` varchar(20));
INSERT INTO \`customer\` VALUES ${people.join(',')};
INSERT INTO \`visit\` VALUES ${visits.join(',')};
`)
  expect(written.stop).toBeUndefined()
  expect(policy).toMatch(/^definitions: mask$/m)
  expect(policy).toMatch(/^ {6}xqz: \{keep/m)
  expect(policy).not.toMatch(/^ {6}xqv: \{keep/m)
  expect(masked).not.toContain('osoba.nr')
})

it('puts placeholders in the place of large objects, and passes over what INSERT leaves to the server', async () => {
  const { policy, masked, written } = await maskByScan(`--
-- PostgreSQL database dump
--
CREATE TABLE public.reader (id integer, email text, small text GENERATED ALWAYS AS (lower(email)) STORED, flags bit(4), file oid);
SELECT pg_catalog.lo_create('16400');
SELECT pg_catalog.lo_open('16400', 131072);
SELECT pg_catalog.lowrite(0, '\\x616e6e61406b6f742e706c');
SELECT pg_catalog.lo_close(0);
INSERT INTO public.reader VALUES (1, 'anna@kot.pl', DEFAULT, B'1011', 16400);
`)
  expect(written.stop).toBeUndefined()
  expect(policy).toMatch(/^largeObjects: \{mask: placeholder\} {2}# review/m)
  expect(masked).toMatch(/VALUES \(1, '[^']+', ?DEFAULT, B'1011', 16400\)/)
  expect(masked).not.toMatch(/anna@kot\.pl|616e6e61/)
})
