import { closeSync, existsSync, openSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, seededRandom, type Random } from 'poligon'
import { copyField, policyOf, quotedLiteral } from './masking-dumps.ts'
import { customerTables, type BenchTable } from './masking-tables.ts'

/** Columns with a secondary index of their own, as shops have them. */
const indexed: Readonly<Record<string, readonly string[]>> = {
  customer_entity: ['email', 'firstname', 'lastname'],
  customer_address_entity: ['fullname', 'telephone', 'postcode'],
  sales_order: ['customer_email', 'customer_lastname', 'kept_0', 'kept_1', 'kept_3'],
}

/** As many rows as dump clients put into one INSERT of a megabyte. */
const rowsOfStatement = 2600

/**
 * Wide tables of a shop (23, 25 and 38 columns) with secondary indexes, made once into the cache: a
 * dump, and the policy that masks 21 of the columns.
 */
export function wideDump(
  family: 'postgres' | 'mariadb',
  megabytes: number,
): { readonly file: string; readonly policy: string } {
  const folder = cacheFolder('bench')
  const file = join(folder, `wide-${family}-${megabytes}.sql`)
  if (!existsSync(file)) {
    const handle = openSync(`${file}.part`, 'w', 0o600)
    const random = seededRandom(7)
    for (const text of family === 'postgres'
      ? postgres(megabytes, random)
      : mariadb(megabytes, random))
      writeSync(handle, text)
    closeSync(handle)
    renameSync(`${file}.part`, file)
  }
  return { file, policy: policyOf(family, tablesOf(family)) }
}

const tablesOf = (family: string): readonly BenchTable[] =>
  family === 'mariadb'
    ? customerTables
    : customerTables.map((table) => ({ ...table, name: `public.${table.name}` }))

function* mariadb(megabytes: number, random: Random): Generator<string> {
  yield '-- MariaDB dump 10.19  Distrib 10.11.6-MariaDB\n/*!40101 SET NAMES utf8mb4 */;\n'
  yield '/*!40014 SET UNIQUE_CHECKS=0 */;\n/*!40014 SET FOREIGN_KEY_CHECKS=0 */;\n'
  for (const table of customerTables) {
    const columns = table.columns.map(({ name }) => `  \`${name}\` varchar(255) DEFAULT NULL,\n`)
    const keys = (indexed[table.name] ?? []).map(
      (column) => `,\n  KEY \`${column}\` (\`${column}\`)`,
    )
    yield `CREATE TABLE \`${table.name}\` (\n  \`id\` int(11) NOT NULL,\n${columns.join('')}  PRIMARY KEY (\`id\`)${keys.join('')}\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;\n`
    for (const rows of rowsOf(table, megabytes, random)) {
      const written = rows.map(({ id, values }) => `(${id},${values.map(quotedLiteral).join(',')})`)
      yield `INSERT INTO \`${table.name}\` VALUES\n${written.join(',\n')};\n`
    }
  }
}

function* postgres(megabytes: number, random: Random): Generator<string> {
  yield "-- PostgreSQL database dump\nSET client_encoding = 'UTF8';\n"
  for (const { name, columns } of customerTables)
    yield `CREATE TABLE public.${name} (id integer NOT NULL, ${columns.map((one) => `${one.name} character varying(255)`).join(', ')});\n`
  for (const table of customerTables) {
    const names = ['id', ...table.columns.map(({ name }) => name)]
    yield `COPY public.${table.name} (${names.join(', ')}) FROM stdin;\n`
    for (const rows of rowsOf(table, megabytes, random))
      yield rows.map(({ id, values }) => `${id}\t${values.map(copyField).join('\t')}\n`).join('')
    yield '\\.\n'
  }
  for (const { name } of customerTables)
    yield `ALTER TABLE ONLY public.${name}\n    ADD CONSTRAINT ${name}_pkey PRIMARY KEY (id);\n`
  for (const { name } of customerTables)
    for (const column of indexed[name] ?? [])
      yield `CREATE INDEX ${name}_${column} ON public.${name} USING btree (${column});\n`
}

function* rowsOf(table: BenchTable, megabytes: number, random: Random) {
  let id = 1
  for (let left = megabytes * 1e6 * table.share; left > 0;) {
    const rows = Array.from({ length: rowsOfStatement }, () => ({
      id: id++,
      values: table.columns.map(({ value }) => value(random)),
    }))
    left -= rows.reduce((sum, { values }) => sum + Buffer.byteLength(values.join()) + 40, 0)
    yield rows
  }
}
