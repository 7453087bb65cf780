import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, it } from 'vitest'
import { createLog } from '../../core/log.ts'
import { Secret } from '../../core/secrets.ts'
import { embeddedServer } from '../embedded-server.fixture.ts'
import { withConnection } from '../mariadb/connect.ts'
import { dumpWith, streamDump } from '../programs/dump-database.ts'
import { findProgram } from '../programs/find-program.ts'
import { runProgram } from '../embedded/run-program.ts'

const said: string[] = []
const log = {
  ...createLog({ quiet: true }),
  info: (line: { toString(): string }) => void said.push(String(line)),
}

/** Everything that a reader of rows could write otherwise than the dump client does. */
const schema = [
  `CREATE TABLE kinds (id INT PRIMARY KEY AUTO_INCREMENT, tiny TINYINT, big BIGINT UNSIGNED, exact DECIMAL(30,10), padded INT(6) ZEROFILL, f FLOAT, d DOUBLE, y YEAR,
     words TEXT, latin VARCHAR(20) CHARACTER SET latin2, fixed CHAR(5), picked ENUM('a','it''s'), many SET('x','y'), doc JSON, raw VARBINARY(20), blobbed LONGBLOB, bits BIT(10), flag BIT(1),
     at TIMESTAMP(3) NULL, day DATE, moment DATETIME(6), span TIME, place POINT, twice INT AS (tiny * 2) STORED, thrice INT AS (tiny * 3) VIRTUAL) DEFAULT CHARSET=utf8mb4`,
  `INSERT INTO kinds (tiny, big, exact, padded, f, d, y, words, latin, fixed, picked, many, doc, raw, blobbed, bits, flag, at, day, moment, span, place) VALUES
     (-7, 18446744073709551615, 12345678901234567890.0123456789, 42, 0.1, 0.1e0 + 0.2e0, 2024, 'quote '' back \\\\ slash \\n tab \\t zero \\0 sub \\Z é 😀 % _ "', 'łódź', 'ab', 'it''s', 'x,y', '{"b": 1,  "a": "\\\\u0041"}',
      x'00FF275C0A1A', x'', b'1010101010', b'1', '2024-02-29 23:59:59.123', '2024-02-29', '2024-02-29 01:02:03.000004', '-12:34:56', ST_GeomFromText('POINT(1.5 -2.5)'))`,
  'INSERT INTO kinds () VALUES ()',
  "INSERT INTO kinds (id, words, day, moment) VALUES (-5, '', '0000-00-00', '0000-00-00 00:00:00')",
  'CREATE TABLE `odd ``name` (`from` INT, `Ünï` TEXT)',
  "INSERT INTO `odd ``name` VALUES (1, 'one'), (2, NULL)",
  'CREATE TABLE empty (id INT)',
  'CREATE TABLE large (id BIGINT PRIMARY KEY, parent BIGINT, filling TEXT, KEY (parent))',
  'INSERT INTO large SELECT seq * 3, seq, REPEAT(CHAR(97 + seq % 26), 500) FROM seq_1_to_40000',
  'ANALYZE TABLE large',
  'CREATE VIEW seen AS SELECT id FROM large',
  'CREATE TRIGGER up BEFORE INSERT ON large FOR EACH ROW SET NEW.parent = 0',
  'CREATE FUNCTION one() RETURNS INT DETERMINISTIC RETURN 1',
]

describe('a database of MariaDB, read over several connections', () => {
  const server = embeddedServer('mariadb')
  const run = async (statements: readonly string[], database = 'live') =>
    withConnection({ ...server.address, database }, async (connection) => {
      await connection.run("SET sql_mode = ''")
      const answers = []
      for (const statement of statements) answers.push(await connection.rows(statement))
      return answers.at(-1)
    })
  beforeAll(async () => {
    await run(
      ['CREATE DATABASE live', 'CREATE DATABASE again', 'CREATE DATABASE reference'],
      'first',
    )
    await run(schema)
  })
  const live = () => ({ ...server.address, database: 'live' })
  const dumped = async (database = 'live') => {
    let whole = ''
    for await (const bytes of dumpWith({ ...server.address, database }, ['--hex-blob'], { log }))
      whole += bytes.toString()
    return whole.replace(/^-- .*$/gm, '')
  }
  /** By the server's own client. */
  const load = async (dump: string, database: string) => {
    const { host, port, user, password } = server.address
    const program = await findProgram('mysql', { log })
    await runProgram({
      command: [program.file, '--no-defaults', `-h${host}`, `-P${port}`, `-u${user}`, database],
      environment: { ...program.environment, MYSQL_PWD: password.reveal() },
      input: dump,
    })
  }

  it.each([2, 4])('is what the dump client gives, with %i of them', async (jobs) => {
    said.length = 0
    await run(['DROP DATABASE again', 'CREATE DATABASE again'], 'first')
    await load(await text(streamDump(live(), { log, jobs })), 'again')
    expect(said).toEqual([])
    expect(await dumped('again')).toEqual(await dumped())
  })

  it('is what it was when reading began, whatever others write', async () => {
    const before = await dumped()
    let read = ''
    for await (const bytes of streamDump(live(), { log, jobs: 3 })) {
      if (read === '')
        await run([
          "UPDATE large SET filling = 'new'",
          'DELETE FROM kinds WHERE id = 1',
          "INSERT INTO large VALUES (1, 1, 'added'), (1000000, 1, 'added')",
        ])
      read += String(bytes)
    }
    await run(['DROP DATABASE again', 'CREATE DATABASE again'], 'first')
    await load(read, 'again')
    expect(await dumped('again')).toEqual(before)
    expect(await dumped()).not.toEqual(before)
  })

  it('is left to the dump client where writing cannot be held up, with a word about it', async () => {
    await run(
      [
        "CREATE USER reader IDENTIFIED BY 'reader'",
        'GRANT ALL ON live.* TO reader',
        'GRANT SELECT ON mysql.proc TO reader',
      ],
      'first',
    )
    said.length = 0
    const reader = { ...live(), user: 'reader', password: new Secret('reader') }
    const read = await text(streamDump(reader, { log, jobs: 2 }))
    expect(said.join()).toContain('read over one connection')
    await run(['DROP DATABASE again', 'CREATE DATABASE again'], 'first')
    await load(read, 'again')
    expect(await dumped('again')).toEqual(await dumped())
  })

  it('leaves no connection and no lock behind when nobody reads on', async () => {
    for await (const bytes of streamDump(live(), { log, jobs: 3 }))
      if (String(bytes).includes('INSERT INTO')) break
    const left = async () =>
      Number(
        (
          await run(
            ["SELECT COUNT(*) AS n FROM information_schema.PROCESSLIST WHERE DB = 'live'"],
            'first',
          )
        )?.[0]?.['n'],
      )
    await expect.poll(left, { timeout: 10_000 }).toBe(0)
    await run(['INSERT INTO empty VALUES (1)', 'DELETE FROM empty'])
  })
})
