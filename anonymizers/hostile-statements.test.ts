import { describe, expect, it } from 'vitest'
import { PoligonError } from '../core/errors.ts'
import { customerPolicy, maskText } from './mask-text.contract.ts'

/**
 * Statements and comments that carry a value past the rows, or make the rows mean something else than
 * the schema says. All are refused, without a word of the value.
 */
const secret = 'jan.kowalski@firma.pl'

const start = {
  postgres: `-- PostgreSQL database dump
CREATE TABLE public.customer (id integer, email text, note text);
CREATE TABLE public.settings (name text, value text);
COPY public.customer (id, email, note) FROM stdin;
0\ta@b.pl\tx
\\.
`,
  mysql: `-- MariaDB dump 10.19
CREATE TABLE \`customer\` (\`id\` int, \`email\` varchar(120), \`note\` text);
CREATE TABLE \`settings\` (\`name\` text, \`value\` text);
INSERT INTO \`customer\` VALUES (0,'a@b.pl','x');
`,
}
const row = `INSERT INTO customer VALUES (1,'${secret}','n')`
const hexRow = `\\x${Buffer.from(secret).toString('hex')}\tn\n`

const refused: readonly (readonly [engine: keyof typeof start, name: string, dump: string])[] = [
  ['mysql', 'rows in a comment between stars', `/* ${row} */;\n`],
  ['mysql', 'rows behind a hash', `# ${row};\nSET @a=1;\n`],
  ['mysql', 'a row of a list that was commented out', `-- (1,'${secret}','n'),\nSET @a=1;\n`],
  ['mysql', 'rows in a comment in front of DELIMITER', `-- ${row}\nDELIMITER ;;\nDELIMITER ;\n`],
  ['mysql', 'rows in a comment inside a statement', `SET @a=@@b /* ${row} */;\n`],
  ['mysql', 'rows in a version that no server has', `/*M!999999\\- ${row} */;\n`],
  ['mysql', 'an address in a comment', `-- removed: ${secret}\nSET @a=1;\n`],
  ['mysql', 'a statement inside SET', `SET STATEMENT max_statement_time=1 FOR ${row};\n`],
  ['mysql', 'a statement inside ANALYZE', `ANALYZE ${row};\n`],
  [
    'mysql',
    'a histogram with its values',
    `/*!80031 ANALYZE TABLE customer UPDATE HISTOGRAM ON email USING DATA '{"buckets": ["${secret}"]}' */;\n`,
  ],
  ['mysql', 'a statement inside ANALYZE FORMAT', `ANALYZE FORMAT=JSON ${row};\n`],
  [
    'mysql',
    'a block without a routine',
    `DELIMITER $$\nBEGIN NOT ATOMIC ${row}; END$$\nDELIMITER ;\n`,
  ],
  [
    'mysql',
    'a table behind a conditional comment',
    `/*!99999 SET @a=1 */ CREATE TABLE c SELECT '${secret}';\n`,
  ],
  ['mysql', 'a table made of VALUES ROW', `CREATE TABLE c (email text) VALUES ROW('${secret}');\n`],
  ['mysql', 'a table made of VALUES', `CREATE TABLE c (email text) VALUES ('${secret}');\n`],
  ['mysql', 'rows by their constructor', `INSERT INTO customer VALUES ROW(1,'${secret}','n');\n`],
  [
    'mysql',
    'rows with a name that a change of them uses',
    `INSERT INTO customer VALUES (1,'x','n') AS a ON DUPLICATE KEY UPDATE email='${secret}';\n`,
  ],
  [
    'mysql',
    'rows that are answered with a value',
    `INSERT INTO customer VALUES (1,'x','n') RETURNING '${secret}';\n`,
  ],
  [
    'mysql',
    'rows of a partition',
    `INSERT INTO customer PARTITION (p) VALUES (1,'${secret}','n');\n`,
  ],
  ['mysql', 'a call as an expression', `DO release_lock('${secret}');\n`],
  ['mysql', 'a variable', `SET @a = '${secret}';\n`],
  ['mysql', 'a variable behind a setting', `SET time_zone='+00:00', @a := '${secret}';\n`],
  ['mysql', 'a user of the server', `CREATE USER '${secret}'@'%' IDENTIFIED BY 'kowalski';\n`],
  ['mysql', 'a password', `SET PASSWORD FOR 'a'@'b' = 'kowalski';\n`],
  ['mysql', 'a right with a password', `GRANT ALL ON *.* TO 'a'@'b' IDENTIFIED BY 'kowalski';\n`],
  [
    'mysql',
    'a table that takes the place of another',
    `CREATE TABLE c (email text, note text, id int);\nRENAME TABLES customer TO d, c TO customer;\nINSERT INTO customer VALUES ('${secret}','n',1);\n`,
  ],
  [
    'mysql',
    'columns that change places under another name of the table',
    `ALTER TABLE shop.customer CHANGE id email text, CHANGE email id int;\nINSERT INTO customer VALUES ('${secret}',1,'n');\n`,
  ],
  ['mysql', 'a character set in other quotes', `SET character_set_client = "swe7";\n`],
  ['mysql', 'a character set that is assigned', `SET character_set_client := swe7;\n`],
  ['mysql', 'a character set by its number', `SET character_set_client = 28;\n`],
  ['mysql', 'a second character set', `SET NAMES utf8mb4, character_set_client = swe7;\n`],
  ['mysql', 'SQL modes by their bits', `SET sql_mode = 1048576;\n`],
  [
    'mysql',
    'SQL modes that are put together',
    `SET sql_mode = CONCAT('NO_BACKSLASH','_ESCAPES');\n`,
  ],
  ['mysql', 'a value where a character set could stand', `SET @x = 'names kowalski';\n`],
  ['postgres', 'rows in a comment between stars', `/* ${row} */ SET a = 1;\n`],
  ['postgres', 'rows in a comment inside a statement', `SET a = 1 -- ${row}\n;\n`],
  ['postgres', 'rows in front of a client command', `-- ${row}\n\\restrict a\n`],
  ['postgres', 'rows of COPY in a comment', `-- 1\t${secret}\tn\nSET a = 1;\n`],
  ['postgres', 'rows that no COPY stands before', hexRow],
  ['postgres', 'a role with a password', `CREATE ROLE jan PASSWORD 'kowalski';\n`],
  [
    'postgres',
    'a user of a foreign server',
    `CREATE USER MAPPING FOR a SERVER b OPTIONS (password 'kowalski');\n`,
  ],
  [
    'postgres',
    'a subscription',
    `CREATE SUBSCRIPTION a CONNECTION 'host=b password=kowalski' PUBLICATION c;\n`,
  ],
  ['postgres', 'a setting of the application', `SET app.user = '${secret}';\n`],
  [
    'postgres',
    'a setting that the application keeps in the database',
    `ALTER DATABASE shop SET "app.settings.jwt_secret" TO 'kowalski';\n`,
  ],
  [
    'postgres',
    'a setting of the application by a call',
    `SELECT pg_catalog.set_config('app.user', '${secret}', false);\n`,
  ],
  [
    'postgres',
    'a call behind the number of a sequence',
    `SELECT pg_catalog.setval('a', 1, true), public.add('${secret}');\n`,
  ],
  [
    'postgres',
    'something behind the making of a large object',
    `SELECT pg_catalog.lo_create('1'), public.add('${secret}');\n`,
  ],
  [
    'postgres',
    'a part of a large object that is no hexadecimal number',
    `SELECT pg_catalog.lowrite(0, '${secret}');\n`,
  ],
  ['postgres', 'a large object by another call', `SELECT pg_catalog.lo_from_bytea(0, '\\x6a');\n`],
  [
    'postgres',
    'statistics of a column',
    `SELECT * FROM pg_catalog.pg_restore_attribute_stats(\n\t'version', '180000'::integer,\n\t'relname', 'customer',\n\t'attname', 'email',\n\t'most_common_vals', '{${secret}}'::text\n);\n`,
  ],
  ['postgres', 'a message', `NOTIFY a, '${secret}';\n`],
  [
    'postgres',
    'a quote behind a backslash in a plain string',
    `SET standard_conforming_strings = off;\nCOMMENT ON TABLE public.customer IS 'a\\'; ${secret}';\n`,
  ],
  ['postgres', 'another encoding by SET NAMES', `SET NAMES 'SJIS';\n`],
  ['postgres', 'another encoding of the session', `SET SESSION client_encoding TO 'BIG5';\n`],
  [
    'postgres',
    'a table that takes the place of another',
    `CREATE TABLE b.customer (email text, id integer, note text);\nALTER TABLE public.customer SET SCHEMA c;\nALTER TABLE b.customer SET SCHEMA public;\nCOPY public.customer FROM stdin;\n${secret}\t1\tn\n\\.\n`,
  ],
  [
    'postgres',
    'a schema that takes the place of another',
    `CREATE TABLE b.customer (email text, id integer, note text);\nALTER SCHEMA public RENAME TO c;\nALTER SCHEMA b RENAME TO public;\nCOPY public.customer FROM stdin;\n${secret}\t1\tn\n\\.\n`,
  ],
  [
    'postgres',
    'columns that change places under another name of the table',
    `ALTER TABLE customer RENAME COLUMN email TO x;\nALTER TABLE customer RENAME COLUMN id TO email;\n`,
  ],
]

