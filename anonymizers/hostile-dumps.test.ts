import { describe, expect, it } from 'vitest'
import { PoligonError } from '../core/errors.ts'
import { customerPolicy, maskText } from './mask-text.contract.ts'

/**
 * Dumps that tempt a masker to let something through. In each, what stands in double braces is
 * personal. Either exactly those values are masked and every other byte stays, or the dump is refused
 * with its place; `@@` marks the byte that the refusal must name.
 */
interface Hostile {
  readonly name: string
  readonly dump: string
  readonly refused?: 'POLIGON_DUMP_SYNTAX' | 'POLIGON_POLICY_UNCOVERED' | 'POLIGON_VALUE'
}

const secret = 'jan.kowalski@firma.pl'
const maskedEmail = /[a-z.]+[a-z2-7]{13}@[a-z]+\.example/g

const pgSchema = `-- PostgreSQL database dump
CREATE TABLE public.customer (id integer, email text, note text);
CREATE TABLE public.settings (name text, value text);
`
const mysqlSchema = `-- MariaDB dump 10.19
CREATE TABLE \`customer\` (\`id\` int, \`email\` varchar(120), \`note\` text);
CREATE TABLE \`settings\` (\`name\` text, \`value\` text);
`
/** One ordinary row, so that the policy always has something to do. */
const pgRow = 'COPY public.customer (id, email, note) FROM stdin;\n0\t{{a@b.pl}}\tx\n\\.\n'
const mysqlRow = "INSERT INTO `customer` VALUES (0,'{{a@b.pl}}','x');\n"

const copy = (rows: string) => `COPY public.customer (id, email, note) FROM stdin;\n${rows}\\.\n`
const values = (rows: string) => `INSERT INTO \`customer\` VALUES ${rows};\n`
const insert = (rows: string) => `INSERT INTO public.customer VALUES ${rows};\n`
const leaks = `'${secret}'`

