import { createConnection } from 'mysql2/promise'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyFromBytes } from '../core/key.ts'
import { createLog } from '../core/log.ts'
import {
  serverUrl,
  startServer,
  type DatabaseAddress,
  type SingleServer,
} from '../environments/index.ts'
import { maskIntoDatabase } from './index.ts'

/** Databases with everything that belongs to a server, a role or an order of things. */
const dumps = {
  postgres: `-- PostgreSQL database dump
SET statement_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);
CREATE EXTENSION IF NOT EXISTS plpgsql WITH SCHEMA pg_catalog;
COMMENT ON EXTENSION plpgsql IS 'PL/pgSQL procedural language';
CREATE FUNCTION public.shout() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    AS $$ BEGIN NEW.note := 'fired'; RETURN NEW; END $$;
ALTER FUNCTION public.shout() OWNER TO production_owner;
REVOKE ALL ON FUNCTION public.shout() FROM PUBLIC;
CREATE TABLE public.people (
    id integer NOT NULL,
    email text NOT NULL,
    note text,
    weight integer DEFAULT 5,
    doubled integer GENERATED ALWAYS AS ((weight * 2)) STORED,
    CONSTRAINT people_weight CHECK ((weight < 100))
);
ALTER TABLE public.people OWNER TO production_owner;
ALTER TABLE public.people ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.people_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1
);
CREATE SEQUENCE public.visits_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1;
CREATE TABLE public.visits (id bigint DEFAULT nextval('public.visits_id_seq'::regclass) NOT NULL,
    person integer, at date NOT NULL)
PARTITION BY RANGE (at);
CREATE TABLE public.visits_2025 (id bigint DEFAULT nextval('public.visits_id_seq'::regclass) NOT NULL,
    person integer, at date NOT NULL);
CREATE TABLE public.visits_2026 (id bigint DEFAULT nextval('public.visits_id_seq'::regclass) NOT NULL,
    person integer, at date NOT NULL);
ALTER TABLE ONLY public.visits ATTACH PARTITION public.visits_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
ALTER TABLE ONLY public.visits ATTACH PARTITION public.visits_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
ALTER SEQUENCE public.visits_id_seq OWNED BY public.visits.id;
CREATE MATERIALIZED VIEW public.visitors AS
 SELECT people.email, count(*) AS visits FROM public.people JOIN public.visits ON visits.person = people.id
  GROUP BY people.email
  WITH NO DATA;
CREATE TRIGGER people_shout BEFORE INSERT ON public.people FOR EACH ROW EXECUTE FUNCTION public.shout();
COPY public.people (id, email, note, weight) FROM stdin;
1	anna@real.example	one	60
2	jan@real.example	two	\\N
\\.
COPY public.visits_2025 (id, person, at) FROM stdin;
1	1	2025-05-01
\\.
COPY public.visits_2026 (id, person, at) FROM stdin;
2	1	2026-05-01
3	2	2026-05-02
\\.
SELECT pg_catalog.setval('public.people_id_seq', 2, true);
SELECT pg_catalog.setval('public.visits_id_seq', 3, true);
ALTER TABLE ONLY public.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (id);
CREATE UNIQUE INDEX people_email ON public.people USING btree (email);
CREATE INDEX visits_person ON ONLY public.visits USING btree (person);
CREATE INDEX visits_2025_person_idx ON public.visits_2025 USING btree (person);
ALTER INDEX public.visits_person ATTACH PARTITION public.visits_2025_person_idx;
ALTER TABLE public.visits
    ADD CONSTRAINT visits_person_fkey FOREIGN KEY (person) REFERENCES public.people(id);
GRANT SELECT ON TABLE public.people TO production_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE production_owner IN SCHEMA public GRANT SELECT ON TABLES TO production_reader;
REFRESH MATERIALIZED VIEW public.visitors;
`,
  mariadb: `/*M!999999\\- enable the sandbox mode */ 
-- MariaDB dump 10.19
/*!40101 SET NAMES utf8mb4 */;
/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
CREATE SEQUENCE \`numbers\` start with 1 minvalue 1 maxvalue 1000 increment by 1 cache 0 nocycle ENGINE=InnoDB;
DO SETVAL(\`numbers\`, 42, 0);
CREATE TABLE \`people\` (
  \`id\` int(11) NOT NULL AUTO_INCREMENT,
  \`email\` varchar(190) NOT NULL,
  \`note\` varchar(20) DEFAULT NULL,
  \`weight\` int(11) DEFAULT 5,
  \`doubled\` int(11) GENERATED ALWAYS AS (\`weight\` * 2) STORED,
  \`host\` varchar(100) GENERATED ALWAYS AS (substring_index(\`email\`,'@',-1)) VIRTUAL,
  PRIMARY KEY (\`id\`),
  UNIQUE KEY \`people_email\` (\`email\`),
  CONSTRAINT \`people_weight\` CHECK (\`weight\` < 100)
) ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=utf8mb4;
/*!50003 CREATE*/ /*!50017 DEFINER=\`owner\`@\`production\`*/ /*!50003 TRIGGER people_shout BEFORE INSERT ON people FOR EACH ROW SET NEW.note = 'fired' */;
LOCK TABLES \`people\` WRITE;
/*!40000 ALTER TABLE \`people\` DISABLE KEYS */;
INSERT INTO \`people\` VALUES (0,'zero@real.example','zero',70,140,'real.example'),
(1,'anna@real.example','one',60,120,'real.example'),
(2,'jan@real.example','two',NULL,NULL,'real.example');
/*!40000 ALTER TABLE \`people\` ENABLE KEYS */;
UNLOCK TABLES;
CREATE TABLE \`visits\` (
  \`id\` int(11) NOT NULL AUTO_INCREMENT,
  \`at\` date NOT NULL,
  PRIMARY KEY (\`id\`,\`at\`)
) ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=utf8mb4
 PARTITION BY RANGE (year(\`at\`))
(PARTITION \`early\` VALUES LESS THAN (2026) ENGINE = InnoDB,
 PARTITION \`late\` VALUES LESS THAN MAXVALUE ENGINE = InnoDB);
INSERT INTO \`visits\` VALUES (1,'2025-05-01'),
(2,'2026-05-01');
CREATE TABLE \`notes\` (
  \`id\` int(11) NOT NULL AUTO_INCREMENT,
  \`person\` int(11) DEFAULT NULL,
  PRIMARY KEY (\`id\`),
  CONSTRAINT \`notes_person\` FOREIGN KEY (\`person\`) REFERENCES \`people\` (\`id\`)
) ENGINE=InnoDB AUTO_INCREMENT=9 DEFAULT CHARSET=utf8mb4;
INSERT INTO \`notes\` VALUES (8,2);
DELIMITER ;;
CREATE DEFINER=\`owner\`@\`production\` PROCEDURE \`count_people\`()
BEGIN SELECT COUNT(*) AS people FROM people; END ;;
DELIMITER ;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=\`owner\`@\`production\` SQL SECURITY DEFINER */
/*!50001 VIEW \`hosts\` AS select \`people\`.\`host\` AS \`host\` from \`people\` */;
/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
`,
} as const

