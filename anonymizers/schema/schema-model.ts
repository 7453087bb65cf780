import type { EngineFamily, TableName } from '../../core/contracts/dump.ts'
import { name, say } from '../../core/redacted.ts'
import type { ColumnShape, TableShape } from '../column.ts'
import { unreadable } from './unreadable.ts'

export interface ForeignKeyDraft {
  readonly columns: readonly string[]
  readonly references: TableName
  /** Absent: the primary key of the other table. */
  readonly referenced?: readonly string[] | undefined
}

/** A table while its statements are read. */
export interface TableDraft {
  readonly name: TableName
  comment?: string
  readonly columns: ColumnShape[]
  readonly uniqueKeys: (readonly string[])[]
  readonly foreignKeys: ForeignKeyDraft[]
  primaryKey?: readonly string[]
  /** Its rows are rows of that table. */
  partitionOf?: TableName
  /** Whoever asks for rows of these gets its rows too. */
  readonly inherits: TableName[]
}

export const emptyDraft = (name: TableName): TableDraft => ({
  name,
  columns: [],
  uniqueKeys: [],
  foreignKeys: [],
  inherits: [],
})

/** Adds the column, or takes the place of one with its name. */
export function putColumn(table: TableDraft, column: ColumnShape): void {
  const at = table.columns.findIndex((one) => one.name === column.name)
  if (at < 0) table.columns.push(column)
  else table.columns[at] = column
}

export function putPrimaryKey(table: TableDraft, columns: readonly string[]): void {
  table.primaryKey = columns
  table.uniqueKeys.push(columns)
  for (const column of table.columns)
    if (columns.includes(column.name)) putColumn(table, { ...column, nullable: false })
}

/** The tables of a dump as its statements have made them so far. */
export class SchemaModel {
  readonly #tables = new Map<TableName, TableDraft>()
  readonly #dropped = new Set<TableName>()

  /** @throws POLIGON_DUMP_SYNTAX when another table of that name is there: their rows could not be told apart. */
  create(table: TableDraft): void {
    const before = this.#tables.get(table.name)
    if (before && JSON.stringify(before.columns) !== JSON.stringify(table.columns))
      throw unreadable(say`The dump creates the table ${name(table.name)} twice, differently.`, {
        table: table.name,
      })
    if (!before) this.#tables.set(table.name, table)
    this.#dropped.delete(table.name)
  }

  find(table: TableName): TableDraft | undefined {
    return this.#tables.get(table)
  }

  /** The table is left out of the shapes, and remembered: a dump may hold rows of it before the drop. */
  drop(table: TableName): void {
    if (this.#tables.has(table)) this.#dropped.add(table)
  }

  shapes(family: EngineFamily): TableShape[] {
    return [...this.#tables.values()]
      .filter((table) => !this.#dropped.has(table.name))
      .map((table) => this.#shapeOf(table, family))
  }

  /** Undefined when it was not created, or was dropped. */
  shape(table: TableName, family: EngineFamily): TableShape | undefined {
    const found = this.#dropped.has(table) ? undefined : this.find(table)
    return found && this.#shapeOf(found, family)
  }

  #shapeOf(table: TableDraft, family: EngineFamily): TableShape {
    return {
      name: table.name,
      family,
      ...(table.comment ? { comment: table.comment } : {}),
      columns: [...table.columns],
      uniqueKeys: distinct(table.uniqueKeys),
      ...(table.primaryKey ? { primaryKey: table.primaryKey } : {}),
      ...(table.partitionOf === undefined ? {} : { partitionOf: table.partitionOf }),
      ...(table.inherits.length === 0 ? {} : { inherits: table.inherits }),
      foreignKeys: table.foreignKeys.map((key) => ({
        columns: key.columns,
        references: key.references,
        referenced: key.referenced ?? this.find(key.references)?.primaryKey ?? [],
      })),
    }
  }
}

function distinct(keys: readonly (readonly string[])[]): (readonly string[])[] {
  return [...new Map(keys.map((key) => [key.join('\0'), key])).values()]
}
