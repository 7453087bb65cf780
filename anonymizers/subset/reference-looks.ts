import type { TableName } from '../../core/contracts/dump.ts'
import type { RelationSide } from '../bind/relations.ts'
import type { TableShape } from '../column.ts'
import { compileExpression } from './compile-expression.ts'
import { columnsIn, type Expression } from './expression.ts'
import { keyFormOf, type KeyForm } from './key-form.ts'
import type { KeyHash } from './key-hash.ts'
import type { RowLook } from './row-look.ts'

/** Values of rows by which they are referred to, or refer to others. Plain data. */
export interface KeyOfRows {
  readonly columns: readonly string[]
  /** What is referred to: both sides take its form. */
  readonly form: RelationSide
  /** Only rows that meet it have such a key. */
  readonly when: Expression | undefined
}

/** The hash of the key of a row, see {@link KeyHash}. */
export function keyLook(
  table: TableName,
  { columns, form, when }: KeyOfRows,
  shapes: ReadonlyMap<TableName, TableShape>,
  hash: KeyHash,
): RowLook {
  const forms = formsOf(form, shapes)
  const shape = shapes.get(table)
  return {
    columns: [...columns, ...(when ? columnsIn(when) : [])],
    width: 3,
    start(place) {
      const places = columns.map(place)
      const values: (Uint8Array | null | undefined)[] = columns.map(() => null)
      const holds = when && shape ? compileExpression(when, shape, place) : undefined
      return (fields, words, at) => {
        if (holds && !holds(fields)) return
        for (let i = 0; i < places.length; i++) values[i] = fields[places[i] as number]
        hash.put(values, forms, words, at)
      }
    },
  }
}

function formsOf(
  { tables, columns }: RelationSide,
  shapes: ReadonlyMap<TableName, TableShape>,
): KeyForm[] {
  const shape = shapes.get(tables[0] ?? '')
  return columns.map((name) => {
    const column = shape?.columns.find((one) => one.name === name)
    return column ? keyFormOf(column, shape?.family === 'postgres') : (value) => value
  })
}
