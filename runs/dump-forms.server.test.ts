import { execFile } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { maskDump } from '../anonymizers/index.ts'
import { childEnvironment } from '../core/secrets.ts'
import { keyFromBytes } from '../core/key.ts'
import { createLog } from '../core/log.ts'
import { makeTestFolder } from '../core/test-folder.fixture.ts'
import { findProgram, startServer, type SingleServer } from '../environments/index.ts'

const run = promisify(execFile)
const log = createLog({ quiet: true })
const key = keyFromBytes(new Uint8Array(32).fill(7))

interface Forms {
  readonly dump: 'mysqldump' | 'pg_dump'
  readonly client: 'mysql' | 'psql'
  readonly schema: string
  readonly policy: (email: string, name: string) => string
  /** Options of the dump program, each of which changes what it writes. */
  readonly options: readonly string[]
  /** One line: how many rows there are, how many e-mails, and what is kept of them. */
  readonly sums: string
}

const forms: Readonly<Record<'mariadb' | 'postgres', Forms>> = {
  mariadb: {
    dump: 'mysqldump',
    client: 'mysql',
    schema: `
CREATE TABLE customer (id int NOT NULL AUTO_INCREMENT, email varchar(120) NOT NULL, name varchar(80), note text,
  born date DEFAULT '0000-00-00', photo blob, flags bit(3) DEFAULT b'101',
  upper_email varchar(120) GENERATED ALWAYS AS (upper(email)) STORED, kind enum('a','it''s') DEFAULT 'a',
  PRIMARY KEY (id), UNIQUE KEY (email)) COMMENT='it''s; a -- comment';
CREATE TABLE old_client (id int PRIMARY KEY, name varchar(60), note text CHARACTER SET cp1250, raw varbinary(40)) DEFAULT CHARSET=latin2;
CREATE TABLE \`order\` (\`select\` int PRIMARY KEY, place point, FOREIGN KEY (\`select\`) REFERENCES customer(id));
CREATE VIEW v AS SELECT id, email FROM customer;
CREATE SEQUENCE numbers;
INSERT INTO customer (email,name,note,born,photo) VALUES
  ('jan.kowalski@firma.pl','Jan Kowalski','it''s "a" \\\\ note;\\n-- x','1980-01-02',0x00FF270D0A5C22),
  ('ewa.ż@firma.pl','Ewa Żółć',NULL,'0000-00-00',NULL),('o''brien@firma.pl','','',NULL,'');
INSERT INTO old_client VALUES (1,'Zażółć Gęślą','ciężka jaźń',0x27005C22),(2,NULL,'',NULL);
INSERT INTO \`order\` VALUES (1,POINT(1,2)),(2,NULL);
DELIMITER ;;
CREATE TRIGGER t BEFORE INSERT ON customer FOR EACH ROW BEGIN SET NEW.kind = 'a'; END;;
CREATE PROCEDURE p(IN a int) BEGIN INSERT INTO old_client (id) VALUES (a); SELECT 'it''s'; END;;
CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN DELETE FROM old_client; END;;
DELIMITER ;
`,
    policy: (email, name) => `
policy: 1
purpose: tests of dump forms
source: {engine: mariadb}
tables:
  customer:
    columns: {"id, note, born, photo, flags, kind": {keep: a test}, email: ${email}, name: ${name}}
  old_client:
    columns: {"id, note, raw": {keep: a test}, name: ${name}}
  order:
    columns: {"select, place": {keep: a test}}
`,
    options: [
      '',
      '--skip-extended-insert',
      '--complete-insert --hex-blob',
      '--replace',
      '--insert-ignore --no-autocommit --skip-tz-utc --order-by-primary --skip-comments',
      '--single-transaction --routines --events --triggers --add-drop-trigger',
      '--compact',
      '--skip-opt',
      '--skip-set-charset',
      '--default-character-set=latin2',
      '--default-character-set=binary',
    ],
    sums: `SELECT count(*), count(DISTINCT email), sum(length(photo)), min(hex(photo)), (SELECT group_concat(note, hex(raw)) FROM old_client), (SELECT count(name) FROM old_client), (SELECT count(*) FROM \`order\`) FROM customer`,
  },
  postgres: {
    dump: 'pg_dump',
    client: 'psql',
    schema: `
CREATE TABLE customer (id serial PRIMARY KEY, email text UNIQUE NOT NULL, name text, note text,
  up text GENERATED ALWAYS AS (upper(name)) STORED, pic bytea, tags text[], js jsonb);
CREATE TABLE parted (id int, email text) PARTITION BY LIST (id);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1);
CREATE TABLE parted_2 PARTITION OF parted FOR VALUES IN (2);
INSERT INTO customer (email,name,note,pic,tags,js) VALUES
  ('jan.kowalski@firma.pl','Jan Żółć',E'a\\tb\\n\\\\.',E'\\\\x00ff27','{a,"b c"}','{"a":"x"}'),
  ('ewa@firma.pl',NULL,'',NULL,NULL,NULL);
INSERT INTO parted VALUES (1,'jan.kowalski@firma.pl'),(2,'x@firma.pl');
ALTER TABLE parted_2 ENABLE ROW LEVEL SECURITY;
CREATE FUNCTION tr() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.id := NEW.id; RETURN NEW; END $$;
CREATE TRIGGER t BEFORE INSERT ON customer FOR EACH ROW EXECUTE FUNCTION tr();
CREATE MATERIALIZED VIEW mv AS SELECT id FROM customer;
SELECT lo_from_bytea(4711, 'a letter to jan.kowalski@firma.pl');
`,
    policy: (email, name) => `
policy: 1
purpose: tests of dump forms
source: {engine: postgres}
largeObjects: {${email === 'email' ? 'drop' : 'keep'}: a test}
tables:
  customer:
    columns: {"id, note, pic, tags, js": {keep: a test}, email: ${email}, name: ${name}}
  "parted*":
    columns: {id: {keep: a test}, email: ${email}}
`,
    options: [
      '',
      '--inserts',
      '--column-inserts --no-owner --rows-per-insert=2 --on-conflict-do-nothing',
      '--section=pre-data --section=data --load-via-partition-root',
      '--enable-row-security --clean --if-exists',
      '--quote-all-identifiers --disable-dollar-quoting',
      '--encoding=LATIN2',
      '--encoding=WIN1250 --inserts --use-set-session-authorization',
    ],
    sums: `SELECT count(*), count(DISTINCT email), min(note), max(md5(pic)), max(tags), max(js::text), (SELECT count(DISTINCT email) FROM parted) FROM customer`,
  },
}