const policies = {
  postgres: `
  public.people: {columns: {id: {keep: number}, email: {mask: email, unique: true}, note: {keep: note}, "weight, doubled": {keep: number}}}
  "public.visits_*": {columns: {id: {keep: number}, person: {keep: number}, at: {keep: day}}}
`,
  mariadb: `
  people: {columns: {id: {keep: number}, email: {mask: email, unique: true}, note: {keep: note}, "weight, doubled, host": {keep: worked out}}}
  visits: {columns: {id: {keep: number}, at: {keep: day}}}
  notes: {columns: {id: {keep: number}, person: {keep: number}}}
`,
}

type Row = Record<string, unknown>

/** Rows as the server's text, over a connection of its own. */
async function queryPostgres(address: DatabaseAddress, sql: string): Promise<Row[]> {
  const { host, port, user, database } = address
  const password = address.password.reveal()
  const types = { getTypeParser: () => (value: string | Buffer) => value.toString() }
  const client = new Client({ host, port, user, database, password, types })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

async function queryMariadb(address: DatabaseAddress, sql: string): Promise<Row[]> {
  const { host, port, user, database } = address
  const password = address.password.reveal()
  const typeCast = (field: { string(): string | null }) => field.string()
  const connection = await createConnection({ host, port, user, database, password, typeCast })
  try {
    return (await connection.query(sql))[0] as unknown as Row[]
  } finally {
    await connection.end()
  }
}

describe.each(['postgres', 'mariadb'] as const)('a whole database of %s', (family) => {
  let server: SingleServer
  let folder = ''
  const said: string[] = []
  const log = {
    ...createLog({ quiet: true }),
    info: (text: { toString(): string }) => void said.push(String(text)),
  }

  const mask = async (dump: string) => {
    writeFileSync(join(folder, 'dump.sql'), dump)
    await maskIntoDatabase({
      source: join(folder, 'dump.sql'),
      policy: join(folder, 'policy.yaml'),
      key: keyFromBytes(new Uint8Array(32).fill(1)),
      target: serverUrl({ ...server.address, database: 'masked' }, 'with password'),
      log,
    })
  }
  const query = (sql: string) => {
    const address = { ...server.address, database: 'masked' }
    return family === 'postgres' ? queryPostgres(address, sql) : queryMariadb(address, sql)
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'poligon-whole-'))
    server = await startServer(family, { provider: 'embedded', version: '', database: 'x', log })
    writeFileSync(
      join(folder, 'policy.yaml'),
      `policy: 1\npurpose: tests\nsource: {engine: ${family}}\ntables:${policies[family]}`,
    )
    await mask(dumps[family])
  })
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  })

  it('fires no trigger by the load, and has it afterwards', async () => {
    const notes = async (where: string) =>
      (await query(`SELECT note FROM people WHERE ${where} ORDER BY id`)).map((row) => row['note'])
    expect(await notes("note <> 'fired'")).toEqual(
      family === 'postgres' ? ['one', 'two'] : ['zero', 'one', 'two'],
    )
    await query("INSERT INTO people (email, note) VALUES ('new@example.com', 'new')")
    expect(await notes('id = 3')).toEqual(['fired'])
  })

  it('counts on where the dump ends', async () => {
    expect(await query('SELECT MAX(id) AS id FROM people')).toEqual([{ id: '3' }])
    await query("INSERT INTO visits (at) VALUES ('2026-07-01')")
    expect(await query('SELECT MAX(id) AS id FROM visits')).toEqual([
      { id: family === 'postgres' ? '4' : '3' },
    ])
  })

  it('works generated columns out', async () => {
    expect(await query('SELECT doubled FROM people WHERE id > 0 ORDER BY id')).toEqual([
      { doubled: '120' },
      { doubled: null },
      { doubled: '10' },
    ])
  })

  it('has every row in its partition', async () => {
    const [early, late] =
      family === 'postgres'
        ? ['visits_2025', 'visits_2026']
        : ['visits PARTITION (early)', 'visits PARTITION (late)']
    expect(await query(`SELECT COUNT(*) AS n FROM ${early}`)).toEqual([{ n: '1' }])
    expect(await query(`SELECT COUNT(*) AS n FROM ${late} WHERE at < '2026-06-01'`)).toEqual([
      { n: family === 'postgres' ? '2' : '1' },
    ])
  })

  it('belongs to the account that loads it, and a line says what was left out', () => {
    expect(said.join('\n')).toMatch(family === 'postgres' ? /2 owners, 3 rights/ : /3 definers/)
  })

  it('holds no value that was to be masked, in no view either', async () => {
    const view =
      family === 'postgres'
        ? 'SELECT email AS value FROM visitors'
        : 'SELECT host AS value FROM hosts'
    const values = await query(view)
    expect(values.length).toBeGreaterThan(1)
    expect(JSON.stringify(values)).not.toContain('real.example')
  })

  it.runIf(family === 'postgres')('has its constraints checked and its keys valid', async () => {
    expect(
      await query(`SELECT conname AS name FROM pg_constraint
        WHERE conrelid IN ('people'::regclass, 'visits'::regclass) AND convalidated AND contype <> 'n' ORDER BY 1`),
    ).toEqual([{ name: 'people_pkey' }, { name: 'people_weight' }, { name: 'visits_person_fkey' }])
    expect(
      await query(
        'SELECT 1 AS bad FROM pg_index WHERE NOT indisvalid AND indexrelid <> $$visits_person$$::regclass',
      ),
    ).toEqual([])
  })

  it.runIf(family === 'postgres')('needs its extensions, and says which one lacks', async () => {
    const lacking = 'CREATE EXTENSION IF NOT EXISTS no_such_thing WITH SCHEMA public;\n'
    await expect(mask(lacking + dumps[family])).rejects.toMatchObject({
      code: 'POLIGON_LOAD',
      message: expect.stringContaining('extension no_such_thing is not installed') as string,
    })
  })

  it.runIf(family === 'mariadb')('runs its code as the account that loads it', async () => {
    expect(await query('CALL count_people()')).toHaveLength(2)
    expect(await query('SELECT NEXT VALUE FOR numbers AS n')).toEqual([{ n: '42' }])
    const definers = await query(
      "SELECT DEFINER AS definer FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = 'masked'",
    )
    expect(definers).toEqual([{ definer: `${server.address.user}@%` }])
  })
})
