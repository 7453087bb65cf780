import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inFolder } from '../mask-text.contract.ts'
import { scanDump } from './scan-dump.ts'

type Rows = readonly Readonly<Record<string, string>>[]

/** A dump of one table whose columns are texts, and numbers where `types` says so. */
export function dumpOf(
  table: string,
  rows: Rows,
  types: Readonly<Record<string, string>> = {},
): string {
  const columns = Object.keys(rows[0] ?? {})
  const defined = columns.map((one) => `\`${one}\` ${types[one] ?? 'varchar(255)'}`)
  const written = rows.map((row) => `(${columns.map((one) => `'${row[one]}'`).join(',')})`)
  return `-- MariaDB dump 10.19
CREATE TABLE \`${table}\` (${defined.join(', ')});
INSERT INTO \`${table}\` VALUES ${written.join(',\n')};
`
}

/** Forty rows. */
export const many = (row: (i: number) => Readonly<Record<string, string>>): Rows =>
  Array.from({ length: 40 }, (_, i) => row(i))

/** The kinds of the columns that are found. */
export const judged = (table: string, rows: Rows, types?: Readonly<Record<string, string>>) =>
  inFolder(async (folder) => {
    const source = join(folder, 'dump.sql')
    writeFileSync(source, dumpOf(table, rows, types))
    const { columns } = await scanDump({ source })
    return Object.fromEntries(columns.map(({ column, kind }) => [column, kind]))
  })

/** Round and round. */
export const of = (list: readonly string[], i: number): string => list[i % list.length] ?? ''