describe('a statement or comment that carries values', () => {
  for (const [engine, name, dump] of refused)
    it(`is refused in a dump of ${engine}: ${name}`, async () => {
      const failure = await maskText(start[engine] + dump, customerPolicy(engine)).then(
        ({ output }) => output.toString(),
        (thrown: unknown) => thrown,
      )
      expect(failure).toBeInstanceOf(PoligonError)
      const { code, message } = failure as PoligonError
      expect(code).toBe('POLIGON_DUMP_SYNTAX')
      expect(message).not.toMatch(/kowalski|6b6f77616c736b69/)
    })
})

describe('what real dumps hold beside rows', () => {
  const harmless = {
    postgres: `--
-- Name: customer; Type: TABLE; Schema: public; Owner: -
--
SET statement_timeout = 0;
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SELECT pg_catalog.setval('public."a''b_seq"', 17, true);
ALTER TABLE IF EXISTS ONLY public.later DROP CONSTRAINT IF EXISTS later_pkey;
ALTER TABLE IF EXISTS public.later ALTER COLUMN id DROP DEFAULT;
CREATE FUNCTION public.begin() RETURNS void LANGUAGE sql AS 'select 1';
CREATE FUNCTION public.two() RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END;
CREATE SERVER other FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'b');
/* by (us) */
`,
    mysql: `-- Server version\t10.11.6-MariaDB
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
/*!50003 SET sql_mode              = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO' */ ;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!50003 SET character_set_client  = latin1 */ ;
SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";
SET SQL_MODE=@OLD_SQL_MODE;
SET time_zone = "+00:00";
START TRANSACTION;
DO SETVAL(\`invoice\`, 1050, 0);
SELECT SETVAL(\`invoice\`, 1050, 0);
SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ '3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5';
CREATE TABLE \`parts\` (\`a\` int, \`password\` text) PARTITION BY LIST (\`a\`) (PARTITION p0 VALUES IN (1,2));
DELIMITER ;;
CREATE PROCEDURE p() BEGIN
  -- insert into log values (1);
  SELECT 1;
END ;;
DELIMITER ;
COMMIT;
`,
  }

  for (const engine of ['postgres', 'mysql'] as const)
    it(`passes byte for byte: ${engine}`, async () => {
      const { output } = await maskText(start[engine] + harmless[engine], customerPolicy(engine))
      expect(output.toString().endsWith(harmless[engine])).toBe(true)
    })
})

