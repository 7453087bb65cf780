import { closeSync, existsSync, openSync, renameSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, seededRandom, type Random } from 'poligon'
import { documentTable, mixedTable } from './masking-nested-tables.ts'
import {
  customerTables,
  partnerTable,
  type BenchColumn,
  type BenchTable,
} from './masking-tables.ts'

/** A dump made for measuring. */
export interface BenchDump {
  readonly file: string
  readonly bytes: number
  readonly policy: string
}

/** How many rows one INSERT statement has, as many as fit in the 1 MB that dump clients fill. */
const rowsOfStatement = 2600

/** Writes the dump once into the cache; the same bytes on every machine. */
function cached(name: string, parts: () => Generator<string>): Pick<BenchDump, 'file' | 'bytes'> {
  const file = join(cacheFolder('bench'), name)
  if (!existsSync(file)) {
    const handle = openSync(`${file}.part`, 'w', 0o600)
    for (const text of parts()) writeSync(handle, text)
    closeSync(handle)
    renameSync(`${file}.part`, file)
  }
  return { file, bytes: statSync(file).size }
}

/** 21 masked columns in three tables of an online shop, 39 % of the bytes; `head` goes into the policy. */
export const mysqlDump = (megabytes: number, head = ''): BenchDump =>
  dumpOfTables('shop-rows', customerTables, megabytes, head)

/** A table of documents, 75 % of the bytes, of which paths are masked: see masking-nested-tables.ts. */
export const documentDump = (megabytes: number): BenchDump =>
  dumpOfTables('documents', [documentTable], megabytes)

/** A table with columns of all kinds, 35 % of the bytes. */
export const mixedDump = (megabytes: number): BenchDump =>
  dumpOfTables('mixed', [mixedTable], megabytes)

function dumpOfTables(
  name: string,
  tables: readonly BenchTable[],
  megabytes: number,
  head = '',
): BenchDump {
  return {
    ...cached(`${name}-${megabytes}.sql`, function* () {
      const random = seededRandom(7)
      yield '-- MariaDB dump 10.19  Distrib 10.11.6-MariaDB\n'
      for (const table of tables) yield* mysqlTable(table, megabytes, random)
    }),
    policy: policyOf('mariadb', tables, head),
  }
}

function* mysqlTable(table: BenchTable, megabytes: number, random: Random): Generator<string> {
  const columns = table.columns.map(({ name }) => `\`${name}\` varchar(255)`)
  yield `CREATE TABLE \`${table.name}\` (\`id\` int NOT NULL,${columns.join(',')},PRIMARY KEY (\`id\`));\n`
  let id = 1
  for (let left = megabytes * 1e6 * table.share; left > 0;) {
    const rows = Array.from({ length: rowsOfStatement }, () => {
      const values = table.columns.map(({ value }) => mysqlLiteral(value(random)))
      return `(${id++},${values.join(',')})`
    })
    const statement = `INSERT INTO \`${table.name}\` VALUES\n${rows.join(',\n')};\n`
    left -= Buffer.byteLength(statement)
    yield statement
  }
}

const mysqlEscapes: Readonly<Record<string, string>> = { '\n': 'n' }

const mysqlLiteral = (value: string | null) =>
  value !== null && /^\d{1,9}$/.test(value) ? value : quotedLiteral(value)

export const quotedLiteral = (value: string | null) =>
  value === null
    ? 'NULL'
    : `'${value.replace(/['"\\\n]/g, (letter) => `\\${mysqlEscapes[letter] ?? letter}`)}'`

/** Definitions of tables like those of {@link mysqlDump} and {@link mixedDump} in turn, with one row each or none. */
export const definitionsDump = (tables: number, rows: 0 | 1): Pick<BenchDump, 'file' | 'bytes'> =>
  cached(`definitions-${tables}-${rows}.sql`, function* () {
    const random = seededRandom(9)
    const kinds = [...customerTables, mixedTable]
    yield '-- MariaDB dump 10.19  Distrib 10.11.6-MariaDB\n'
    for (let i = 0; i < tables; i++) {
      const kind = kinds[i % kinds.length] ?? mixedTable
      const name = `${kind.name}_${i}`
      const columns = kind.columns.map((column) => `\`${column.name}\` varchar(255)`)
      yield `CREATE TABLE \`${name}\` (\`id\` int NOT NULL,${columns.join(',')},PRIMARY KEY (\`id\`));\n`
      if (rows === 0) continue
      const values = kind.columns.map(({ value }) => mysqlLiteral(value(random)))
      yield `INSERT INTO \`${name}\` VALUES (1,${values.join(',')});\n`
    }
  })

/** Four masked columns in one table of an ERP, 31 % of the bytes. */
export function pgDump(megabytes: number): BenchDump {
  const { name, columns } = partnerTable
  return {
    ...cached(`erp-rows-${megabytes}.sql`, function* () {
      const random = seededRandom(8)
      const names = columns.map((column) => column.name)
      yield `-- PostgreSQL database dump\nCREATE TABLE ${name} (id integer, ${names.map((one) => `${one} text`).join(', ')});\n`
      yield `COPY ${name} (id, ${names.join(', ')}) FROM stdin;\n`
      let id = 1
      for (let left = megabytes * 1e6; left > 0;) {
        const rows = Array.from({ length: rowsOfStatement }, () => {
          const values = columns.map(({ value }) => copyField(value(random)))
          return `${id++}\t${values.join('\t')}\n`
        })
        const block = rows.join('')
        left -= Buffer.byteLength(block)
        yield block
      }
      yield '\\.\n'
    }),
    policy: policyOf('postgres', [partnerTable]),
  }
}

export const copyField = (value: string | null) =>
  value === null ? '\\N' : value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')

export function policyOf(engine: string, tables: readonly BenchTable[], head = ''): string {
  const rules = tables.map(
    ({ name, columns }) => `
  ${name}:
    columns:
      id: {keep: about nobody}
${columns.map((column) => `      ${column.name}: {${treatmentOf(column)}}\n`).join('')}`,
  )
  return `policy: 1\npurpose: measuring\n${head}\nsource: {engine: ${engine}}\ntables:\n${rules.join('')}`
}

function treatmentOf({ mask, json }: BenchColumn): string {
  if (json) return `json: ${json}, otherPaths: keep`
  return mask ? `mask: ${mask}` : 'keep: about nobody'
}
