import { columnList } from '../catalogue.ts'
import { quoteName } from '../connect.ts'
import { inKeys, keyTuple } from './key-tuple.ts'
import type { UndoTable } from './undo-plan.ts'

/** Statements that make the rows with these keys of schema `to` what they are in schema `from`. */
export function putBackStatements(
  { table, key }: UndoTable,
  keys: Iterable<string>,
  from: string,
  to: string,
): string[] {
  const source = `${quoteName(from)}.${quoteName(table.name)}`
  const target = `${quoteName(to)}.${quoteName(table.name)}`
  const columns = columnList(table)
  const list = [...keys]
  return [
    `DELETE s FROM ${target} s WHERE ${inKeys(keyTuple(key, 's'), list)}`,
    `INSERT INTO ${target} (${columns}) SELECT ${columnList(table, 'o.')} FROM ${source} o WHERE ${inKeys(keyTuple(key, 'o'), list)}`,
  ]
}