const postgres: readonly Hostile[] = [
  { name: 'an ordinary row', dump: copy(`1\t{{${secret}}}\tnote\n`) },
  {
    name: 'columns in another order',
    dump: `COPY public.customer (note, email, id) FROM stdin;\n${secret}\t{{${secret}}}\t1\n\\.\n`,
  },
  {
    name: 'no list of columns',
    dump: `COPY public.customer FROM stdin;\n1\t{{${secret}}}\tn\n\\.\n`,
  },
  {
    name: 'quoted names in the list',
    dump: `COPY "public"."customer" ("id", "email", "note") FROM stdin;\n1\t{{${secret}}}\tn\n\\.\n`,
  },
  {
    name: 'other letter case',
    dump: `copy PUBLIC.Customer (ID, EMAIL, NOTE) from STDIN;\n1\t{{${secret}}}\tn\n\\.\n`,
  },
  { name: 'NULL and empty', dump: copy('1\t\\N\tn\n2\t\t\\N\n') },
  { name: 'escapes beside the masked field', dump: copy(`1\t{{${secret}}}\t\\\\.\\t\\n\\\\N\n`) },
  {
    name: 'escapes that hide the @',
    dump: copy('1\t{{jan\\100firma.pl}}\tn\n2\t{{jan\\x40firma.pl}}\tn\n'),
  },
  { name: 'a tab behind a backslash', dump: copy(`1\t{{jan\\\t@firma.pl}}\tn\n`) },
  {
    name: 'a tab behind a backslash in a kept field',
    dump: `COPY public.customer (note, email, id) FROM stdin;\na\\\tb\t{{${secret}}}\t1\n\\.\n`,
  },
  {
    name: 'a tab behind a backslash in the last field',
    dump: `COPY public.customer (email, id, note) FROM stdin;\n{{${secret}}}\t1\ta\\\tb\n\\.\n`,
  },
  {
    name: 'something like an end of data',
    dump: copy(`1\t{{${secret}}}\t\\\\.\n2\t{{${secret}}}\t\n`),
  },
  {
    name: 'a field too many',
    dump: copy(`@@1\t${secret}\tnote\t${secret}\n`),
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'a field too few',
    dump: copy(`1\t{{a@b.pl}}\tn\n@@${secret}\tnote\n`),
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'an unknown column',
    dump: `COPY public.customer (id, email, phone) FROM stdin;\n1\ta\t${secret}\n\\.\n`,
    refused: 'POLIGON_POLICY_UNCOVERED',
  },
  {
    name: 'a table that is not created',
    dump: `COPY public.stranger (a) FROM stdin;\n${secret}\n\\.\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'a row that goes on in the next line',
    dump: copy(`@@1\t${secret}\\\nmore\tnote\n`),
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'Windows line ends',
    dump: copy(`@@1\t${secret}\tn\r\n`),
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'an end of data with something behind',
    dump: `COPY public.customer (id, email, note) FROM stdin;\n@@\\. ${secret}\n\\.\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'COPY in CSV',
    dump: `@@COPY public.customer FROM stdin WITH (FORMAT csv);\n1,${secret},n\n\\.\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'COPY from a file',
    dump: `@@COPY public.customer FROM '/tmp/${secret}';\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'COPY of a query',
    dump: `@@COPY (SELECT ${leaks}) TO stdout;\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  { name: 'an INSERT', dump: insert(`(1, '{{${secret}}}', 'n')`) },
  {
    name: 'an INSERT of many rows',
    dump: insert(`\n\t(1, '{{${secret}}}', 'n'),\n\t(2, NULL, NULL),\n\t(3, '', '')`),
  },
  {
    name: 'an INSERT with columns in another order',
    dump: `INSERT INTO public.customer (note, email, id) VALUES ('${secret}', '{{${secret}}}', 1);\n`,
  },
  {
    name: 'an INSERT with quoted names in other letter case',
    dump: `insert into PUBLIC."customer" ("email", ID) values ('{{${secret}}}', 1);\n`,
  },
  {
    name: 'an INSERT that gives identities',
    dump: `INSERT INTO public.customer (id, email) OVERRIDING SYSTEM VALUE VALUES (1, '{{${secret}}}');\n`,
  },
  {
    name: 'an INSERT that leaves conflicts out',
    dump: `INSERT INTO public.customer VALUES (1, '{{${secret}}}', 'n') ON CONFLICT DO NOTHING;\n`,
  },
  {
    name: 'an INSERT before a COPY and behind it',
    dump: `${insert(`(1, '{{${secret}}}', 'n')`)}${copy(`2\t{{${secret}}}\tn\n`)}${insert(`(3, '{{${secret}}}', 'n')`)}`,
  },
  {
    name: 'an INSERT with doubled quotes',
    dump: insert(`(1, '{{jan''kowalski@firma.pl}}', 'it''s, ('), (2, '{{${secret}}}', ''')')`),
  },
  {
    name: 'an INSERT with a backslash before the quote',
    dump: insert(`(1, '{{jan\\}}', '\\'), (2, '{{${secret}}}', 'n')`),
  },
  {
    name: 'an INSERT with line ends, comments and statements within texts',
    dump: insert(
      `(1, '{{${secret}}}', 'a\n-- b\n/* ; \\. $$ COPY x FROM stdin;\n'), (2, NULL, '(')`,
    ),
  },
  {
    name: 'an INSERT with kept values that are no plain literals',
    dump: insert(
      `(1, '{{${secret}}}', ARRAY['a,)', 'b']::text[] || B'1' || upper('x(')), (2, NULL, U&'\\0061')`,
    ),
  },
  {
    name: 'an escape text beside the masked field',
    dump: insert(`(1, '{{${secret}}}', E'it\\'s, ''x'), (2, '{{${secret}}}', e'\\\\')`),
  },
  {
    name: 'an INSERT that writes the address with a cast',
    dump: `INSERT INTO public.customer VALUES (1, @@${leaks}::text, 'n');\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'an INSERT that calls a function',
    dump: `INSERT INTO public.customer VALUES (1, @@lower(${leaks}), 'n');\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'an INSERT with a text in two halves',
    dump: `INSERT INTO public.customer VALUES (1, @@'jan.'\n'kowalski@firma.pl', 'n');\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'an INSERT with characters by their numbers',
    dump: `INSERT INTO public.customer VALUES (1, @@U&'jan.kowalski@firma.pl', 'n');\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'an INSERT with a text in dollars',
    dump: `INSERT INTO public.customer VALUES (1, @@$$${secret}$$, 'n');\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'an INSERT with a comment between values',
    dump: `INSERT INTO public.customer VALUES (1, @@/* ${secret} */ NULL, 'n');\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'an INSERT with a comment to the end of a line',
    dump: `INSERT INTO public.customer VALUES (1, NULL, @@-- ${secret}\n 'n');\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'an INSERT with too few values',
    dump: `INSERT INTO public.customer VALUES @@(1, ${leaks});\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'an INSERT with too many values',
    dump: `INSERT INTO public.customer VALUES @@(1, ${leaks}, 'n', ${leaks});\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'an INSERT with a column that the table has not',
    dump: `INSERT INTO public.customer (id, mail) VALUES (1, ${leaks});\n`,
    refused: 'POLIGON_POLICY_UNCOVERED',
  },
  {
    name: 'an INSERT into a table that is not defined',
    dump: `INSERT INTO public.client VALUES (1, ${leaks});\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'an INSERT that changes rows that are there',
    dump: `INSERT INTO public.customer VALUES (1, NULL, 'n') @@ON CONFLICT (id) DO UPDATE SET email = ${leaks};\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'an INSERT that answers',
    dump: `INSERT INTO public.customer VALUES (1, NULL, 'n') @@RETURNING ${leaks};\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'an INSERT from a query',
    dump: `@@INSERT INTO public.customer SELECT 1, ${leaks}, 'n';\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'an INSERT into columns with places',
    dump: `@@INSERT INTO public.customer (id, email[1]) VALUES (1, ${leaks});\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'an INSERT that was commented out',
    dump: `@@-- INSERT INTO public.customer VALUES (1, ${leaks}, 'n');\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'an INSERT under a comment that holds an address',
    dump: `@@-- ${secret}\nINSERT INTO public.customer VALUES (1, NULL, 'n');\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'an INSERT that is cut off',
    dump: `INSERT INTO public.customer VALUES (1, NULL, 'n')@@, (2, ${leaks}, 'n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'a backslash command between rows',
    dump: `INSERT INTO public.customer VALUES (1, NULL, @@\\gexec 'n');\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'backslashes that double in plain texts',
    dump: `SET standard_conforming_strings = off;\n${insert(`(1, '{{jan\\\\}}', '\\\\'), (2, '{{jan\\'kowalski@firma.pl}}', ''')')`)}`,
  },
  {
    name: 'plain texts that become plain again',
    dump: `SET standard_conforming_strings = off;\nSET standard_conforming_strings TO 'on';\n${insert(`(1, '{{jan\\}}', '\\')`)}`,
  },
  {
    name: 'a setting of backslashes that is not known',
    dump: `@@SET standard_conforming_strings = other;\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'a setting of backslashes that is taken back',
    dump: `SET standard_conforming_strings = off;\n@@RESET ALL;\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'an INSERT into a kept table',
    dump: `INSERT INTO public.settings VALUES ('email', ${leaks});\n`,
  },
  {
    name: 'an UPDATE',
    dump: `@@UPDATE public.customer SET email = ${leaks} WHERE id = 1;\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'a DELETE',
    dump: `@@DELETE FROM public.customer WHERE email = ${leaks};\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'a common table expression',
    dump: `@@WITH x AS (SELECT ${leaks}) SELECT 1;\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'a block of code',
    dump: `@@DO $x$ BEGIN INSERT INTO public.customer VALUES (1, ${leaks}); END $x$;\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'a table made of values',
    dump: `@@CREATE TABLE public.copy AS SELECT ${leaks} AS email;\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'a large object',
    dump: `@@SELECT pg_catalog.lowrite(0, ${leaks});\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'a call of a function',
    dump: `@@SELECT public.add_customer(${leaks});\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'a prepared statement',
    dump: `@@EXECUTE add(${leaks});\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'rows in a comment',
    dump: `@@-- INSERT INTO customer VALUES (${leaks});\nSET a = 1;\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'a semicolon in a string',
    dump: `COMMENT ON TABLE public.customer IS 'it''s; COPY public.customer FROM stdin;';\n`,
  },
  {
    name: 'a COPY inside a function body',
    dump: 'CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $f$ COPY public.customer FROM stdin; $f$;\n',
  },
  {
    name: 'a function body that looks closed',
    dump: 'CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $a$ $b$; $a $a$;\n',
  },
  { name: 'a program to run', dump: `@@\\! echo ${secret}\n`, refused: 'POLIGON_DUMP_SYNTAX' },
  { name: 'another file', dump: '@@\\i other.sql\n', refused: 'POLIGON_DUMP_SYNTAX' },
  {
    name: 'a client command inside a statement',
    dump: `SELECT 1 @@\\g ${secret}\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'an encoding with backslashes inside characters',
    dump: "@@SET client_encoding = 'SJIS';\n",
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'rows of a table of another database',
    dump: `\\connect one\n${copy(`1\t${secret}\tn\n`)}\\connect two\n${copy(`2\t${secret}\tn\n`)}`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'a connection that is not named',
    dump: `@@\\connect -\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'an open string',
    dump: `@@COMMENT ON TABLE public.customer IS 'open;\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'an open COPY',
    dump: `COPY public.customer (id, email, note) FROM stdin;\n1\t${secret}\tn\n@@`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
]

const mysql: readonly Hostile[] = [
  {
    name: 'an export of phpMyAdmin',
    dump: `-- phpMyAdmin SQL Dump
-- Host: localhost
-- Generation Time: Mar 01, 2024 at 10:00 AM

SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";
START TRANSACTION;
SET time_zone = "+00:00";
/*!40101 SET NAMES utf8mb4 */;
CREATE DATABASE IF NOT EXISTS \`shop\` DEFAULT CHARACTER SET utf8mb4;
USE \`shop\`;
-- --------------------------------------------------------
INSERT INTO \`customer\` (\`id\`, \`email\`, \`note\`) VALUES
(1, '{{${secret}}}', 'it\\'s'),
(2, '{{${secret}}}', NULL);
ALTER TABLE \`customer\`
  ADD PRIMARY KEY (\`id\`);
ALTER TABLE \`customer\`
  MODIFY \`id\` int(11) NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=3;
COMMIT;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
`,
  },
  {
    name: 'INSERT IGNORE and REPLACE',
    dump: `INSERT IGNORE INTO \`customer\` VALUES (1,'{{${secret}}}','n');\nREPLACE INTO \`customer\` (\`email\`, \`id\`) VALUES ('{{${secret}}}', 1);\n`,
  },
  { name: 'an ordinary row', dump: values(`(1,'{{${secret}}}','note')`) },
  {
    name: 'many rows on one line',
    dump: values(`(1,'{{${secret}}}','a'),(2,NULL,'b'),(3,'','c'),(4,'{{x@y.pl}}',NULL)`),
  },
  {
    name: 'columns in another order',
    dump: `INSERT INTO \`customer\` (\`note\`,\`email\`,\`id\`) VALUES (${leaks},'{{${secret}}}',1);\n`,
  },
  {
    name: 'column names in other letter case',
    dump: `insert into customer (NOTE, Email, ID) values ('n','{{${secret}}}',1);\n`,
  },
  {
    name: 'fewer columns',
    dump: `INSERT INTO \`customer\` (\`email\`) VALUES ('{{${secret}}}');\n`,
  },
  { name: 'REPLACE', dump: `REPLACE INTO \`customer\` VALUES (1,'{{${secret}}}','n');\n` },
  {
    name: 'INSERT IGNORE without INTO',
    dump: `INSERT IGNORE \`customer\` VALUES (1,'{{${secret}}}','n');\n`,
  },
  { name: 'a doubled quote', dump: values(`(1,'{{o''brien@firma.pl}}','it''s')`) },
  { name: 'a backslash before a quote', dump: values(`(1,'{{o\\'brien@firma.pl}}','a\\\\')`) },
  { name: 'a value that ends in a backslash', dump: values(`(1,'{{x\\\\}}','),(2,\\'')`) },
  { name: 'double quotes around text', dump: values(`(1,{{"jan@firma.pl"}},"a')b")`) },
  { name: 'a parenthesis and a comma in text', dump: values(`(1,'{{a),(b@firma.pl}}','),(1,')`) },
  { name: 'a semicolon in text', dump: values(`(1,'{{a;b@firma.pl}}',';')`) },
  { name: 'hexadecimal text', dump: values(`(1,{{0x6a616e406669726d612e706c}},'n')`) },
  { name: 'an introducer', dump: values(`(1,{{_utf8mb4 'jan@firma.pl'}},_binary 'n')`) },
  {
    name: 'line breaks between rows',
    dump: values(`\n(1,'{{${secret}}}','n'),\n\t(2 , '{{${secret}}}' , 'n')\n`),
  },
  { name: 'a raw line break in text', dump: values(`(1,'{{jan\n@firma.pl}}','a\n(2,\\x')`) },
  {
    name: 'a function beside the masked value',
    dump: values(`(CAST('1' AS SIGNED),'{{${secret}}}',CONCAT('a,b',')'))`),
  },
  {
    name: 'another delimiter',
    dump: `DELIMITER $$\nINSERT INTO \`customer\` VALUES (1,'{{${secret}}}',';')$$\nDELIMITER ;\n`,
  },
  {
    name: 'rows directly behind the sandbox line',
    dump: `/*!999999\\- enable the sandbox mode */ \nINSERT INTO \`customer\` VALUES (1,'{{${secret}}}','n');\n`,
  },
  {
    name: 'rows behind a table whose name ends in values',
    dump: `INSERT INTO tvalues (a) SELECT ${leaks};\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'a function as the masked value',
    dump: values(`(1,@@CONCAT('jan','@firma.pl'),'n')`),
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'joined strings as the masked value',
    dump: values(`(1,@@'jan' '@firma.pl','n')`),
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'a collation behind the masked value',
    dump: values(`(1,@@${leaks} COLLATE utf8mb4_bin,'n')`),
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'another character set of the masked value',
    dump: values(`(1,@@_swe7 ${leaks},'n')`),
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'DEFAULT as the masked value',
    dump: values('(1,@@DEFAULT,1)'),
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'a value too many',
    dump: values(`@@(1,'x',${leaks},${leaks})`),
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  { name: 'a value too few', dump: values(`@@(${leaks},'x')`), refused: 'POLIGON_DUMP_SYNTAX' },
  {
    name: 'an unknown column',
    dump: `INSERT INTO \`customer\` (\`phone\`) VALUES (${leaks});\n`,
    refused: 'POLIGON_POLICY_UNCOVERED',
  },
  {
    name: 'a table that is not created',
    dump: `INSERT INTO stranger VALUES (${leaks});\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'INSERT … SET',
    dump: `@@INSERT INTO \`customer\` SET email=${leaks};\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'INSERT … SELECT',
    dump: `@@INSERT INTO \`customer\` SELECT 1,${leaks},'n';\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'ON DUPLICATE KEY UPDATE',
    dump: `INSERT INTO \`customer\` VALUES (1,'x','n') @@ON DUPLICATE KEY UPDATE email=${leaks};\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'UPDATE',
    dump: `@@UPDATE \`customer\` SET email=${leaks} WHERE id=1;\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'DELETE',
    dump: `@@DELETE FROM \`customer\` WHERE email=${leaks};\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'INSERT in a conditional comment',
    dump: `@@/*!40101 INSERT INTO customer VALUES (1,${leaks},'n') */;\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'INSERT behind a conditional comment',
    dump: `@@/*!99999 SET @a=1 */ INSERT INTO customer VALUES (1,${leaks},'n');\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'INSERT behind a conditional comment that holds a string',
    dump: `@@/*!99999 SET @a='*/' */ INSERT INTO customer VALUES (1,${leaks},'n');\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'a value in a conditional comment',
    dump: values(`(1,'x'@@/*!40000 ,${leaks} */)`),
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'a comment between rows',
    dump: values(`(1,'x','n') @@/* ${secret} */,(2,'y','n')`),
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'rows in a comment',
    dump: `@@-- INSERT INTO customer VALUES (1,${leaks});\nSET @a=1;\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'a prepared statement',
    dump: `@@PREPARE s FROM 'INSERT INTO customer VALUES (1,?)';\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  { name: 'a call', dump: `@@CALL add_customer(${leaks});\n`, refused: 'POLIGON_DUMP_SYNTAX' },
  {
    name: 'LOAD DATA',
    dump: `@@LOAD DATA INFILE 'x' INTO TABLE customer;\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'a table made of values',
    dump: `@@CREATE TABLE c2 (email text) SELECT ${leaks};\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'a statement hidden behind USE',
    dump: `@@USE shop\nINSERT INTO customer VALUES (1,${leaks},'n');\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  { name: 'a change of the database', dump: 'USE `one`;USE `two`;\n' },
  {
    name: 'the database of the server itself',
    dump: 'USE `one`;@@USE `mysql`;\n',
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'rows of another database',
    dump: `USE one;\n${values(`(1,${leaks},'n')`)}USE two;\n${values(`(1,${leaks},'n')`)}`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'a change of the database under another delimiter',
    dump: `DELIMITER ;;\nUSE two;;\nDELIMITER ;\nINSERT INTO \`customer\` VALUES (1,${leaks},'n');\n`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  { name: 'a client command', dump: `@@source other.sql;\n`, refused: 'POLIGON_DUMP_SYNTAX' },
  { name: 'a backslash command', dump: `@@\\! echo ${secret};\n`, refused: 'POLIGON_DUMP_SYNTAX' },
  { name: 'another character set', dump: '@@SET NAMES swe7;\n', refused: 'POLIGON_DUMP_SYNTAX' },
  {
    name: 'quotes that mean names',
    dump: "@@SET sql_mode='ANSI_QUOTES';\n",
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'backslashes that mean nothing',
    dump: "@@SET sql_mode='NO_BACKSLASH_ESCAPES';\n",
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'a trigger with rows in its body',
    dump: "DELIMITER ;;\n/*!50003 CREATE*/ /*!50003 TRIGGER t BEFORE INSERT ON customer FOR EACH ROW BEGIN /* don't */ INSERT INTO log VALUES (1); END */;;\nDELIMITER ;\n",
  },
  {
    name: 'an open string',
    dump: values(`(1,'x','n'),(2,${leaks.slice(0, -1)}`).replace(/\n$/, ''),
    refused: 'POLIGON_DUMP_SYNTAX',
  },
  {
    name: 'an end behind a row',
    dump: `INSERT INTO \`customer\` VALUES (1,'x','n')@@`,
    refused: 'POLIGON_DUMP_SYNTAX',
  },
]

const suites = [
  { engine: 'postgres', start: pgSchema + pgRow, cases: postgres },
  { engine: 'mysql', start: mysqlSchema + mysqlRow, cases: mysql },
] as const

for (const { engine, start, cases } of suites)
  describe(`a hostile ${engine} dump`, () => {
    for (const { name, dump, refused } of cases)
      it(`${refused ? 'refuses' : 'masks'} ${name}`, async () => {
        const text = start + dump
        const input = text.replace(/\{\{|\}\}|@@/g, '')
        const masked = await maskText(input, customerPolicy(engine)).catch(
          (failure: unknown) => failure as PoligonError,
        )
        if (masked instanceof Error) {
          expect(masked, masked.stack ?? '').toBeInstanceOf(PoligonError)
          expect(masked.code).toBe(refused)
          const mark = text.replace(/\{\{|\}\}/g, '').indexOf('@@')
          if (mark >= 0)
            expect(masked.place.byteOffset).toBe(Buffer.byteLength(input.slice(0, mark)))
          expect(masked.message).not.toContain('kowalski')
        } else {
          expect(refused).toBeUndefined()
          expect(normal(masked.output.toString())).toBe(
            normal(text.replace(/\{\{.*?\}\}/gs, '<masked>')),
          )
        }
      })
  })

/** Both sides with every masked value as `<masked>`, whatever its quotes are. */
function normal(text: string): string {
  return text
    .replace(/0x(?:[0-9a-f]{2}){20,}/g, '<masked>')
    .replace(maskedEmail, '<masked>')
    .replace(/(?:_utf8mb4 )?(['"])<masked>\1/g, '<masked>')
}
