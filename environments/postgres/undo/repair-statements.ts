import { escapeIdentifier as quoted, escapeLiteral } from 'pg'
import type { TextRow } from '../../running.ts'
import type { Change } from './net-changes.ts'
import type { UndoTable } from './undo-plan.ts'

/** A statement and how many rows it must touch; another number means that the log and the table disagree. */
export interface RepairStatement {
  /** With the rows in it: all statements of a repair are sent at once. */
  readonly sql: string
  readonly rows: number
}

/**
 * Statements that take `net` back: everything that is too much goes first, so that no unique value
 * is there twice in between. `columns` are those that the log tells; generated ones follow by
 * themselves. `since` is the transaction number from which on rows can have been written.
 */
export function repairStatements(
  table: UndoTable,
  columns: readonly string[],
  net: readonly Change[],
  since: string,
): readonly RepairStatement[] {
  const remove = net.flatMap(({ after }) => (after ? [after] : []))
  const restore = net.flatMap(({ before }) => (before ? [before] : []))
  const removal = table.key.length > 0 ? removeByKey(table, remove) : undefined
  return [
    ...(remove.length > 0 ? [removal ?? removeCopies(table, columns, remove, since)] : []),
    ...(restore.length > 0 ? [insertRows(table, columns, restore)] : []),
  ]
}

function removeByKey(table: UndoTable, rows: readonly TextRow[]): RepairStatement {
  const { key, name, types } = table
  const match = key.map((column, i) => `t.${quoted(column)} = w.c${i}::${types.get(column)}`)
  return {
    sql: `DELETE FROM ONLY ${name} t USING ${wanted(valuesOf(key, rows))} WHERE ${match.join(' AND ')}`,
    rows: rows.length,
  }
}

/**
 * Of equal rows any is as good as the other. They were written in this scenario, which rules out most
 * of the table; `format` gives a value as the log does, for types that cannot be compared as well.
 */
function removeCopies(
  { name }: UndoTable,
  columns: readonly string[],
  rows: readonly TextRow[],
  since: string,
): RepairStatement {
  const counted = new Map<string, { readonly row: TextRow; times: number }>()
  for (const row of rows) {
    const text = JSON.stringify(columns.map((column) => row[column]))
    const known = counted.get(text)
    if (known) known.times++
    else counted.set(text, { row, times: 1 })
  }
  const different = [...counted.values()]
  const match = columns.map((column, i) => {
    const value = `t.${quoted(column)}`
    return `CASE WHEN w.c${i} IS NULL THEN ${value} IS NOT DISTINCT FROM NULL
      ELSE ${value} IS DISTINCT FROM NULL AND format('%s', ${value}) = w.c${i} END`
  })
  const times = `c${columns.length}`
  const values = valuesOf(
    columns,
    different.map(({ row }) => row),
  )
  values.push(different.map((entry) => String(entry.times)))
  return {
    sql: `DELETE FROM ONLY ${name} WHERE ctid IN (
      SELECT place FROM (
        SELECT t.ctid AS place, w.${times}::int AS times, row_number() OVER (PARTITION BY w.number) AS nth
        FROM ONLY ${name} t JOIN ${wanted(values, true)}
        ON age(t.xmin) <= age('${BigInt(since) & 0xffff_ffffn}'::xid) AND ${match.join(' AND ')}
      ) found WHERE nth <= times)`,
    rows: rows.length,
  }
}

function insertRows(
  { name, types }: UndoTable,
  columns: readonly string[],
  rows: readonly TextRow[],
): RepairStatement {
  const list = columns.map((column) => quoted(column)).join(', ')
  const values = columns.map((column, i) => `w.c${i}::${types.get(column)}`).join(', ')
  return {
    sql: `INSERT INTO ${name} (${list}) OVERRIDING SYSTEM VALUE SELECT ${values} FROM ${wanted(valuesOf(columns, rows))}`,
    rows: rows.length,
  }
}

/** Rows, given column by column, as a table `w` with columns c0, c1, …, as text. */
function wanted(values: readonly (readonly (string | null)[])[], numbered = false): string {
  const arrays = values.map((column) => `${escapeLiteral(arrayText(column))}::text[]`).join(', ')
  const names = [...values.map((_, i) => `c${i}`), ...(numbered ? ['number'] : [])].join(', ')
  return `unnest(${arrays}) ${numbered ? 'WITH ORDINALITY ' : ''}AS w(${names})`
}

/** As the server reads an array (PostgreSQL manual, 8.15.2). */
function arrayText(values: readonly (string | null)[]): string {
  const elements = values.map((value) =>
    value === null ? 'NULL' : `"${value.replaceAll(/["\\]/g, '\\$&')}"`,
  )
  return `{${elements.join(',')}}`
}

function valuesOf(columns: readonly string[], rows: readonly TextRow[]): (string | null)[][] {
  return columns.map((column) => rows.map((row) => row[column] ?? null))
}
