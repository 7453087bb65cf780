import { array, assert, asyncProperty, constantFrom, integer, tuple } from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DumpPiece, EngineFamily, RowSource } from '../core/contracts/dump.ts'
import { createLog } from '../core/log.ts'
import type { OpenDatabase } from './engine.ts'
import type { Environment } from './environment.ts'
import { startEnvironment, type StartOptions } from './start-environment.ts'
import type { RunningEnvironment } from './running.ts'

const text = (sql: string) => Buffer.from(sql, 'utf8')
const statement = (sql: string): DumpPiece => ({ kind: 'statement', bytes: text(sql) })

/** What the tests need to know of a family: a small shop as its dump tool writes it, and changes. */
interface Sample {
  readonly version: string
  readonly pieces: () => RowSource
  /** Statements that change rows; `$1` is a number from 1 to 40. */
  readonly changes: readonly string[]
  /** Moves a sequence or counter and leaves the rows as they are; it may fail. */
  readonly count: string
  /** Changes that rows alone do not undo. */
  readonly upheavals: readonly string[]
}

/** 20 customers with two orders each. */
const people = Array.from({ length: 20 }, (_, i) => i + 1)

const postgres: Sample = {
  version: '15',
  async *pieces() {
    yield statement(`--
-- PostgreSQL database dump
--

\\restrict 4nJ8
SET statement_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SELECT pg_catalog.set_config('search_path', '', false);
CREATE TYPE public.state AS ENUM ('new', 'paid');
ALTER TYPE public.state OWNER TO production;
CREATE FUNCTION public.note() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN INSERT INTO public.log VALUES (TG_OP || ';'); RETURN NULL; END$$;
CREATE TABLE public.customers (id integer NOT NULL, name text, note text);
ALTER TABLE public.customers OWNER TO production;
CREATE SEQUENCE public.customers_id_seq AS integer OWNED BY public.customers.id;
ALTER TABLE ONLY public.customers ALTER COLUMN id SET DEFAULT nextval('public.customers_id_seq'::regclass);
CREATE TABLE public.orders (id integer NOT NULL, customer integer, total numeric(10,2), gross numeric(10,2) GENERATED ALWAYS AS (total * 1.23) STORED, state public.state, data jsonb);
CREATE TABLE public.log (entry text);
`)
    yield {
      kind: 'rows-begin',
      bytes: text(`--\n-- Data\n--\n\nCOPY public.customers (id, name, note) FROM stdin;\n`),
      table: 'public.customers',
      columns: ['id', 'name', 'note'],
      syntax: 'pg-copy-text',
    }
    for (const half of [people.slice(0, 10), people.slice(10)])
      yield {
        kind: 'rows',
        bytes: text(half.map((id) => `${id}\tZażółć ${id}\t\\N\n`).join('')),
        rows: half.length,
      }
    yield { kind: 'rows-end', bytes: text('\\.\n\n') }
    yield {
      kind: 'rows-begin',
      bytes: text('COPY public.orders (id, customer, total, state, data) FROM stdin;\n'),
      table: 'public.orders',
      columns: ['id', 'customer', 'total', 'state', 'data'],
      syntax: 'pg-copy-text',
    }
    yield {
      kind: 'rows',
      bytes: text(
        people
          .flatMap((id) =>
            [2 * id - 1, 2 * id].map(
              (order) => `${order}\t${id}\t${order}.50\tpaid\t{"a": "b;\\\\nc"}\n`,
            ),
          )
          .join(''),
      ),
      rows: 40,
    }
    yield { kind: 'rows-end', bytes: text('\\.\n\n') }
    yield statement(`SELECT pg_catalog.setval('public.customers_id_seq', 100, true);
SELECT pg_catalog.nextval('public.customers_id_seq');
ALTER TABLE ONLY public.customers ADD CONSTRAINT customers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.orders ADD CONSTRAINT orders_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.orders ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer) REFERENCES public.customers(id) ON UPDATE CASCADE ON DELETE CASCADE;
CREATE TRIGGER note AFTER UPDATE OR DELETE ON public.orders FOR EACH ROW EXECUTE FUNCTION public.note();
GRANT SELECT ON TABLE public.customers TO reporting;
CREATE VIEW public.summary AS SELECT c.name, count(*) AS orders FROM (public.customers c JOIN public.orders o ON (c.id = o.customer)) GROUP BY c.name;
\\unrestrict 4nJ8
`)
  },
  changes: [
    `INSERT INTO customers (name) VALUES ('nowy ' || $1)`,
    `UPDATE customers SET name = upper(name) WHERE id = $1`,
    `UPDATE customers SET id = id + 1000 WHERE id = $1`,
    `DELETE FROM customers WHERE id = $1`,
    `UPDATE orders SET data = NULL WHERE id = $1`,
    `DELETE FROM orders WHERE id = $1`,
    `INSERT INTO log VALUES ('x' || $1)`,
    `SELECT nextval('customers_id_seq') + $1`,
    `DELETE FROM orders WHERE id > $1`,
  ],
  count: `SELECT nextval('customers_id_seq')`,
  upheavals: [
    'TRUNCATE log',
    'TRUNCATE customers CASCADE',
    'DROP TABLE log',
    'CREATE TABLE extra (id integer)',
  ],
}