describe.each(Object.entries(forms))('a dump of %s', (engine, form) => {
  let server: SingleServer
  let folder = ''
  let environment: NodeJS.ProcessEnv
  const programs = { dump: '', client: '' }

  beforeAll(async () => {
    folder = makeTestFolder('dump-forms')
    server = await startServer(engine === 'mariadb' ? 'mariadb' : 'postgres', {
      provider: 'embedded',
      version: '',
      database: 'shop',
      log,
    })
    const { host, port, user, password } = server.address
    const [dump, client] = [
      await findProgram(form.dump, { log }),
      await findProgram(form.client, { log }),
    ]
    programs.dump = dump.file
    programs.client = client.file
    environment = childEnvironment({
      ...dump.environment,
      ...client.environment,
      PGHOST: host,
      PGPORT: `${port}`,
      PGUSER: user,
      PGPASSWORD: password.reveal(),
      MYSQL_PWD: password.reveal(),
    })
    await query('shop', form.schema)
  })
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  })

  const login = () => {
    const { host, port, user } = server.address
    return engine === 'mariadb'
      ? ['--no-defaults', '--protocol=tcp', `-h${host}`, `-P${port}`, `-u${user}`]
      : []
  }
  /** What the client prints for the statements of a file, or of `sql`. */
  const query = async (database: string, sql: string) => {
    const file = join(folder, 'statements.sql')
    writeFileSync(file, sql)
    return fromFile(database, file)
  }
  const fromFile = async (database: string, file: string) => {
    const options =
      engine === 'mariadb'
        ? [...login(), '--default-character-set=utf8mb4', '-N', '-e', `source ${file}`, database]
        : ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-f', file, database]
    return (await run(programs.client, options, { env: environment })).stdout
  }
  const mask = async (source: string, target: string, email: string, name: string) => {
    writeFileSync(join(folder, 'policy.yaml'), form.policy(email, name))
    const masked = join(folder, target)
    const policy = join(folder, 'policy.yaml')
    await maskDump({ source, target: masked, policy, key, jobs: 0, verify: false })
    return masked
  }

  it.each(form.options)('is read with %s', async (options) => {
    const source = join(folder, 'dump.sql')
    const { stdout } = await run(
      programs.dump,
      [...login(), ...options.split(' ').filter((one) => one !== ''), 'shop'],
      { env: environment, encoding: 'buffer' },
    )
    writeFileSync(source, stdout)
    const kept = await mask(source, 'kept.sql', '{keep: a test}', '{keep: a test}')
    expect(readFileSync(kept).equals(stdout)).toBe(true)

    const masked = await mask(source, 'masked.sql', 'email', 'fullName')
    const text = readFileSync(masked, 'latin1')
    expect(text).not.toMatch(/firma\.pl/i)
    expect(text).not.toContain(Buffer.from('firma.pl').toString('hex'))
    await query(
      engine === 'mariadb' ? 'mysql' : 'postgres',
      'DROP DATABASE IF EXISTS restored;\nCREATE DATABASE restored;\n',
    )
    await fromFile('restored', masked)
    expect(await query('restored', `${form.sums};\n`)).toBe(await query('shop', `${form.sums};\n`))
  })
})