describe('a column that the server works out itself', () => {
  const table =
    'CREATE TABLE `customer` (`id` int, `twice` text GENERATED ALWAYS AS (concat(`email`)) STORED, `email` varchar(120), `note` text, `last` text AS (upper(`email`)) VIRTUAL);\nCREATE TABLE `settings` (`name` text, `value` text);\n'
  const mask = (rows: string) =>
    maskText(`-- MariaDB dump 10.19\n${table}${rows}`, customerPolicy('mysql')).then(({ output }) =>
      output
        .toString()
        .slice(output.indexOf('INSERT'))
        .replaceAll(/[a-z.]+[a-z2-7]{13}@[a-z]+\.example/g, '<masked>'),
    )

  it('is left to the server where mariadb-dump writes its value', async () => {
    const values = `(1,'${secret}','${secret}','n','a)b,c''d'),\n(2,DEFAULT,NULL,'n', NULL)`
    expect(await mask(`INSERT INTO \`customer\` VALUES\n${values};\n`)).toBe(
      "INSERT INTO `customer` VALUES\n(1,DEFAULT,'<masked>','n',DEFAULT),\n(2,DEFAULT,NULL,'n',DEFAULT);\n",
    )
  })

  it('is left to the server in any order of columns', async () => {
    const head = 'INSERT INTO `customer` (`LAST`,`email`,`id`) VALUES '
    expect(await mask(`${head}('KOWALSKI','${secret}',1);\n`)).toBe(
      `${head}(DEFAULT,'<masked>',1);\n`,
    )
  })

  it('never comes in COPY', async () => {
    const dump = `-- PostgreSQL database dump
CREATE TABLE public.customer (id integer, email text, note text, twice text GENERATED ALWAYS AS (email) STORED);
CREATE TABLE public.settings (name text, value text);
COPY public.customer (id, email, note, twice) FROM stdin;
1\t${secret}\tn\t${secret}
\\.
`
    await expect(maskText(dump, customerPolicy('postgres'))).rejects.toMatchObject({
      code: 'POLIGON_POLICY_UNCOVERED',
    })
  })
})
