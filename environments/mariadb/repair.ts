import { columnList, type Table } from './catalogue.ts'
import { quoteName, type Connection } from './connect.ts'

/**
 * Statements that make `table` of schema `to` equal to that of schema `from`. With a primary key only
 * rows that differ are touched; without one the table is emptied and filled.
 */
export function repairStatements(table: Table, from: string, to: string): string[] {
  const source = `${quoteName(from)}.${quoteName(table.name)}`
  const target = `${quoteName(to)}.${quoteName(table.name)}`
  const columns = columnList(table)
  if (table.primaryKey.length === 0)
    return [
      `DELETE FROM ${target}`,
      `INSERT INTO ${target} (${columns}) SELECT ${columns} FROM ${source}`,
    ]
  const key = table.primaryKey.map((column) => quoteName(column))
  const match = key.map((column) => `o.${column} = s.${column}`).join(' AND ')
  const equal = table.columns
    .flatMap(({ name, asBytes }) => {
      const column = quoteName(name)
      return asBytes ? `BINARY o.${column} <=> BINARY s.${column}` : `o.${column} <=> s.${column}`
    })
    .join(' AND ')
  return [
    `DELETE s FROM ${target} s LEFT JOIN ${source} o ON ${match} WHERE o.${key[0]} IS NULL OR NOT (${equal})`,
    `INSERT INTO ${target} (${columns}) SELECT ${columnList(table, 'o.')} FROM ${source} o LEFT JOIN ${target} s ON ${match} WHERE s.${key[0]} IS NULL`,
  ]
}

/** Runs the repair of several tables as one transaction. Returns how many rows were not as they should be. */
export async function repairTables(
  connection: Connection,
  tables: readonly Table[],
  from: string,
  to: string,
): Promise<number> {
  let repaired = 0
  await connection.run('START TRANSACTION')
  try {
    for (const table of tables)
      for (const statement of repairStatements(table, from, to))
        repaired += (await connection.run(statement)).affected
    await connection.run('COMMIT')
    return repaired
  } catch (failure) {
    await connection.run('ROLLBACK').catch(() => {})
    throw failure
  }
}
