import { array, assert, asyncProperty, constantFrom, integer, tuple } from 'fast-check'
import mysql from 'mysql2/promise'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DumpPiece } from '../../../core/contracts/dump.ts'
import { createLog } from '../../../core/log.ts'
import type { OpenDatabase } from '../../engine.ts'
import embedded from '../../providers/embedded.ts'
import type { DatabaseServer } from '../../server.ts'
import { withConnection } from '../connect.ts'
import { MariadbDatabase } from '../database.ts'

/** `npm run soak` tries as many as the figures in docs/reference speak of. */
const sequences = process.env['POLIGON_SOAK'] ? 1000 : 40
/** Most of these end in a copy of the template, which takes longer. */
const mixed = process.env['POLIGON_SOAK'] ? 1000 : 10

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1)
const rows = (count: number, row: (n: number) => string) => numbers(count).map(row).join(',')

/** What makes putting rows back hard, table by table. */
const schema = `
CREATE TABLE \`odd \`\`name\` (id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, f float, d double, n decimal(20,4), b bit(9), y year, da date, dt datetime(3), ts timestamp(6) NULL, ti time(2),
  v varchar(300), c char(20) CHARACTER SET latin1, bi binary(6), vb varbinary(300), t mediumtext, bl longblob, e enum('new','it''s paid'), s set('a','b','c'), j json, g geometry,
  doubled decimal(20,4) GENERATED ALWAYS AS (n * 2) STORED, virtual_one int GENERATED ALWAYS AS (LENGTH(v)) VIRTUAL, KEY (virtual_one)) ENGINE=InnoDB;
INSERT INTO \`odd \`\`name\` (f, d, n, b, y, da, dt, ts, ti, v, c, bi, vb, t, bl, e, s, j, g) VALUES ${rows(20, (n) => `(${n}/3, ${n}/7, ${n}/9, ${n}, 1999+${n}, '2024-02-29', '2024-03-31 02:30:00.123', '2024-10-27 01:30:00.5', '-12:00:00.25', 'zażółć', 'é ', 'ab', X'00ff5c', REPEAT('x', ${n * 100}), X'00ff', 'it''s paid', 'a,c', '{"a":  1}', POINT(${n}, 1))`)};
CREATE TABLE parent (id int NOT NULL PRIMARY KEY, code varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci, name varchar(40), UNIQUE (code)) ENGINE=InnoDB;
INSERT INTO parent VALUES ${rows(20, (n) => `(${n}, 'C${n}', 'p${n}')`)};
CREATE TABLE child (parent int NOT NULL, part varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci NOT NULL, large longtext, PRIMARY KEY (part, parent), FOREIGN KEY (parent) REFERENCES parent (id) ON DELETE CASCADE ON UPDATE CASCADE) ENGINE=InnoDB;
INSERT INTO child SELECT id, CONCAT('ż', id), REPEAT(MD5(id), 1000) FROM parent;
CREATE TABLE grandchild (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, part varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci, parent int, FOREIGN KEY (part, parent) REFERENCES child (part, parent) ON DELETE SET NULL ON UPDATE CASCADE) ENGINE=InnoDB;
INSERT INTO grandchild (part, parent) SELECT part, parent FROM child;
CREATE TABLE by_code (id smallint NOT NULL PRIMARY KEY, code varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci, FOREIGN KEY (code) REFERENCES parent (code) ON UPDATE CASCADE ON DELETE SET NULL) ENGINE=InnoDB;
INSERT INTO by_code SELECT id, code FROM parent;
CREATE TABLE tree (id int NOT NULL PRIMARY KEY, above int, FOREIGN KEY (above) REFERENCES tree (id) ON DELETE CASCADE) ENGINE=InnoDB;
INSERT INTO tree VALUES (1, NULL), ${rows(30, (n) => `(${n + 1}, ${Math.ceil(n / 2)})`)};
CREATE TABLE heap (a int, t text) ENGINE=InnoDB;
INSERT INTO heap VALUES ${rows(40, (n) => `(${n % 3}, ${n % 4 === 0 ? 'NULL' : `''`})`)};
CREATE TABLE heap_child (parent int, FOREIGN KEY (parent) REFERENCES parent (id) ON DELETE SET NULL ON UPDATE CASCADE) ENGINE=InnoDB;
INSERT INTO heap_child SELECT id FROM parent;
CREATE TABLE bytes_key (k binary(4) NOT NULL, m varbinary(9) NOT NULL, v int, PRIMARY KEY (k, m)) ENGINE=InnoDB;
INSERT INTO bytes_key VALUES ${rows(20, (n) => `(X'${n.toString(16).padStart(2, '0')}000000', X'00${n.toString(16).padStart(2, '0')}00', ${n})`)};
CREATE TABLE text_key (k varchar(300) CHARACTER SET latin2 NOT NULL, e enum('x','y','z') NOT NULL, s set('a','b') NOT NULL, v int, PRIMARY KEY (e, k, s)) ENGINE=InnoDB;
INSERT INTO text_key VALUES ${rows(20, (n) => `('Ż${n} ''', ${1 + (n % 3)}, ${n % 4}, ${n})`)};
CREATE TABLE date_key (d date NOT NULL, dt datetime(3) NOT NULL, ts timestamp(5) NOT NULL DEFAULT CURRENT_TIMESTAMP(5), i tinyint NOT NULL, m mediumint unsigned NOT NULL, v int, PRIMARY KEY (d, dt, ts, i, m)) ENGINE=InnoDB;
INSERT INTO date_key VALUES ${rows(20, (n) => `('1000-01-${String(n).padStart(2, '0')}', '9999-12-31 23:59:59.9', '2024-10-27 00:30:00.12345', -${n}, 16777215, ${n})`)};
CREATE TABLE decimal_key (k decimal(9,2) NOT NULL PRIMARY KEY, v int) ENGINE=InnoDB;
INSERT INTO decimal_key VALUES ${rows(20, (n) => `(${n}.5, ${n})`)};
CREATE TABLE parts (id int NOT NULL, k int NOT NULL, v text, PRIMARY KEY (id, k)) ENGINE=InnoDB PARTITION BY HASH (k) PARTITIONS 3;
INSERT INTO parts VALUES ${rows(40, (n) => `(${n}, ${n % 5}, 'v')`)};
CREATE TABLE isam (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, v text) ENGINE=MyISAM;
INSERT INTO isam (v) VALUES ${rows(20, (n) => `('i${n}')`)};
CREATE TABLE audit (entry varchar(60), at timestamp DEFAULT CURRENT_TIMESTAMP) ENGINE=InnoDB;
CREATE TRIGGER audit_insert AFTER INSERT ON parent FOR EACH ROW INSERT INTO audit (entry) VALUES (CONCAT('i', NEW.id));
CREATE TRIGGER audit_update AFTER UPDATE ON parent FOR EACH ROW INSERT INTO audit (entry) VALUES (CONCAT('u', NEW.id));
CREATE TRIGGER no_name BEFORE INSERT ON parent FOR EACH ROW SET NEW.name = COALESCE(NEW.name, 'none');
CREATE VIEW names AS SELECT name FROM parent;
`

