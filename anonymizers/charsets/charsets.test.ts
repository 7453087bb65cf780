import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PoligonError } from '../../core/errors.ts'
import { cut } from '../dialects/dialect.contract.ts'
import mysqlInsert from '../dialects/mysql-insert.ts'
import pgCopy from '../dialects/pg-copy.ts'
import { inFolder, maskText, testKey } from '../mask-text.contract.ts'
import { maskToPieces } from '../mask-to-pieces.ts'
import { charsetOf } from './charset.ts'
import { mysqlCharset } from './mysql-charsets.ts'
import { postgresCharset } from './postgres-charsets.ts'
import { wideCharset } from './wide.ts'

const name = 'Wiesława Żółć'
const email = 'wiesława@firma.pl'

const policy = (engine: 'postgres' | 'mysql') => `
policy: 1
purpose: tests of character sets
source: {engine: ${engine}}
tables:
  ${engine === 'postgres' ? 'public.' : ''}klient:
    columns:
      id: {keep: a number}
      imię: fullName
      mail: email
      uwagi: {keep: not personal}
`

type Encode = (text: string) => Buffer
const utf8: Encode = (text) => Buffer.from(text)

const encoderOf = (form: ReturnType<typeof mysqlCharset>): Encode => {
  if (!form) throw new Error('no such character set')
  return (text) => charsetOf(form).encode(text)
}

/** As mysqldump does: definitions in UTF-8, rows in the character set of the connection. */
const mysqlDump = (charset: string, encode: Encode, columns = 'utf8mb4') =>
  Buffer.concat([
    Buffer.from(`-- MariaDB dump 10.19
/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES ${charset} */;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE \`klient\` (\`id\` int, \`imię\` varchar(120), \`mail\` varchar(120), \`uwagi\` text) DEFAULT CHARSET=${columns};
/*!40101 SET character_set_client = @saved_cs_client */;
`),
    encode('INSERT INTO `klient` '),
    columnsOf(charset, columns, encode),
    encode(`VALUES (1,'${name}','${email}','ciężki'),
(2,NULL,'','');
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
`),
  ])

/** Not every set has the letters of the names. */
function columnsOf(charset: string, columns: string, encode: Encode): Buffer {
  if (['latin1', 'euckr'].includes(charset) || columns === 'gbk') return Buffer.alloc(0)
  const list = '(`id`, `imię`, `mail`, `uwagi`) '
  return charset === 'binary' ? utf8(list) : encode(list)
}

/** As pg_dump does: everything in one encoding. */
const pgDump = (encoding: string, encode: Encode, copy = true) =>
  encode(`-- PostgreSQL database dump
SET client_encoding = '${encoding}';
SET standard_conforming_strings = on;
CREATE TABLE public.klient (id integer, "imię" text, mail text, uwagi text);
${
  copy
    ? `COPY public.klient (id, "imię", mail, uwagi) FROM stdin;\n1\t${name}\t${email}\tciężki\n\\.\n`
    : `INSERT INTO public.klient (id, "imię", mail, uwagi) VALUES (1, '${name}', '${email}', 'ciężki');\n`
}`)

const mask = async (dump: Buffer, engine: 'postgres' | 'mysql', rules = policy(engine)) =>
  (await maskText(dump, rules)).output

const keeping = (engine: 'postgres' | 'mysql') =>
  policy(engine).replace(/imię: fullName\n\s+mail: email/, '"imię, mail": {keep: a test}')

const mysqlSets = ['latin2', 'cp1250', 'cp852'] as const
const postgresSets = ['LATIN2', 'WIN1250', 'LATIN10'] as const

