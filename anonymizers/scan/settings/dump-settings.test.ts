import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inFolder } from '../../mask-text.contract.ts'
import { settingsOfDump } from './settings-of-dump.ts'

const settingsIn = (dump: string) =>
  inFolder(async (folder) => {
    const source = join(folder, 'dump.sql')
    writeFileSync(source, dump)
    return settingsOfDump({ source, signal: new AbortController().signal, quiet: true })
  })

describe('the settings of a server', () => {
  it('are told by a dump of MariaDB', async () => {
    const found = await settingsIn(`-- MariaDB dump 10.19  Distrib 10.11.6-MariaDB
-- Server version\t10.11.6-MariaDB-0+deb12u1

/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
CREATE TABLE \`a\` (
  \`b\` int
) ENGINE=InnoDB DEFAULT CHARSET=latin2 COLLATE=latin2_general_ci;
/*!50003 SET sql_mode              = 'STRICT_TRANS_TABLES,NO_ZERO_DATE' */ ;
`)
    expect(found).toEqual({
      family: 'mariadb',
      version: '10.11.6-MariaDB-0',
      settings: {
        sql_mode: 'STRICT_TRANS_TABLES,NO_ZERO_DATE',
        character_set_database: 'latin2',
        collation_database: 'latin2_general_ci',
      },
      extensions: [],
    })
  })

  it('are told by a dump of PostgreSQL', async () => {
    const found = await settingsIn(`--
-- PostgreSQL database dump
--

-- Dumped from database version 15.4 (Debian 15.4-1)

SET client_encoding = 'LATIN2';
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE TABLE public.a (b integer);
`)
    expect(found).toEqual({
      family: 'postgres',
      version: '15.4',
      settings: { server_encoding: 'LATIN2' },
      extensions: ['pg_trgm'],
    })
  })
})