const mariadb: Sample = {
  version: '10.11',
  async *pieces() {
    yield statement(`/*M!999999\\- enable the sandbox mode */ 
-- MariaDB dump 10.19
/*!40101 SET NAMES utf8mb4 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
/*!40000 DROP DATABASE IF EXISTS \`production\`*/;
CREATE DATABASE /*!32312 IF NOT EXISTS*/ \`production\`;
USE \`production\`;
SET @@GLOBAL.GTID_PURGED='';
CREATE TABLE \`customers\` (
  \`id\` int(11) NOT NULL AUTO_INCREMENT,
  \`name\` varchar(60) DEFAULT NULL COMMENT 'a; b',
  \`note\` text DEFAULT NULL,
  PRIMARY KEY (\`id\`)
) ENGINE=InnoDB AUTO_INCREMENT=101 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_polish_ci;
CREATE TABLE \`orders\` (
  \`id\` int(11) NOT NULL,
  \`customer\` int(11) DEFAULT NULL,
  \`total\` decimal(10,2) DEFAULT NULL,
  \`gross\` decimal(10,2) GENERATED ALWAYS AS (\`total\` * 1.23) STORED,
  \`state\` enum('new','paid') DEFAULT NULL,
  \`data\` longtext DEFAULT NULL CHECK (json_valid(\`data\`)),
  \`raw\` varbinary(20) DEFAULT NULL,
  PRIMARY KEY (\`id\`),
  CONSTRAINT \`orders_customer\` FOREIGN KEY (\`customer\`) REFERENCES \`customers\` (\`id\`) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE \`coupons\` (
  \`id\` int(11) NOT NULL AUTO_INCREMENT,
  \`code\` varchar(9) DEFAULT NULL,
  PRIMARY KEY (\`id\`),
  UNIQUE KEY \`code\` (\`code\`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO \`coupons\` VALUES (1,'taken');
CREATE TABLE \`log\` (\`entry\` varchar(60) DEFAULT NULL) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE \`old-\u0142ist\` (\`n\` int(11) DEFAULT NULL) ENGINE=MyISAM;
LOCK TABLES \`customers\` WRITE;
`)
    yield {
      kind: 'rows-begin',
      bytes: text(
        '/*!40000 ALTER TABLE `customers` DISABLE KEYS */;\nINSERT INTO `customers` VALUES\n',
      ),
      table: 'customers',
      columns: ['id', 'name', 'note'],
      syntax: 'mysql-values',
    }
    yield {
      kind: 'rows',
      bytes: text(
        people
          .slice(0, 10)
          .map((id) => `(${id},'Zażółć ''${id}\\'',NULL)`)
          .join(',\n') + ',\n',
      ),
      rows: 10,
    }
    yield {
      kind: 'rows',
      bytes: text(
        people
          .slice(10)
          .map((id) => `(${id},'Zażółć ''${id}\\'',NULL)`)
          .join(',\n'),
      ),
      rows: 10,
    }
    yield { kind: 'rows-end', bytes: text(';\n') }
    yield statement('UNLOCK TABLES;\n')
    yield {
      kind: 'rows-begin',
      bytes: text('INSERT INTO `orders` VALUES '),
      table: 'orders',
      columns: ['id', 'customer', 'total', 'gross', 'state', 'data', 'raw'],
      syntax: 'mysql-values',
    }
    // Bytes that are not UTF-8 stand in a dump as they are.
    const raw = Buffer.from([0xff, 0xfe, 0x80, 0x5c, 0x30])
    const rows = people.flatMap((id) =>
      [2 * id - 1, 2 * id].map((order) =>
        Buffer.concat([
          text(
            `${order === 1 ? '' : ','}(${order},${id},${order}.50,0.00,'paid','{"a":"b;"}',_binary '`,
          ),
          raw,
          text(`')`),
        ]),
      ),
    )
    yield { kind: 'rows', bytes: Buffer.concat(rows), rows: 40 }
    yield { kind: 'rows-end', bytes: text(';\n') }
    yield statement(
      `DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=\`root\`@\`localhost\`*/ /*!50003 TRIGGER \`note\` AFTER UPDATE ON \`orders\` FOR EACH ROW BEGIN
  INSERT INTO log VALUES ('u;');
END */;;
CREATE TRIGGER \`empty\` BEFORE INSERT ON \`orders\` FOR EACH ROW SET NEW.raw = NULL;;
CREATE DEFINER=\`root\`@\`%\` FUNCTION \`twice\`(n INT) RETURNS int(11) DETERMINISTIC
BEGIN RETURN n * 2; END ;;
DELIMITER ;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=\`root\`@\`localhost\` SQL SECURITY DEFINER */
/*!50001 VIEW \`b_names\` AS select \`a_names\`.\`name\` AS \`name\` from \`a_names\` */;
`.replace(
        '`b_names` AS select `a_names`.`name` AS `name` from `a_names`',
        '`z_names` AS select `customers`.`name` AS `name` from `customers`',
      ),
    )
    yield statement(
      '/*!50001 CREATE VIEW `a_names` AS select `z_names`.`name` AS `name` from `z_names` */;\n',
    )
  },
  changes: [
    `INSERT INTO customers (name) VALUES (concat('nowy ', $1))`,
    `UPDATE customers SET name = upper(name) WHERE id = $1`,
    `UPDATE customers SET id = id + 1000 WHERE id = $1`,
    `DELETE FROM customers WHERE id = $1`,
    `UPDATE orders SET data = NULL WHERE id = $1`,
    `DELETE FROM orders WHERE id = $1`,
    `INSERT INTO log VALUES (concat('x', $1))`,
    `INSERT INTO \`old-\u0142ist\` VALUES ($1)`,
    `INSERT INTO customers (id, name) VALUES (1000 + $1, 'x') ON DUPLICATE KEY UPDATE name = 'y'`,
    `DELETE FROM orders WHERE id > $1`,
  ],
  count: `INSERT INTO coupons (code) VALUES ('taken')`,
  upheavals: [
    'TRUNCATE log',
    'DROP TABLE log',
    'CREATE TABLE extra (id integer)',
    'ALTER TABLE log ADD COLUMN more int',
  ],
}