describe('a dump in another character set', () => {
  it.each(mysqlSets)('is masked as the same dump in UTF-8: %s of MySQL', async (charset) => {
    const encode = encoderOf(mysqlCharset(charset))
    const masked = await mask(mysqlDump(charset, encode), 'mysql')
    const same = await mask(mysqlDump('utf8mb4', utf8), 'mysql')
    const form = mysqlCharset(charset)
    const decoded = form && charsetOf(form).decode(masked.subarray(masked.indexOf('INSERT')))
    expect(decoded).toBe(same.subarray(same.indexOf('INSERT')).toString())
    expect(decoded).toContain("'ciężki'")
    expect(decoded).not.toContain('Wiesława Żółć')
  })

  it.each(postgresSets)('is masked as the same dump in UTF-8: %s of PostgreSQL', async (set) => {
    const form = postgresCharset(set)
    const encode = encoderOf(form)
    for (const copy of [true, false]) {
      const masked = await mask(pgDump(set, encode, copy), 'postgres')
      const same = await mask(pgDump('UTF8', utf8, copy), 'postgres')
      const decoded = form && charsetOf(form).decode(masked)
      expect(decoded).toBe(same.toString().replace('UTF8', set))
      expect(decoded).not.toContain('firma.pl')
    }
  })

  it('holds the values of each column in its own when the connection is binary', async () => {
    const encode = encoderOf(mysqlCharset('latin2'))
    const masked = await mask(mysqlDump('binary', encode, 'latin2'), 'mysql')
    const straight = await mask(mysqlDump('latin2', encode), 'mysql')
    const rows = (dump: Buffer) => dump.subarray(dump.indexOf('VALUES')).toString('hex')
    expect(rows(masked)).toBe(rows(straight))
  })

  describe.each(['utf16', 'utf16le', 'ucs2', 'utf32'])('with a column in %s', (charset) => {
    const wide = wideCharset(charset)
    const encode = (text: string) => wide?.encode(text) ?? Buffer.alloc(0)
    const dumpOf = (value: Buffer) =>
      Buffer.concat([
        Buffer.from(
          `-- MariaDB dump 10.19\n/*!40101 SET NAMES binary */;\nCREATE TABLE \`klient\` (\`id\` int, \`imię\` varchar(99) CHARACTER SET ${charset}, \`mail\` text, \`uwagi\` text);\nINSERT INTO \`klient\` VALUES (1,'`,
        ),
        Buffer.from(value.toString('latin1').replaceAll(/[\0\\']/g, escaped), 'latin1'),
        Buffer.from("','','');\n"),
      ])
    const escaped = (byte: string) => (byte === '\0' ? String.raw`\0` : `\\${byte}`)

    it('masks it as in UTF-8 when the connection is binary, ASCII too', async () => {
      for (const text of [name, 'Jan Nowak', "D'Arc \\ Ż"]) {
        const masked = await mask(dumpOf(encode(text)), 'mysql')
        const plain = await mask(
          Buffer.from(
            `-- MariaDB dump 10.19\nCREATE TABLE \`klient\` (\`id\` int, \`imię\` varchar(99), \`mail\` text, \`uwagi\` text);\nINSERT INTO \`klient\` VALUES (1,'${text.replaceAll(/[\\']/g, String.raw`\$&`)}','','');\n`,
          ),
          'mysql',
        )
        const [, same = ''] = /VALUES \(1,'([^']+)'/.exec(plain.toString()) ?? []
        expect(masked.equals(dumpOf(encode(same)))).toBe(true)
      }
    })

    it('stops at a value that is none, and passes what is kept', async () => {
      const broken = dumpOf(Buffer.from('a'))
      await expect(mask(broken, 'mysql')).rejects.toMatchObject({ code: 'POLIGON_VALUE' })
      expect((await mask(broken, 'mysql', keeping('mysql'))).equals(broken)).toBe(true)
    })

    it('decodes what it encodes, and no half characters', () => {
      for (const text of ['', 'Żółć', charset === 'ucs2' ? '漢' : '漢😀'])
        expect(wide?.decode(encode(text))).toBe(text)
      expect(wide?.decode(Uint8Array.of(0xd8, 0xd8))).toBeUndefined()
    })
  })

  it('reads characters of several bytes whose second one is a backslash, where they are escaped', async () => {
    const encode = encoderOf(mysqlCharset('gbk'))
    const dump = mysqlDump('binary', encode, 'gbk').toString('latin1')
    // As mysql_real_escape_string does with bytes: 誠 is D5 5C in GBK.
    const withBackslash = Buffer.from(dump.replace('Wies', '\xd5\\\\Wies'), 'latin1')
    const masked = await mask(withBackslash, 'mysql')
    expect(masked.includes(Buffer.from('d55c', 'hex'))).toBe(false)
    expect(masked.toString('latin1')).toMatch(/VALUES \(1,'[^']+','[^']+@[a-z]+\.example','/)
  })

  it('gets the nearest letter where it lacks one', async () => {
    const encode = encoderOf(mysqlCharset('latin1'))
    const same = await mask(mysqlDump('utf8mb4', utf8), 'mysql')
    const masked = await mask(mysqlDump('latin1', encode), 'mysql')
    expect(masked.toString('latin1')).not.toMatch(/VALUES[^;]*[?]/)
    expect(masked.toString('latin1')).toMatch(/VALUES \(1,'[\w \xc0-\xff-]+','[^']+@/)
    expect(masked.length).toBeLessThan(same.length)
  })

  it('is the same dump when everything is kept', async () => {
    for (const charset of ['latin1', ...mysqlSets, 'binary']) {
      const encode = encoderOf(mysqlCharset(charset === 'binary' ? 'latin2' : charset))
      const dump = mysqlDump(charset, encode, 'latin2')
      expect((await mask(dump, 'mysql', keeping('mysql'))).equals(dump)).toBe(true)
    }
    for (const encoding of postgresSets) {
      const dump = pgDump(encoding, encoderOf(postgresCharset(encoding)))
      expect((await mask(dump, 'postgres', keeping('postgres'))).equals(dump)).toBe(true)
    }
  })

  it('is cut alike wherever the input is cut', () => {
    const samples = [
      [mysqlInsert, mysqlDump('latin2', encoderOf(mysqlCharset('latin2')))],
      [pgCopy, pgDump('LATIN2', encoderOf(postgresCharset('LATIN2')))],
      [pgCopy, pgDump('LATIN2', encoderOf(postgresCharset('LATIN2')), false)],
    ] as const
    for (const [dialect, dump] of samples) {
      const whole = cut(dialect, [dump]).segments.map((one) => JSON.stringify(one))
      for (let at = 0; at <= dump.length; at++) {
        const { segments } = cut(dialect, [dump.subarray(0, at), dump.subarray(at)])
        const last = segments.map((one) => JSON.stringify(one))
        // Rows may come in two parts.
        expect(whole.filter((one) => !one.includes('"rows"'))).toEqual(
          last.filter((one) => !one.includes('"rows"')),
        )
      }
    }
  })

  it('may change within one file', async () => {
    const latin2 = mysqlDump('latin2', encoderOf(mysqlCharset('latin2')))
    const again = `SET NAMES utf8mb4;\nINSERT INTO \`klient\` (\`id\`, \`imię\`) VALUES (3,'${name}');\n`
    const masked = await mask(Buffer.concat([latin2, Buffer.from(again)]), 'mysql')
    const first = charsetOf(mysqlCharset('latin2') ?? { kind: 'listed', upper: '' })
    const rows = /VALUES \([13],'([^']+)'/
    const head = rows.exec(first.decode(masked.subarray(masked.indexOf('INSERT'))) ?? '')?.[1]
    const tail = rows.exec(masked.subarray(masked.lastIndexOf('INSERT')).toString())?.[1]
    expect(tail).toBe(head)
    expect(tail).not.toBe(name)
  })

  it('puts declared persons together across character sets', async () => {
    const rules = `
policy: 1
purpose: tests of character sets
source: {engine: mysql}
tables:
  klient:
    person: mail
    columns:
      "id, uwagi": {keep: a number}
      imię: fullName
      mail: email
  orders:
    person: {table: klient, via: klient_id, by: mail}
    columns:
      klient_id: {keep: a number}
      name: fullName
`
    const dumpOf = (charset: string, encode: Encode) =>
      Buffer.concat([
        Buffer.from(
          'CREATE TABLE `orders` (`klient_id` int, `name` varchar(120), FOREIGN KEY (`klient_id`) REFERENCES `klient` (`id`));\n',
        ),
        mysqlDump(charset, encode),
        encode(`INSERT INTO \`orders\` VALUES (1,'x');\n`),
      ])
    const masked = await mask(
      Buffer.concat([dumpOf('latin2', encoderOf(mysqlCharset('latin2')))]),
      'mysql',
      rules,
    )
    const text = charsetOf(mysqlCharset('latin2') ?? { kind: 'listed', upper: '' }).decode(masked)
    const customer = /VALUES \(1,'([^']+)'/.exec(text ?? '')?.[1]
    // Behind the setting that gives the session its own character set back.
    const order = /`orders` VALUES \(1,'([^']+)'/.exec(masked.toString())?.[1]
    expect(order).toBe(customer)
  })
})

/** Characters with a backslash or a backtick for their second byte. */
const hiding = [
  ['gbk', 'd55c 8160'],
  ['gb18030', 'd55c 8160'],
  ['sjis', '835c 8360'],
  ['cp932', '835c 8360'],
  ['big5', 'a55c a560'],
] as const

describe.each(hiding)('a dump in %s', (charset, bytes) => {
  const encode = encoderOf(mysqlCharset(charset))
  const characters = Buffer.from(bytes.replaceAll(' ', ''), 'hex')
  const text = charsetOf(mysqlCharset(charset) ?? { kind: 'listed', upper: '' }).decode(characters)
  const values = ['Jan {}', '{}', "O\\'{}", '{}\\\\'] as const
  const dumpOf = (set: string, write: Encode) =>
    write(
      `-- MariaDB dump 10.19\n/*!40101 SET NAMES ${set} */;\nCREATE TABLE \`klient\` (\`id\` int, \`imię\` varchar(120), \`mail\` varchar(120), \`uwagi\` text);\n`.replace(
        'imię',
        set === 'utf8mb4' ? 'imię' : 'imie',
      ) +
        values
          .map(
            (value, i) =>
              `INSERT INTO \`klient\` VALUES (${i},'${value}','a${i}@firma.pl','{}'),(9,NULL,'','{}\\'');\n`,
          )
          .join('')
          .replaceAll('{}', text ?? ''),
    )
  const rules = policy('mysql').replace('imię', 'imie')
  const rowsOf = (dump: string) => dump.slice(dump.indexOf('INSERT'))
  const decode = (dump: Buffer) => {
    const form = mysqlCharset(charset)
    return (form && charsetOf(form).decode(dump)) ?? ''
  }

  it('is masked as the same dump in UTF-8, though quotes and escapes hide in characters', async () => {
    const masked = decode(await mask(dumpOf(charset, encode), 'mysql', rules))
    const same = (await mask(dumpOf('utf8mb4', utf8), 'mysql')).toString()
    const ascii = (dump: string) =>
      rowsOf(dump)
        .normalize('NFD')
        .replaceAll(/[^ -~]/g, '')
    const bare = (dump: string) =>
      ascii(dump.replaceAll(/[łŁ]/g, (one) => (one === 'ł' ? 'l' : 'L')))
    expect(bare(masked)).toBe(bare(same))
    expect(masked).not.toContain('firma.pl')
    expect(masked.split(text ?? '').length).toBe(1 + 2 * values.length)
  })

  it('is the same dump when everything is kept, and is cut alike wherever the input is cut', async () => {
    const dump = dumpOf(charset, encode)
    const kept = keeping('mysql').replace('imię', 'imie')
    expect((await mask(dump, 'mysql', kept)).equals(dump)).toBe(true)
    const all = (chunks: readonly Buffer[]) => {
      const { segments } = cut(mysqlInsert, chunks)
      return segments.map((one) => JSON.stringify(one)).filter((one) => !one.includes('"rows"'))
    }
    const whole = all([dump])
    for (let at = 0; at <= dump.length; at++)
      expect(all([dump.subarray(0, at), dump.subarray(at)])).toEqual(whole)
  })

  it('keeps a byte that only looks like the beginning of a character from taking a quote with it', async () => {
    const head = `/*!40101 SET NAMES ${charset} */;\nCREATE TABLE \`klient\` (\`id\` int, \`imie\` blob, \`mail\` text, \`uwagi\` text);\n`
    const bytesRule = rules.replace('imie: fullName', 'imie: {mask: placeholder, as: png}')
    const dump = Buffer.from(`${head}INSERT INTO \`klient\` VALUES (1,_binary 'x','','');\n`)
    const masked = await mask(dump, 'mysql', bytesRule)
    const again = await mask(masked, 'mysql', bytesRule)
    expect(again.equals(masked)).toBe(true)
    // The first byte of every PNG.
    if (charset !== 'big5') expect(masked.includes(Buffer.from('5c89504e47', 'hex'))).toBe(false)
    expect(cut(mysqlInsert, [masked]).segments.at(-2)).toMatchObject({ kind: 'rows-end' })
  })

  it('can be taken in part', async () => {
    const part = await maskText(dumpOf(charset, encode), rules, { subset: ['klient where id < 2'] })
    const left = decode(part.output).split('INSERT').length - 1
    expect(left).toBe(2)
  })
})

describe('a value with a character set of its own', () => {
  const head = `-- MariaDB dump 10.19\nCREATE TABLE \`klient\` (\`id\` int, \`imie\` varchar(120), \`mail\` varchar(120), \`uwagi\` text);\n`
  const rules = policy('mysql').replace('imię', 'imie')
  const row = (value: Buffer | string) =>
    Buffer.concat([
      utf8(`${head}INSERT INTO \`klient\` VALUES (1,`),
      Buffer.from(value),
      utf8(`,'a@firma.pl','');\n`),
    ])
  const inSet = (charset: string, text: string) => {
    const written = mysqlCharset(charset)
    return written ? encoderOf(written)(text) : utf8(text)
  }
  const valueOf = (dump: Buffer) =>
    /VALUES \(1,(.*?),'[^',]+@/s.exec(dump.toString('latin1'))?.[1] ?? ''
  const plain = async () => valueOf(await mask(row(`'${name}'`), 'mysql', rules)).slice(1, -1)

  it.each(['latin2', 'cp1250', 'utf8mb4', 'utf8mb3', 'binary'])(
    'gets the mask that it has in UTF-8: _%s',
    async (charset) => {
      const mask8 = Buffer.from(await plain(), 'latin1').toString()
      const quoted = Buffer.concat([utf8(`_${charset}'`), inSet(charset, name), utf8("'")])
      const digits = inSet(charset, name).toString('hex')
      const masked = inSet(charset, mask8)
      const written = async (value: Buffer | string) =>
        valueOf(await mask(row(value), 'mysql', rules))
      expect(await written(quoted)).toBe(`_${charset}'${masked.toString('latin1')}'`)
      expect(await written(`_${charset} 0x${digits}`)).toBe(
        `_${charset} 0x${masked.toString('hex')}`,
      )
      expect(await written(`_${charset} x'${digits.toUpperCase()}'`)).toBe(
        `_${charset} x'${masked.toString('hex').toUpperCase()}'`,
      )
    },
  )

  it('is read in UTF-16 too', async () => {
    const wide = wideCharset('utf16')
    const mask8 = Buffer.from(await plain(), 'latin1').toString()
    const masked = await mask(row(`_utf16 0x${wide?.encode(name).toString('hex')}`), 'mysql', rules)
    expect(valueOf(masked)).toBe(`_utf16 0x${wide?.encode(mask8).toString('hex')}`)
  })

  it('stands in a dump in another character set', async () => {
    const latin2 = Buffer.concat([
      utf8('/*!40101 SET NAMES latin2 */;\n'),
      row(Buffer.concat([utf8("_cp1250'"), inSet('cp1250', name), utf8("'")])),
    ])
    const mask8 = Buffer.from(await plain(), 'latin1').toString()
    expect(valueOf(await mask(latin2, 'mysql', rules))).toBe(
      `_cp1250'${inSet('cp1250', mask8).toString('latin1')}'`,
    )
  })

  it.each([
    ['that is not read', `_swe7'x'`, ''],
    ['that it is no text of', `_sjis 0xff27`, ''],
    ['that has more characters than the dump', `_utf8mb4'\u0436'`, 'SET NAMES latin2;\n'],
    ['beside values in those of their columns', `_latin2'x'`, 'SET NAMES binary;\n'],
  ])('is refused with its place in one %s', async (_, value, before) => {
    const failure = await mask(Buffer.concat([utf8(before), row(value)]), 'mysql', rules).catch(
      (error: unknown) => error as PoligonError,
    )
    expect(failure).toMatchObject({
      code: 'POLIGON_DUMP_SYNTAX',
      place: { table: 'klient', row: 1 },
    })
  })

  it('is looked at as what it is', async () => {
    const dump = row(Buffer.concat([utf8("_latin2'"), inSet('latin2', name), utf8("'")]))
    const leaking = Buffer.from(
      dump
        .toString('latin1')
        .replace(`pl','')`, `pl',_cp1250 0x${inSet('cp1250', name).toString('hex')})`),
      'latin1',
    )
    await expect(maskText(leaking, rules, { verify: true })).rejects.toMatchObject({
      code: 'POLIGON_LEAK',
    })
  })
})

describe('a dump of PostgreSQL in another encoding', () => {
  it('comes to a loader in UTF-8, with the setting that says so', async () => {
    for (const copy of [true, false])
      await inFolder(async (folder) => {
        const source = join(folder, 'dump.sql')
        writeFileSync(source, pgDump('LATIN2', encoderOf(postgresCharset('LATIN2')), copy))
        writeFileSync(join(folder, 'policy.yaml'), policy('postgres'))
        const rules = join(folder, 'policy.yaml')
        await using pieces = maskToPieces({ source, policy: rules, key: testKey, jobs: 0 })
        const parts: Uint8Array[] = []
        for await (const { bytes } of pieces) parts.push(Uint8Array.from(bytes))
        const same = await mask(pgDump('UTF8', utf8, copy), 'postgres')
        expect(Buffer.concat(parts).toString()).toBe(same.toString())
      })
  })
})

describe('a value that is no text of its character set', () => {
  it('is refused with its place', async () => {
    const encode = encoderOf(mysqlCharset('euckr'))
    const dump = mysqlDump('euckr', encode).toString('latin1')
    const broken = Buffer.from(dump.replace('Wies', '\xffWies'), 'latin1')
    const failure = await mask(broken, 'mysql').catch((error: unknown) => error as PoligonError)
    expect(failure).toMatchObject({ code: 'POLIGON_VALUE' })
    expect((failure as PoligonError).place).toMatchObject({ field: 'imię', row: 1 })
    expect((failure as PoligonError).message).not.toContain('firma')
  })

  it('is masked wholly in a dump in UTF-8', async () => {
    const dump = mysqlDump('utf8mb4', utf8).toString('latin1')
    const broken = Buffer.from(dump.replace('Wies', '\xb3Wies'), 'latin1')
    const masked = await mask(broken, 'mysql')
    expect(masked.includes(Buffer.from('Wies'))).toBe(false)
    expect(masked.includes(Buffer.from('b357', 'hex'))).toBe(false)
  })
})
