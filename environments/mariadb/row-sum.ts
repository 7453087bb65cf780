import { quoteName, type Connection } from './connect.ts'
import type { Table } from './catalogue.ts'

/**
 * The number of rows of a table and sums of their digests: equal for equal rows, in whatever order and by whatever
 * statements they came. CHECKSUM TABLE is not: asked twice about one unchanged table (columns that are
 * NULL now and then, MariaDB 10.11) it gave two sums.
 */
export async function rowSum(
  connection: Connection,
  schema: string,
  { name, columns }: Table,
): Promise<string> {
  const parts = columns.map((column) => {
    const value = quoteName(column.name)
    // As text it has six digits only.
    return `IFNULL(MD5(${column.isFloat ? `${value} + 0e0` : value}), '-')`
  })
  const row = parts.length === 0 ? "''" : `MD5(CONCAT(${parts.join(', ')}))`
  const number = (from: number) =>
    `CAST(CONV(SUBSTRING(digest, ${from}, 15), 16, 10) AS DECIMAL(20))`
  const [sums] = await connection.rows(`
    SELECT COUNT(*) AS rows_, SUM(${number(1)}) AS first, SUM(${number(16)}) AS second
    FROM (SELECT ${row} AS digest FROM ${quoteName(schema)}.${quoteName(name)}) AS digests`)
  return `${sums?.['rows_']}:${sums?.['first']}:${sums?.['second']}`
}
