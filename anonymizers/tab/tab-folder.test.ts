import { mkdirSync, readdirSync, readFileSync, writeFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { array, assert, constantFrom, option, property, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PoligonError } from '../../core/errors.ts'
import { ByteWriter } from '../dialects/byte-writer.ts'
import { maskDump } from '../mask-dump.ts'
import { customerPolicy, inFolder, testKey } from '../mask-text.contract.ts'
import { tabFormat, type WrittenTabFormat } from './tab-format.ts'
import { createTabRowReader } from './tab-row.ts'
import { createTabRowWriter } from './tab-tuples.ts'

const table = (name: string, columns: string) =>
  `/*!40101 SET NAMES utf8mb4 */;\n/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='' */;\nCREATE TABLE \`${name}\` (${columns});\n/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;\n`

const files: Readonly<Record<string, string>> = {
  'customer.sql': table('customer', '`id` int, `email` varchar(120), `note` text'),
  'customer.txt':
    '1\tjan.kowalski@firma.pl\ttab\\\t and \\\\ and \\\n\n2\t\\N\t\n3\tewa@firma.pl\t\\0\'"\n',
  'settings.sql': table('settings', '`name` text, `value` text'),
  'settings.txt': '',
  'view.sql': 'CREATE VIEW `view` AS SELECT 1;\n',
}

/** Masks a folder of these files; what comes out, by the names of the files. */
async function maskFolder(
  content: Readonly<Record<string, string>>,
  policy = customerPolicy('mysql'),
  target = 'masked',
) {
  return inFolder(async (folder) => {
    mkdirSync(join(folder, 'dump'))
    for (const [file, text] of Object.entries(content))
      writeFileSync(join(folder, 'dump', file), text, 'latin1')
    writeFileSync(join(folder, 'policy.yaml'), policy)
    const path = join(folder, target)
    const report = await maskDump({
      source: join(folder, 'dump'),
      target: path,
      policy: join(folder, 'policy.yaml'),
      key: testKey,
      jobs: 0,
    }).catch((failure: unknown) => {
      expect(readdirSync(folder).toSorted()).toEqual(['dump', 'policy.yaml'])
      throw failure
    })
    if (target.endsWith('.sql'))
      return { report, output: { [target]: readFileSync(path, 'latin1') } }
    const output = Object.fromEntries(
      readdirSync(path).map((file) => [file, readFileSync(join(path, file), 'latin1')]),
    )
    return { report, output }
  })
}

const refusal = (content: Readonly<Record<string, string>>, policy?: string) =>
  maskFolder(content, policy).then(
    () => undefined,
    (failure: unknown) => failure as PoligonError,
  )

describe('a folder of mysqldump --tab', () => {
  it('comes out as it was when everything is kept', async () => {
    const kept = customerPolicy('mysql').replace('{mask: email}', '{keep: a test}')
    expect((await maskFolder(files, kept)).output).toEqual(files)
  })

  it('has its masked fields replaced, and nothing else', async () => {
    const { output, report } = await maskFolder(files)
    const { 'customer.txt': rows = '', ...others } = output
    expect(rows).not.toContain('firma.pl')
    const unmasked = (text: string) => text.replaceAll(/[\w.]+@[\w.-]+/g, '@')
    expect(unmasked(rows)).toBe(unmasked(files['customer.txt'] ?? ''))
    expect(others).toEqual({ ...files, 'customer.txt': undefined, ...others })
    expect(report.tables.map(({ table: name, rows: count }) => [name, count])).toEqual([
      ['customer', 3],
    ])
  })

  it('becomes SQL with the same masks, the rows behind their table', async () => {
    const folder = await maskFolder(files)
    const { 'all.sql': sql = '' } = (await maskFolder(files, undefined, 'all.sql')).output
    const [mask = ''] = /[\w.]+@[\w.-]+/.exec(folder.output['customer.txt'] ?? '') ?? []
    expect(sql).toContain(`('1','${mask}','tab\t and \\\\ and \\n')`)
    expect(sql).toContain(`,('2',NULL,'')`.slice(1))
    expect(sql.indexOf('CREATE TABLE `customer`')).toBeLessThan(sql.indexOf('INSERT INTO'))
    expect(sql.indexOf('INSERT INTO')).toBeLessThan(sql.indexOf('CREATE TABLE `settings`'))
  })

  it('leaves a table empty that the policy empties', async () => {
    const emptied = customerPolicy('mysql').replace(
      /customer:[^]*not personal}/,
      'customer:\n    rows: empty',
    )
    expect((await maskFolder(files, emptied)).output).toMatchObject({ 'customer.txt': '' })
  })

  it('is read in the format that its rows look like', async () => {
    const comma = {
      ...files,
      'customer.txt': '1,"jan@firma.pl","a, b"\n2,\\N,"c"\n',
    }
    const { output } = await maskFolder(comma)
    expect(output['customer.txt']).toMatch(/^1,"[\w.]+@[\w.-]+","a, b"\n2,\\N,"c"\n$/)
  })

  it('is read in the format that the policy names', async () => {
    const policy = customerPolicy('mysql').replace(
      '{engine: mysql}',
      `{engine: mysql, tab: {fieldsTerminatedBy: '|', fieldsEnclosedBy: "'", linesTerminatedBy: '\\r\\n'}}`,
    )
    const { output } = await maskFolder(
      { ...files, 'customer.txt': `'1'|'jan@firma.pl'|'it\\'s'\r\n` },
      policy,
    )
    expect(output['customer.txt']).toMatch(/^'1'\|'[\w.]+@[\w.-]+'\|'it\\'s'\r\n$/)
  })

  it.each([
    ['a row with too few fields', '1\ta@firma.pl\tx\n2\tb@firma.pl\n'],
    ['a row with too many fields', '1\ta@firma.pl\tx\ty\n'],
    ['a row that is cut off', '1\ta@firma.pl\tx\n2\tb@fir'],
    ['a field that the server writes otherwise', '1\ta@firma.pl\t\\a\n'],
  ])('is refused for %s', async (_, rows) => {
    const failure = await refusal({ ...files, 'customer.txt': rows })
    expect(failure?.code).toMatch(/^POLIGON_(?:SOURCE|DUMP_SYNTAX)$/)
    expect(failure?.message).not.toContain('firma.pl')
  })

  it('says where a row behind the first ones is wrong', async () => {
    const row = '1\ta@firma.pl\tx\n'
    const failure = await refusal({ ...files, 'customer.txt': `${row.repeat(10_000)}1\tb\n` })
    expect(failure).toMatchObject({ code: 'POLIGON_DUMP_SYNTAX' })
    expect(failure?.place).toMatchObject({
      table: 'customer',
      row: 10_001,
      byteOffset: 10_000 * row.length,
    })
  })

  it('is refused when it holds other files, or rows without a table', async () => {
    expect((await refusal({ ...files, 'notes.doc': '' }))?.code).toBe('POLIGON_SOURCE')
    expect((await refusal({ ...files, 'customer.sql': '-- nothing\n' }))?.code).toBe(
      'POLIGON_DUMP_SYNTAX',
    )
  })

  it('is refused when it holds a link', async () => {
    await inFolder(async (folder) => {
      writeFileSync(join(folder, 'a.sql'), table('a', '`id` int'))
      writeFileSync(join(folder, 'secret'), '1\n')
      symlinkSync(join(folder, 'secret'), join(folder, 'a.txt'))
      const work = maskDump({ source: folder, target: '-', policy: 'none', key: testKey })
      await expect(work).rejects.toThrow()
    })
  })
})

describe('rows of mysqldump --tab', () => {
  const formats: readonly WrittenTabFormat[] = [
    {},
    { fieldsTerminatedBy: ',', fieldsEnclosedBy: '"', linesTerminatedBy: '\\r\\n' },
    { fieldsTerminatedBy: '||', fieldsEscapedBy: '!', linesTerminatedBy: '<>' },
  ]

  it.each(formats)('are read and written again, cut anywhere: %o', (written) => {
    const format = tabFormat(written)
    const writeRows = createTabRowWriter(format, 'binary')
    const reader = createTabRowReader(format)
    const byte = constantFrom(...Buffer.from('a0\0\\\'"\t\n\r,|<>!N\u001a\u00ff', 'latin1'))
    const value = option(array(byte, { maxLength: 8 }))
    assert(
      property(array(tuple(value, value), { minLength: 1, maxLength: 4 }), (rows) => {
        const literal = (one: readonly number[] | null) =>
          one === null || one.length === 0
            ? one === null
              ? 'NULL'
              : "''"
            : `0x${Buffer.from(one).toString('hex')}`
        const tuples = rows.map((row) => `(${row.map(literal).join(',')})`).join(',')
        const file = new ByteWriter(0)
        writeRows(Buffer.from(tuples), file)
        const bytes = Buffer.from(file.view())
        const again = new ByteWriter(0)
        let at = 0
        for (let end = 0; end <= bytes.length; end++) {
          if (again.length > 0 && end === bytes.length) again.append(Buffer.from(','))
          const next = reader.read(bytes.subarray(0, end), at, 2, again)
          if (next < 0) {
            if (end === bytes.length) throw new Error('a row was not found')
            continue
          }
          at = next
        }
        const back = new ByteWriter(0)
        writeRows(Buffer.from(again.view()), back)
        expect(at).toBe(bytes.length)
        expect(back.view().equals(bytes)).toBe(true)
      }),
    )
  })
})
