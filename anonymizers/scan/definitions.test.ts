import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inFolder } from '../mask-text.contract.ts'
import { findInDefinition } from './definitions.ts'
import { scanDump } from './scan-dump.ts'

describe('what stands in definitions', () => {
  it.each([
    [
      "CREATE TRIGGER `warn` AFTER INSERT ON `o` FOR EACH ROW INSERT INTO mail VALUES ('anna@poczta.example')",
      'trigger warn: email',
    ],
    [
      "/*!50003 CREATE*/ /*!50017 DEFINER=`jkowalski`@`%`*/ /*!50003 TRIGGER `t` BEFORE INSERT ON `o` FOR EACH ROW SET NEW.a = 'abcdef' */",
      'trigger t: account',
    ],
    [
      "CREATE FUNCTION public.f() RETURNS text LANGUAGE sql AS $$ -- ask Anna Kowalska\n SELECT 'x' $$",
      'function public.f: full_name',
    ],
    ["COMMENT ON TABLE public.o IS 'call +48 600 100 200';", 'comment on table public.o: phone'],
    ["CREATE TABLE `a` (`b` varchar(9) DEFAULT 'jan@poczta.example');", 'table a: email'],
  ])('%s', (sql, said) => {
    const all = findInDefinition(sql).map((one) => `${one.definition} ${one.name}: ${one.holds}`)
    expect(all).toEqual([said])
  })

  it.each([
    "CREATE TABLE `a` (`b` varchar(9) DEFAULT 'pending', `c` int COMMENT 'the e-mail of the buyer');",
    'CREATE DEFINER=`root`@`localhost` VIEW `v` AS SELECT `email` FROM `a`;',
    "SET NAMES 'utf8mb4';",
  ])('is nothing in %s', (sql) => {
    expect(findInDefinition(sql)).toEqual([])
  })

  const scan = (dump: string) =>
    inFolder(async (folder) => {
      const source = join(folder, 'dump.sql')
      writeFileSync(source, dump)
      return scanDump({ source })
    })

  it('is told by a scan, with no value', async () => {
    const { definitions } = await scan(
      "-- MariaDB dump 10.19\nCREATE TABLE `a` (`b` int COMMENT 'as anna@poczta.example said');\n",
    )
    expect(definitions).toEqual([{ definition: 'table', name: 'a', holds: 'email' }])
  })

  it.each([
    [
      "-- MariaDB dump 10.19\nCREATE TABLE `x1` (`c1` varchar(90) COMMENT 'surname', `c2` text COMMENT 'whether mail was sent to the surname of it') COMMENT='customers';\nINSERT INTO `x1` VALUES ('Abba','Abba');\n",
      'x1.c1',
    ],
    [
      "--\n-- PostgreSQL database dump\n--\nCREATE TABLE public.x1 (c1 text, c2 text);\nCOMMENT ON COLUMN public.x1.c1 IS 'nazwisko';\nCOMMENT ON TABLE public.x1 IS 'klienci';\nCOPY public.x1 (c1, c2) FROM stdin;\nAbba\tAbba\n\\.\n",
      'public.x1.c1',
    ],
  ])('is evidence where it says what a column is', async (dump, at) => {
    const { columns } = await scan(dump)
    expect(columns.map(({ table, column }) => `${table}.${column}`)).toEqual([at])
    expect(columns[0]?.evidence[0]).toMatch(/\(comment\)$/)
  })
})
