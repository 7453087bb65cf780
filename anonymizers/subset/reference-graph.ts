import type { TableName } from '../../core/contracts/dump.ts'
import type { Relation, RelationSide } from '../bind/relations.ts'
import type { TableShape } from '../column.ts'
import type { RowNumbers } from './row-numbers.ts'
import { isExact } from './key-form.ts'
import type { Scratch, ScratchList } from './scratch.ts'

/** Columns by which rows are referred to, with the hash of every row's values. */
export interface Key extends RelationSide {
  /** The schema promises that no two rows have the same values. */
  readonly unique: boolean
  readonly hashes: ReadonlyMap<TableName, ScratchList>
}

/** A relation among the tables that are read, with the hash of what every row refers to. */
export interface Reference {
  readonly relation: Relation
  readonly key: Key
  readonly hashes: ReadonlyMap<TableName, ScratchList>
}

export interface ReferenceGraph {
  readonly keys: readonly Key[]
  readonly references: readonly Reference[]
}

/** Empty lists for all relations whose both sides are among the tables that are read. */
export function referenceGraph(
  relations: readonly Relation[],
  shapes: ReadonlyMap<TableName, TableShape>,
  numbers: RowNumbers,
  scratch: Scratch,
): ReferenceGraph {
  const keys = new Map<string, Key>()
  const hashes = (tables: readonly TableName[]) =>
    new Map(tables.map((table) => [table, scratch.list(3)]))
  const read = (side: RelationSide) => side.tables.filter((table) => numbers.count(table) > 0)
  const references = relations.flatMap((relation): Reference[] => {
    const from = read(relation.from)
    const to = { tables: read(relation.to), columns: relation.to.columns }
    if (from.length === 0 || to.tables.length === 0) return []
    const name = JSON.stringify(to)
    const key = keys.get(name) ?? { ...to, unique: isUnique(to, shapes), hashes: hashes(to.tables) }
    keys.set(name, key)
    return [{ relation, key, hashes: hashes(from) }]
  })
  return { keys: [...keys.values()], references }
}

function isUnique({ tables, columns }: RelationSide, shapes: ReadonlyMap<TableName, TableShape>) {
  const [only, ...more] = tables
  const shape = only === undefined ? undefined : shapes.get(only)
  if (!shape || more.length > 0) return false
  const exact = columns.every((name) => {
    const column = shape.columns.find((one) => one.name === name)
    return column !== undefined && isExact(column, shape.family === 'postgres')
  })
  return exact && shape.uniqueKeys.some((key) => key.every((column) => columns.includes(column)))
}