const odd = '`odd ``name`'
/** `$1` is a number from 1 to 40. None of them needs more than rows to be put back. */
const changes = [
  `INSERT INTO ${odd} (f, n, j) VALUES (0.1, $1, '[]'), (NULL, NULL, NULL)`,
  `UPDATE ${odd} SET f = f * 3, v = REPEAT('ł', 290), c = NULL, b = 0, ts = NOW(6), bl = NULL, j = '[]', g = NULL WHERE id <= $1`,
  `UPDATE ${odd} SET id = id + 1000 WHERE id = $1`,
  `DELETE FROM ${odd} WHERE id > $1`,
  `INSERT INTO parent (id, code) VALUES (1000 + $1, 'new')`,
  `REPLACE INTO parent VALUES ($1, 'replaced', 'r')`,
  `INSERT INTO parent VALUES ($1, 'dup', 'd') ON DUPLICATE KEY UPDATE name = 'dup'`,
  `DELETE FROM parent WHERE id = $1`,
  `DELETE FROM parent WHERE id > $1`,
  `UPDATE parent SET id = id + 1000 WHERE id <= $1 ORDER BY id DESC`,
  `UPDATE parent SET code = LOWER(code) WHERE id = $1`,
  `UPDATE parent SET code = CONCAT('x', id) WHERE id <= $1`,
  `UPDATE parent SET name = 'same' WHERE id <= $1`,
  `INSERT INTO child SELECT id, 'made', 'x' FROM parent WHERE id <= $1`,
  `UPDATE child SET large = NULL WHERE parent = $1`,
  `UPDATE child SET part = UPPER(part) WHERE parent <= $1`,
  `UPDATE child SET part = CONCAT(part, 'z') WHERE parent >= $1`,
  `DELETE FROM child WHERE parent < $1`,
  `UPDATE grandchild SET id = 500 + id, part = NULL WHERE id = $1`,
  `DELETE FROM tree WHERE id = $1`,
  `INSERT INTO tree SELECT 1000 + $1, MAX(id) FROM tree`,
  `UPDATE tree SET above = NULL WHERE id = $1`,
  `INSERT INTO heap VALUES ($1, NULL), (NULL, NULL)`,
  `UPDATE heap SET t = 'x' WHERE a = $1 % 3`,
  `DELETE FROM heap WHERE a = $1 % 3 LIMIT 2`,
  `UPDATE bytes_key SET v = -v WHERE v <= $1`,
  `UPDATE bytes_key SET k = CONCAT(k, '') , m = CONCAT(m, '\\0') WHERE v = $1`,
  `DELETE FROM bytes_key WHERE v >= $1`,
  `UPDATE text_key SET k = LOWER(k), s = 'a' WHERE v = $1`,
  `DELETE FROM text_key WHERE v <= $1`,
  `UPDATE date_key SET i = i + 100, v = 0 WHERE v <= $1`,
  `DELETE FROM date_key WHERE v > $1`,
  `UPDATE decimal_key SET k = k + 100 WHERE v = $1`,
  `DELETE FROM decimal_key WHERE v = $1`,
  `UPDATE parts SET k = k + 1 WHERE id <= $1`,
  `DELETE FROM parts WHERE id = $1`,
  `INSERT INTO isam (v) VALUES ('came $1')`,
  `UPDATE isam SET v = NULL WHERE id = $1`,
  `DELETE FROM isam WHERE id >= $1`,
  `INSERT INTO audit (entry) VALUES ('$1')`,
  `CREATE TEMPORARY TABLE IF NOT EXISTS own AS SELECT $1 AS n`,
  `INSERT INTO parent VALUES (2000, 'a', 'a'), (2001, 'b', 'b'), ($1, 'c', 'c')`,
]

