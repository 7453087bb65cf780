import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { maskDump } from '../anonymizers/index.ts'
import { keyFromBytes } from '../core/key.ts'
import { createLog } from '../core/log.ts'
import { serverUrl } from '../environments/index.ts'
import { mariadbShop } from './mariadb-shop.fixture.ts'
import { maskIntoDatabase } from './mask-into-database.ts'

const log = createLog({ quiet: true })
const key = keyFromBytes(new Uint8Array(32).fill(7))

const schema = `
CREATE TABLE \`order\` (\`select\` int PRIMARY KEY, place point);
CREATE TABLE customer (id int NOT NULL AUTO_INCREMENT, email varchar(120) NOT NULL, name varchar(80), note text,
  born date DEFAULT '0000-00-00', photo blob, flags bit(3) DEFAULT b'101', amount decimal(8,2), part double,
  upper_email varchar(120) GENERATED ALWAYS AS (upper(email)) STORED, kind enum('a','it''s') DEFAULT 'a',
  PRIMARY KEY (id), UNIQUE KEY (email));
ALTER TABLE \`order\` ADD FOREIGN KEY (\`select\`) REFERENCES customer(id);
CREATE TABLE old_client (id int PRIMARY KEY, name varchar(60), note text CHARACTER SET cp1250, raw varbinary(40)) DEFAULT CHARSET=latin2;
CREATE TABLE nothing (id int);
CREATE VIEW v AS SELECT id, email FROM customer;
INSERT INTO customer (email,name,note,born,photo,amount,part) VALUES
  ('jan.kowalski@firma.pl','Jan Kowalski','it''s "a", \\\\ note;\\n-- x\\tN \\\\N','1980-01-02',0x00FF270D0A5C22,-1.5,1e30),
  ('ewa.ż@firma.pl','Ewa Żółć',NULL,'0000-00-00',NULL,NULL,0),('o''brien@firma.pl','','',NULL,'',3,-0.5);
INSERT INTO old_client VALUES (1,'Zażółć Gęślą','ciężka jaźń',0x27005C22),(2,NULL,'',NULL),(3,'NULL','\\\\N','');
INSERT INTO \`order\` VALUES (1,POINT(1,2)),(2,NULL);
DELIMITER ;;
CREATE TRIGGER t BEFORE INSERT ON customer FOR EACH ROW BEGIN SET NEW.note = 'fired'; END;;
DELIMITER ;
`

const policyOf = (email: string, name: string) => `
policy: 1
purpose: tests of folders of mysqldump
source: {engine: mariadb}
tables:
  customer:
    columns: {"id, note, born, photo, flags, kind, amount, part": {keep: a test}, email: ${email}, name: ${name}}
  old_client:
    columns: {"id, note, raw": {keep: a test}, name: ${name}}
  order:
    columns: {"select, place": {keep: a test}}
`

const sums = `SELECT count(*), count(DISTINCT email), group_concat(hex(note) ORDER BY id), group_concat(hex(photo) ORDER BY id), group_concat(amount, part, flags+0 ORDER BY id), (SELECT group_concat(hex(note), hex(raw) ORDER BY id) FROM old_client), (SELECT count(name) FROM old_client), (SELECT count(*) FROM \`order\`), (SELECT hex(max(place)) FROM \`order\`) FROM customer;\n`

describe('a folder of mysqldump --tab', () => {
  const shop = mariadbShop('tab-folders')
  const { query } = shop
  beforeAll(async () => {
    // The server itself writes into it, perhaps as another user.
    chmodSync(shop.folder, 0o755)
    await query('shop', schema)
  })

  const fresh = (database: string) =>
    query('mysql', `DROP DATABASE IF EXISTS ${database};\nCREATE DATABASE ${database};\n`)

  let number = 0
  /** What mysqldump writes with these options. */
  const dumped = async (options: readonly string[]) => {
    const written = join(shop.folder, `dump-${++number}`)
    mkdirSync(written)
    chmodSync(written, 0o777)
    await shop.dump(`--tab=${written}`, ...options, 'shop')
    // Without the files of the server's user.
    cpSync(written, `${written}-own`, { recursive: true })
    return `${written}-own`
  }
  const mask = async (source: string, target: string, email: string, name: string) => {
    const policy = join(shop.folder, 'policy.yaml')
    writeFileSync(policy, policyOf(email, name))
    const masked = join(shop.folder, `${number}-${target}`)
    await maskDump({ source, target: masked, policy, key, jobs: 0, verify: false })
    return masked
  }
  const contentOf = (of: string) =>
    readdirSync(of)
      .toSorted()
      .map((file) => [file, readFileSync(join(of, file), 'latin1')])

  it.each([
    { options: [], how: '' },
    { options: ['--default-character-set=latin2'], how: '', charset: 'latin2' },
    {
      options: [
        '--fields-terminated-by=,',
        '--fields-enclosed-by="',
        '--lines-terminated-by=\\r\\n',
      ],
      how: `FIELDS TERMINATED BY ',' ENCLOSED BY '"' LINES TERMINATED BY '\\r\\n'`,
    },
    {
      options: ['--fields-terminated-by=,', '--fields-optionally-enclosed-by="'],
      how: `FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '"'`,
    },
  ])('is masked into one with $options', async ({ options, how, charset = 'binary' }) => {
    const source = await dumped(options)
    const kept = await mask(source, 'kept', '{keep: a test}', '{keep: a test}')
    expect(contentOf(kept)).toEqual(contentOf(source))

    const masked = await mask(source, 'masked', 'email', 'fullName')
    expect(JSON.stringify(contentOf(masked))).not.toMatch(/firma\.pl|Kowalski/i)
    await fresh('restored')
    const files = readdirSync(masked).map((file) => join(masked, file))
    const of = (ending: string) => files.filter((file) => file.endsWith(ending))
    await query(
      'restored',
      [
        'SET FOREIGN_KEY_CHECKS=0;',
        ...of('.sql').map((file) => `source ${file}`),
        'DROP TRIGGER t;',
        ...of('.txt').map(
          (file) =>
            `LOAD DATA LOCAL INFILE '${file}' INTO TABLE \`${/([^/]+)\.txt$/.exec(file)?.[1]}\` CHARACTER SET ${charset} ${how};`,
        ),
        '',
      ].join('\n'),
    )
    expect(await query('restored', sums)).toBe(await query('shop', sums))
  })

  it('is masked into plain SQL and into a database', async () => {
    const source = await dumped([])
    const masked = await mask(source, 'masked.sql', 'email', 'fullName')
    expect(readFileSync(masked, 'latin1')).not.toMatch(/firma\.pl|Kowalski/i)
    await fresh('restored')
    await query('restored', `source ${masked}\n`)
    expect(await query('restored', sums)).toBe(await query('shop', sums))

    await maskIntoDatabase({
      source,
      target: serverUrl({ ...shop.address, database: 'loaded' }, 'with password'),
      policy: join(shop.folder, 'policy.yaml'),
      key,
      jobs: 0,
      log,
    })
    expect(await query('loaded', sums)).toBe(await query('shop', sums))
  })
})
