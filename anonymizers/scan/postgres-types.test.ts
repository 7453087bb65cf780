import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inFolder } from '../mask-text.contract.ts'
import { scanDump } from './scan-dump.ts'

/** A value of each type with somebody in it. */
const values: Readonly<Record<string, (mail: string) => string>> = {
  xml: (mail) => `<p>Write to <b>${mail}</b> soon</p>`,
  'public.note': (mail) => `Write to ${mail} <br/> soon`,
  'public.person': (mail) => `(Anna,${mail})`,
  'public.words': (mail) => `[${mail},${mail}]`,
  tsvector: (mail) => `'${mail}':1`,
  'public.ltree': (mail) => mail,
  jsonpath: (mail) => `$."${mail}"`,
  'xml[]': (mail) => `{"<mail>${mail}</mail>"}`,
  'public.hstore': (mail) => `"contact"=>"${mail}"`,
  'public.citext[]': (mail) => `{${mail}}`,
  macaddr: () => '',
}
const macs = (i: number): string => `08:00:2b:01:02:${String(i + 10)}`
const rows = Array.from({ length: 20 }, (_, i) =>
  Object.entries(values).map(([type, write]) =>
    type === 'macaddr' ? macs(i) : write(`anna${i}@poczta.example`),
  ),
)
const columns = Object.keys(values).map((type, i) => `c${i} ${type}`)
const head = `--
-- PostgreSQL database dump
--

CREATE DOMAIN public.note AS xml;

CREATE TABLE public.things (
    ${columns.join(',\n    ')}
);

`
const names = columns.map((_, i) => `c${i}`).join(', ')
const forms = {
  COPY: `${head}COPY public.things (${names}) FROM stdin;\n${rows.map((row) => `${row.join('\t')}\n`).join('')}\\.\n`,
  INSERT: `${head}${rows.map((row) => `INSERT INTO public.things VALUES (${row.map((one) => `'${one.replaceAll("'", "''")}'`).join(', ')});\n`).join('')}`,
}

describe('somebody in a type of PostgreSQL that is no plain text', () => {
  for (const [form, dump] of Object.entries(forms))
    it.each([true, false])(`is found in ${form} (all rows: %s)`, async (everyRow) => {
      await inFolder(async (folder) => {
        const source = join(folder, 'dump.sql')
        writeFileSync(source, dump)
        const { columns: found } = await scanDump({ source, everyRow })
        const at = new Set(found.map(({ column }) => column))
        expect(Object.keys(values).filter((_, i) => !at.has(`c${i}`))).toEqual([])
      })
    })
})
