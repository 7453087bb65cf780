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
      columns: 3,
      survived: [],
      unseen: [],
    })
    expect(readdirSync(cacheFolder('spool'))).toEqual([])
  })

  it('are not planted where the policy keeps', async () => {
    expect(await test(engine, '{keep: for a test}')).toMatchObject({ columns: 2 })
  })
})