const samples: Readonly<Record<EngineFamily, Sample>> = {
  postgres,
  mariadb,
  mysql: { ...mariadb, version: '8.0' },
}

export interface ContractSubject {
  readonly family: EngineFamily
  readonly options: Pick<StartOptions, 'provider' | 'urls'>
}

/** The promises of RunningDatabase, for one engine as one provider has it. */
export function describeEngine(title: string, subject: () => Promise<ContractSubject>): void {
  describe(title, () => {
    let environment: RunningEnvironment
    let database: OpenDatabase
    let sample: Sample

    beforeAll(async () => {
      const { family, options } = await subject()
      sample = samples[family]
      environment = await startEnvironment(environmentOf(family, sample.version), {
        ...options,
        log: createLog({ quiet: true }),
      })
      database = environment.databases.get('shop') as OpenDatabase
      await database.load(sample.pieces())
      await database.freeze()
      await Promise.all([database.copy('1'), database.copy('2')])
    })
    afterAll(async () => {
      await environment?.[Symbol.asyncDispose]()
      await environment?.[Symbol.asyncDispose]()
    })

    const count = async (slot: string, table: string) =>
      Number((await database.query(slot, `SELECT count(*) AS n FROM ${table}`))[0]?.['n'])

    it('has in every copy what was loaded', async () => {
      for (const slot of ['1', '2']) {
        expect(await count(slot, 'customers')).toBe(20)
        expect(await count(slot, 'orders')).toBe(40)
        const [row] = await database.query(
          slot,
          'SELECT name, note FROM customers WHERE id = $1',
          [7],
        )
        expect(row?.['name']).toContain('Zażółć')
        expect(row?.['note']).toBeNull()
      }
    })

    it('gives values as text and takes parameters by number', async () => {
      const rows = await database.query(
        '1',
        'SELECT id, total, gross FROM orders WHERE id = $2 OR id = $1 ORDER BY id',
        [3, 2],
      )
      expect(rows).toEqual([
        { id: '2', total: '2.50', gross: '3.08' },
        { id: '3', total: '3.50', gross: '4.31' },
      ])
      expect(await database.query('1', `SELECT '$1' AS a, $1 AS b`, [`o'k\\`])).toEqual([
        { a: '$1', b: `o'k\\` },
      ])
    })

    it('says that nothing changed when nothing did', async () => {
      await database.reset('1')
      await database.query('1', 'SELECT * FROM orders')
      expect((await database.reset('1')).rung).toBe('nothing-changed')
    })

    it('keeps slots apart', async () => {
      await database.query('1', 'DELETE FROM orders')
      expect(await count('1', 'orders')).toBe(0)
      expect(await count('2', 'orders')).toBe(40)
      expect((await database.resetProof('1')).equal).toBe(false)
      await database.reset('1')
      expect(await count('1', 'orders')).toBe(40)
    })

    it('brings everything back after any changes of rows, under the same address', async () => {
      const change = tuple(constantFrom(...sample.changes), integer({ min: 1, max: 40 }))
      const address = database.address('1')
      await assert(
        asyncProperty(array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
          // One that breaks a rule of the schema changes nothing, or a counter.
          for (const [sql, n] of changes) await database.query('1', sql, [n]).catch(() => {})
          await database.reset('1')
          expect(await database.resetProof('1')).toEqual({ equal: true, differing: [] })
          expect(database.address('1')).toEqual(address)
        }),
        { numRuns: 12, endOnFailure: true },
      )
    })

    it('brings everything back after changes that rows alone do not undo', async () => {
      for (const upheaval of sample.upheavals) {
        await database.query('2', upheaval)
        expect((await database.reset('2')).rung).toBe('clone')
        expect(await database.resetProof('2')).toEqual({ equal: true, differing: [] })
        expect(await count('2', 'log')).toBe(0)
      }
    })

    it('brings back a counter that moved by itself', async () => {
      await database.reset('1')
      for (let i = 0; i < 3; i++) await database.query('1', sample.count).catch(() => {})
      expect((await database.resetProof('1')).differing).toHaveLength(1)
      expect((await database.reset('1')).rung).not.toBe('nothing-changed')
      expect((await database.resetProof('1')).equal).toBe(true)
    })

    it('resets two slots at the same time', async () => {
      await Promise.all(['1', '2'].map((slot) => database.query(slot, 'DELETE FROM customers')))
      await Promise.all(['1', '2'].map((slot) => database.reset(slot)))
      expect([await count('1', 'orders'), await count('2', 'orders')]).toEqual([40, 40])
    })

    it('refuses to be filled after it was frozen', async () => {
      await expect(database.load(sample.pieces())).rejects.toMatchObject({ code: 'POLIGON_LOAD' })
    })

    it('names what is wrong with a statement, and not its values', async () => {
      const failure = database.query('1', `INSERT INTO orders (id, customer) VALUES (1, 987654)`)
      await expect(failure).rejects.toMatchObject({ code: 'POLIGON_QUERY' })
      await expect(failure).rejects.not.toThrow(/987654/)
    })
  })
}

export function environmentOf(family: EngineFamily, version: string): Environment {
  return {
    environment: 1,
    name: 'contract',
    systems: { shop: { kind: 'database', engine: family, version, aliases: [] } },
  }
}

export function sampleOf(family: EngineFamily): Sample {
  return samples[family]
}
