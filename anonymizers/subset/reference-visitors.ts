import type { TableName } from '../../core/contracts/dump.ts'
import type { TableShape } from '../column.ts'
import { columnsIn } from './expression.ts'
import { compileExpression } from './compile-expression.ts'
import { keyFormOf, type KeyForm } from './key-form.ts'
import type { KeyHash } from './key-hash.ts'
import type { ReferenceGraph } from './reference-graph.ts'
import type { RowVisitor } from './row-visitor.ts'
import type { ScratchList } from './scratch.ts'

/** What fills the lists of a graph from the rows of `table`. */
export function referenceVisitors(
  table: TableName,
  graph: ReferenceGraph,
  shapes: ReadonlyMap<TableName, TableShape>,
  hash: KeyHash,
): RowVisitor[] {
  const ofKeys = graph.keys.flatMap((key) => {
    const list = key.hashes.get(table)
    return list ? [hashing(key.columns, formsOf(key, shapes), list, hash)] : []
  })
  const ofReferences = graph.references.flatMap(({ relation, key, hashes }): RowVisitor[] => {
    const list = hashes.get(table)
    const shape = shapes.get(table)
    if (!list || !shape) return []
    const visitor = hashing(relation.from.columns, formsOf(key, shapes), list, hash)
    const { when } = relation
    if (!when) return [visitor]
    return [
      {
        columns: [...visitor.columns, ...columnsIn(when)],
        start(place) {
          const look = visitor.start(place)
          const holds = compileExpression(when, shape, place)
          return (row, fields) => (holds(fields) ? look(row, fields) : list.push(0))
        },
      },
    ]
  })
  return [...ofKeys, ...ofReferences]
}

function hashing(
  columns: readonly string[],
  forms: readonly KeyForm[],
  list: ScratchList,
  hash: KeyHash,
): RowVisitor {
  return {
    columns,
    start(place) {
      const places = columns.map(place)
      const values: (Uint8Array | null | undefined)[] = columns.map(() => null)
      return (_row, fields) => {
        for (let i = 0; i < places.length; i++) values[i] = fields[places[i] as number]
        hash.add(values, forms, list)
      }
    },
  }
}

/** Both sides take the form of the one that is referred to. */
function formsOf(
  {
    tables,
    columns,
  }: { readonly tables: readonly TableName[]; readonly columns: readonly string[] },
  shapes: ReadonlyMap<TableName, TableShape>,
): KeyForm[] {
  const shape = shapes.get(tables[0] ?? '')
  return columns.map((name) => {
    const column = shape?.columns.find((one) => one.name === name)
    return column ? keyFormOf(column, shape?.family === 'postgres') : (value) => value
  })
}