/** Each needs more than rows; so does everything together with it. */
const upheavals = [
  'TRUNCATE heap',
  'ALTER TABLE heap ADD COLUMN more int DEFAULT 7',
  'DROP TABLE audit',
  'CREATE TABLE made (n int)',
  'CREATE INDEX a ON heap (a)',
  'CREATE OR REPLACE VIEW seen AS SELECT 1 AS one',
  'DROP VIEW names',
  'DROP TRIGGER audit_update',
  'CREATE FUNCTION seven() RETURNS int DETERMINISTIC RETURN 7',
  'RENAME TABLE heap TO other',
  'ANALYZE TABLE heap',
]

describe('undo of what a scenario wrote to MariaDB', () => {
  let server: DatabaseServer
  let database: OpenDatabase

  beforeAll(async () => {
    const log = createLog({ quiet: true })
    const request = {
      family: 'mariadb',
      version: '',
      system: 'shop',
      changeLog: true,
      log,
    } as const
    server = await embedded.start(request, {})
    database = await MariadbDatabase.open(server, 'shop', log)
    async function* dump(): AsyncGenerator<DumpPiece> {
      yield { kind: 'statement', bytes: Buffer.from(schema) }
    }
    await database.load(dump())
    await database.copy('1')
    await database.copy('2')
  })
  afterAll(async () => {
    await database?.[Symbol.asyncDispose]()
    await server?.[Symbol.asyncDispose]()
  })
  beforeEach(async () => {
    await database.reset('1')
  })

  const run = (sql: string) => database.query('1', sql)
  const rung = async () => (await database.reset('1')).rung
  const same = { equal: true, differing: [] }
  /** Tables without a key that the log tells are compared as a whole. */
  const byRows = ['undo', 'dirty-tables', 'nothing-changed']

  /** A client of the subject: it stays connected across resets. */
  async function withClient(work: (client: mysql.Connection) => Promise<void>): Promise<void> {
    const { host, port, user, password, database: name } = database.address('1')
    const client = await mysql.createConnection({
      host,
      port,
      user,
      password: password.reveal(),
      database: name,
      multipleStatements: true,
    })
    client.on('error', () => {})
    try {
      await work(client)
    } finally {
      client.destroy()
    }
  }

  it.each(changes)('puts back by rows alone: %s', async (sql) => {
    for (const n of [7, 3]) {
      await run(sql.replaceAll('$1', String(n))).catch(() => {})
      expect(byRows).toContain(await rung())
      expect(await database.resetProof('1')).toEqual(same)
    }
  })

  it('puts back any sequence of changes by rows alone', { timeout: 3_600_000 }, async () => {
    const change = tuple(constantFrom(...changes), integer({ min: 1, max: 40 }))
    await assert(
      asyncProperty(array(change, { minLength: 1, maxLength: 12 }), async (list) => {
        // One that breaks a rule of the schema changes nothing, or a counter.
        for (const [sql, n] of list) await run(sql.replaceAll('$1', String(n))).catch(() => {})
        expect(byRows).toContain(await rung())
        expect(await database.resetProof('1')).toEqual(same)
      }),
      { numRuns: sequences, endOnFailure: true },
    )
  })

  it(
    'brings everything back after any sequence, whatever it takes',
    { timeout: 3_600_000 },
    async () => {
      const any = constantFrom(...changes, ...changes, ...upheavals)
      await assert(
        asyncProperty(
          array(tuple(any, integer({ min: 1, max: 40 })), { minLength: 1, maxLength: 8 }),
          async (list) => {
            for (const [sql, n] of list) await run(sql.replaceAll('$1', String(n))).catch(() => {})
            await database.reset('1')
            expect(await database.resetProof('1')).toEqual(same)
          },
        ),
        { numRuns: mixed, endOnFailure: true },
      )
    },
  )

  it('finds rows by their keys, also those that a foreign key changed', async () => {
    await run('DELETE FROM tree WHERE id = 2')
    await run('UPDATE parent SET id = 1005 WHERE id = 5')
    await run(`UPDATE text_key SET v = 0`)
    await run(`UPDATE date_key SET v = 0`)
    await run(`UPDATE bytes_key SET v = 0`)
    await run('DELETE FROM heap_child')
    expect(await rung()).toBe('dirty-tables')
    await run('DELETE FROM tree WHERE id = 2')
    await run('UPDATE child SET parent = 1 WHERE parent = 5')
    await run(`UPDATE text_key SET v = 0`)
    await run(`UPDATE date_key SET v = 0`)
    await run(`UPDATE bytes_key SET v = 0`)
    expect(await rung()).toBe('undo')
    expect(await database.resetProof('1')).toEqual(same)
  })

  it.each(upheavals)('copies the template after: %s', async (sql) => {
    await run('DELETE FROM child WHERE parent = 7')
    await run(sql)
    expect(await rung()).toBe('clone')
    expect(await database.resetProof('1')).toEqual(same)
    expect(await rung()).toBe('nothing-changed')
    await run('DELETE FROM child')
    expect(await rung()).toBe('undo')
  })

  it('undoes nothing of what was rolled back', async () => {
    await withClient(async (client) => {
      await client.query('BEGIN; DELETE FROM child; ROLLBACK')
      await client.query(
        `BEGIN; INSERT INTO tree VALUES (500, 1); SAVEPOINT s; DELETE FROM child; ROLLBACK TO s; COMMIT`,
      )
    })
    expect(await rung()).toBe('undo')
    expect(await database.resetProof('1')).toEqual(same)
  })

  it('keeps the connections of the subject', async () => {
    await withClient(async (client) => {
      await client.query('DELETE FROM child')
      expect(await rung()).toBe('undo')
      const [found] = await client.query('SELECT COUNT(*) AS n FROM child')
      expect(found).toEqual([{ n: 20 }])
    })
  })

  it('cuts off who is still writing', async () => {
    await withClient(async (client) => {
      await client.query('BEGIN; INSERT INTO parent VALUES (3000, NULL, NULL)')
      await run('DELETE FROM child WHERE parent = 2')
      expect(await rung()).toBe('clone')
      await expect(client.query('COMMIT')).rejects.toThrow()
    })
    expect(await database.resetProof('1')).toEqual(same)
  })

  it('takes what another slot wrote for its own business', async () => {
    await database.query('2', 'DELETE FROM child')
    expect(await rung()).toBe('nothing-changed')
    expect((await database.query('2', 'SELECT count(*) AS n FROM child'))[0]?.['n']).toBe('0')
    expect((await database.reset('2')).rung).toBe('undo')
  })

  it('tells which rows are not as they were, cascades included, and still undoes them', async () => {
    await run(`UPDATE by_code SET code = NULL WHERE id = 2`)
    await run(`UPDATE by_code SET code = 'C9' WHERE id = 2`)
    await run(`INSERT INTO tree VALUES (500, NULL)`)
    await run(`DELETE FROM tree WHERE id = 500`)
    await run(`DELETE FROM child WHERE parent = 3`)
    const found = (await database.changes('1')) ?? []
    const short = found.map(({ table, change, key }) => [table, change, Object.values(key).join()])
    expect(short).toEqual([
      ['by_code', 'update', '2'],
      ['child', 'delete', '3,ż3'],
      ['grandchild', 'update', '3'],
    ])
    expect(found[0]).toMatchObject({ before: { code: 'C2' }, after: { code: 'C9' } })
    expect(await rung()).toBe('undo')
    expect(await database.changes('1')).toEqual([])
    expect(await database.resetProof('1')).toEqual(same)
  })

  it('does not tell rows when rows are not all', async () => {
    await run('TRUNCATE heap')
    expect(await database.changes('1')).toBeUndefined()
    expect(await rung()).toBe('clone')
  })

  it('copies the template when the log was lost', async () => {
    await run('DELETE FROM child')
    await withConnection(server.address, async (connection) => {
      const dumps = await connection.rows(
        `SELECT ID AS id FROM information_schema.PROCESSLIST WHERE COMMAND = 'Binlog Dump'`,
      )
      expect(dumps).toHaveLength(1)
      await connection.run(`KILL ${dumps[0]?.['id']}`)
    })
    expect(await rung()).toBe('clone')
    expect(await database.resetProof('1')).toEqual(same)
    await database.reset('2')
    await run('DELETE FROM child')
    expect(await rung()).toBe('undo')
  })

  it('puts back rows of many megabytes, and more than one file of log', async () => {
    for (let i = 0; i < 5; i++)
      await run(`UPDATE child SET large = REPEAT('ż', 9000000) WHERE parent < 3`)
    expect(await rung()).toBe('undo')
    expect(await database.resetProof('1')).toEqual(same)
  })

  it('compares a whole table of which very many rows were changed', async () => {
    await run('INSERT INTO tree (id) SELECT seq FROM seq_10000_to_35000')
    expect(await rung()).toBe('dirty-tables')
    expect(await database.resetProof('1')).toEqual(same)
  })
})
