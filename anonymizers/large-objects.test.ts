import { describe, expect, it } from 'vitest'
import type { PoligonError } from '../core/errors.ts'
import { customerPolicy, maskText } from './mask-text.contract.ts'

const content = Buffer.from('jan.kowalski@firma.pl').toString('hex')

const dump = (backslash = '\\') => `-- PostgreSQL database dump
SET client_encoding = 'UTF8';
SET standard_conforming_strings = ${backslash === '\\' ? 'on' : 'off'};
CREATE TABLE public.customer (id integer, email text, note text);
CREATE TABLE public.settings (name text, value text);
SELECT pg_catalog.lo_unlink(oid) FROM pg_catalog.pg_largeobject_metadata WHERE oid = '16423';
SELECT pg_catalog.lo_create('16423');
ALTER LARGE OBJECT 16423 OWNER TO postgres;
COPY public.customer (id, email, note) FROM stdin;
1\tx@y.pl\tn
\\.
BEGIN;

SELECT pg_catalog.lo_open('16423', 131072);
SELECT pg_catalog.lowrite(0, '${backslash}x${content}');
SELECT pg_catalog.lowrite(0, '${backslash}x${content}');
SELECT pg_catalog.lo_close(0);

COMMIT;
`
const rules = (line: string) => customerPolicy('postgres').replace('tables:', `${line}\ntables:`)

describe('large objects in a plain dump', () => {
  it('stop the run until the policy says what happens to them', async () => {
    const failure = await maskText(dump(), rules('')).catch((error: unknown) => error)
    expect(failure).toMatchObject({
      code: 'POLIGON_POLICY_UNCOVERED',
      place: { byteOffset: dump().indexOf('SELECT pg_catalog.lowrite') },
    })
    expect((failure as PoligonError).message).toMatch(/largeObjects: \{keep: why\}/)
  })

  it.each(['\\', '\\\\'])('are kept with a reason (written with %s)', async (backslash) => {
    const { output } = await maskText(dump(backslash), rules('largeObjects: {keep: manuals}'))
    expect(output.toString().replace(/1\t\S+@\S+\t/, '1\tx@y.pl\t')).toBe(dump(backslash))
  })

  it('are there and empty when they are dropped', async () => {
    const { output } = await maskText(dump(), rules('largeObjects: {drop: scans of letters}'))
    expect(output.toString()).not.toContain(content)
    const calls = output.toString().match(/pg_catalog\.lo\w+/g)
    expect(calls).toEqual(
      ['lo_unlink', 'lo_create', 'lo_open', 'lo_close'].map((call) => `pg_catalog.${call}`),
    )
  })

  it.each(['\\', '\\\\'])(
    'become small files of their kind (written with %s)',
    async (backslash) => {
      const pdf = Buffer.from('%PDF-1.7 of jan.kowalski@firma.pl').toString('hex')
      const two = dump(backslash)
        .replace(content, pdf)
        .replace(
          'COMMIT;',
          `SELECT pg_catalog.lo_open('16424', 131072);\nSELECT pg_catalog.lowrite(0, '${backslash}x${content}');\nSELECT pg_catalog.lo_close(0);\n\nCOMMIT;`,
        )
      const { output } = await maskText(two, rules('largeObjects: {mask: placeholder}'), {
        verify: true,
      })
      const written = [...output.toString().matchAll(/lowrite\(0, '(\\+)x([\da-f]+)'\);/g)]
      expect(written.map(([, signs]) => signs)).toEqual([backslash, backslash])
      expect(written.map(([, , digits = '']) => Buffer.from(digits, 'hex').toString())).toEqual([
        expect.stringMatching(/^%PDF-1\.4[^]*%%EOF\n$/) as string,
        'placeholder',
      ])
      expect(output.toString().match(/lo_open|lo_close/g)).toHaveLength(4)
    },
  )

  it('need no large object in the dump', async () => {
    const without = dump().replaceAll(/^SELECT pg_catalog\.lo.*\n/gm, '')
    const { output } = await maskText(without, rules('largeObjects: {drop: scans of letters}'))
    expect(output.toString()).toContain('COMMIT')
  })
})
