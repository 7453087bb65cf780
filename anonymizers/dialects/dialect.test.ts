import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { describeDialect, type DialectSample } from './dialect.contract.ts'
import { dialects } from './registry.ts'

const samples: Record<string, DialectSample | readonly DialectSample[]> = {
  'pg-copy': [
    {
      called: 'COPY',
      dump: String.raw`--
-- PostgreSQL database dump
--

\restrict abcDEF

SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE FUNCTION public.note() RETURNS trigger LANGUAGE plpgsql AS $_$ BEGIN NEW.a := 'it''s; $1'; RETURN NEW; END $_$;

CREATE FUNCTION public.two() RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN true THEN 1 ELSE 2 END; SELECT 2; END;

/* a /* nested */ comment; */
CREATE TABLE public."Order" (id integer, "Full name" text DEFAULT E'a\';b', note text);

CREATE RULE r AS ON INSERT TO public.x DO (SELECT 1; SELECT 2);

--
-- Data for Name: Order; Type: TABLE DATA
--

COPY public."Order" (id, "Full name", note) FROM stdin;
1	Zażółć 🧪	a\tb\nc\\d
2	\N	
3		\\N
4	\\.	\b\f\v\r
\.


COPY public.other (a) FROM stdin;
\.

SELECT pg_catalog.setval('public.s', 3, true);

\unrestrict abcDEF
`,
      table: 'public.Order',
      columns: ['id', 'Full name', 'note'],
      rows: [
        ['1', latin1('Zażółć 🧪'), 'a\tb\nc\\d'],
        ['2', null, ''],
        ['3', '', '\\N'],
        ['4', '\\.', '\b\f\v\r'],
      ],
      oneRow: 'COPY t (a, b, c) FROM stdin;\nx\tx\tx\n\\.\n',
    },
    {
      called: 'INSERT',
      dump: pgInserts('on', String.raw`'a"b\c;)('`),
      table: 'public.Order',
      columns: ['id', 'Full name', 'note'],
      rows: insertedRows('a"b\\c;)('),
      oneRow: "INSERT INTO t (a, b, c) VALUES ('x', 'x', 'x');\n",
    },
    {
      called: 'INSERT with backslashes',
      dump: pgInserts('off', String.raw`'a"b\\c;)('''`),
      table: 'public.Order',
      columns: ['id', 'Full name', 'note'],
      rows: insertedRows('a"b\\c;)(\''),
      oneRow:
        "SET standard_conforming_strings = off;\nINSERT INTO t (a, b, c) VALUES ('x', 'x', 'x');\n",
    },
    {
      called: 'INSERT of escape texts',
      dump: pgInserts('on', String.raw`E'it''s \\''(' `),
      table: 'public.Order',
      columns: ['id', 'Full name', 'note'],
      rows: insertedRows("it's \\'("),
      oneRow: "INSERT INTO t (a, b, c) VALUES (E'x', e'x', E'x') ON CONFLICT DO NOTHING;\n",
    },
  ],
  'mysql-insert': {
    dump: String.raw`/*M!999999\- enable the sandbox mode */ 
-- MariaDB dump 10.19  Distrib 10.11.19-MariaDB
/*!40101 SET NAMES utf8mb4 */;
# a comment; with 'a quote
DROP TABLE IF EXISTS ${'`'}order${'`'};
CREATE TABLE ${'`'}order${'`'} (
  ${'`'}id${'`'} int(11) NOT NULL COMMENT 'it''s; one',
  ${'`'}Full name${'`'} varchar(96) DEFAULT 'a\';b', -- why
  ${'`'}note${'`'} blob
) ENGINE=InnoDB;
LOCK TABLES ${'`'}order${'`'} WRITE;
/*!40000 ALTER TABLE ${'`'}order${'`'} DISABLE KEYS */;
INSERT INTO ${'`'}order${'`'} VALUES
(1,'Zażółć 🧪','a\nb\rc\\d\'e\"f\Zg'),
(-2.50,NULL,_binary 'b;)('),(3,'',0x00FF41),
(4,'--',x'4a4b');
INSERT INTO ${'`'}order${'`'} (${'`'}id${'`'}, ${'`'}Full name${'`'}, ${'`'}note${'`'}) VALUES (5,'/*','#');
/*!40000 ALTER TABLE ${'`'}order${'`'} ENABLE KEYS */;
UNLOCK TABLES;
DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=${'`'}root${'`'}@${'`'}localhost${'`'}*/ /*!50003 TRIGGER t BEFORE INSERT ON ${'`'}order${'`'} FOR EACH ROW BEGIN
  INSERT INTO log VALUES ('x'); -- don't
END */;;
DELIMITER ;
-- Dump completed`,
    table: 'order',
    columns: ['id', 'Full name', 'note'],
    rows: [
      ['1', latin1('Zażółć 🧪'), 'a\nb\rc\\d\'e"f\x1ag'],
      ['-2.50', null, 'b;)('],
      ['3', '', '\x00\xffA'],
      ['4', '--', 'JK'],
      ['5', '/*', '#'],
    ],
    oneRow: "INSERT INTO `t` (`a`, `b`, `c`) VALUES ('x','x','x');\n",
  },
}

/** Every form of INSERT that pg_dump has. */
function pgInserts(conforming: string, third: string): string {
  return `--
-- PostgreSQL database dump
--

SET standard_conforming_strings = ${conforming};
CREATE TABLE public."Order" (id integer, "Full name" text, note text);

--
-- Data for Name: Order; Type: TABLE DATA
--

INSERT INTO public."Order" VALUES (1, 'Zażółć 🧪 it''s', ${third});
INSERT INTO public."Order" VALUES (-2.50, NULL, '') ON CONFLICT DO NOTHING;
INSERT INTO public."Order" (id, "Full name", note) VALUES
\t(3, '', '--'),
\t(4, '/*', true);
INSERT INTO public."Order" (id, "Full name", note) OVERRIDING SYSTEM VALUE VALUES (5, '$1', 'tab\t
line');


SELECT pg_catalog.setval('public.s', 3, true);
`
}

function insertedRows(third: string): (string | null)[][] {
  return [
    ['1', latin1("Zażółć 🧪 it's"), third],
    ['-2.50', null, ''],
    ['3', '', '--'],
    ['4', '/*', 'true'],
    ['5', '$1', 'tab\t\nline'],
  ]
}

/** The bytes of `text` in UTF-8, a character each. */
function latin1(text: string): string {
  return Buffer.from(text).toString('latin1')
}

const all = await Promise.all(
  Object.entries(dialects).map(async ([name, load]) => ({
    name,
    dialect: (await load()).default,
  })),
)

describe('the registry of dialects', () => {
  it('names every dialect file, and each has a sample', () => {
    const support =
      /^(registry|dialect|blank|byte-classes|byte-writer|cutter|hidden-rows|refusal|table-naming|values-row-codec|values-rows)\b/
    const files = readdirSync(import.meta.dirname)
      .filter((file) => /\.[jt]s$/.test(file) && !support.test(file))
      .map((file) => file.replace(/\.[jt]s$/, ''))
    expect(files.toSorted()).toEqual(Object.keys(dialects).toSorted())
    expect(Object.keys(samples).toSorted()).toEqual(Object.keys(dialects).toSorted())
  })

  it('names them as they call themselves', () => {
    for (const { name, dialect } of all) expect(dialect.name).toBe(name)
  })
})

for (const { name, dialect } of all)
  for (const sample of [samples[name] as DialectSample | readonly DialectSample[]].flat())
    describeDialect(
      dialect,
      sample,
      all.filter((other) => other.name !== name).map((other) => other.dialect),
    )
