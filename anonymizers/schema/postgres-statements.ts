import { say } from '../../core/redacted.ts'
import type { ColumnShape } from '../column.ts'
import {
  readPostgresColumn,
  readTableConstraint,
  readTableElements,
  readType,
} from './postgres-column.ts'
import { postgresType, type TypeShape } from './postgres-types.ts'
import { emptyDraft, putColumn, type SchemaModel, type TableDraft } from './schema-model.ts'
import { isIdentifier } from './sql-token.ts'
import type { StatementCursor } from './statement-cursor.ts'

/** Reads the statements of pg_dump that shape tables; passes over all others. */
export function postgresStatements(model: SchemaModel): (cursor: StatementCursor) => void {
  const types = new Map<string, TypeShape>()
  return (cursor) => {
    if (cursor.accepts('CREATE')) create(cursor, model, types)
    else if (cursor.accepts('ALTER', 'TABLE') || cursor.accepts('ALTER', 'FOREIGN', 'TABLE'))
      alter(cursor, model, types)
    else if (cursor.accepts('DROP', 'TABLE')) {
      cursor.accepts('IF', 'EXISTS')
      for (const part of cursor.commaSeparated()) model.drop(part.qualifiedName())
    } else if (cursor.accepts('COMMENT', 'ON')) comment(cursor, model)
    else if (cursor.accepts('ALTER', 'SCHEMA')) {
      cursor.identifier()
      if (cursor.sees('RENAME')) cursor.fail(say`a renamed schema is not read`)
    }
  }
}

/** Of tables and columns that are known; views have some too. */
function comment(cursor: StatementCursor, model: SchemaModel): void {
  const onColumn = cursor.accepts('COLUMN')
  if (!onColumn && !cursor.accepts('TABLE')) return
  const path = cursor.qualifiedName()
  const dot = onColumn ? path.lastIndexOf('.') : path.length
  const table = model.find(path.slice(0, dot))
  if (!table || !cursor.accepts('IS') || cursor.sees('NULL')) return
  const { text } = cursor.take()
  if (!onColumn) table.comment = text
  const column = table.columns.find(({ name }) => name === path.slice(dot + 1))
  if (column) putColumn(table, { ...column, comment: text })
}

function create(cursor: StatementCursor, model: SchemaModel, types: Map<string, TypeShape>): void {
  while (cursor.acceptsOne('GLOBAL', 'LOCAL', 'TEMPORARY', 'TEMP', 'UNLOGGED', 'FOREIGN'));
  if (cursor.accepts('TABLE')) createTable(cursor, model, types)
  else if (cursor.accepts('UNIQUE', 'INDEX')) createUniqueIndex(cursor, model)
  else if (cursor.accepts('TYPE')) createType(cursor, types)
  else if (cursor.accepts('DOMAIN')) {
    const domain = cursor.qualifiedName()
    cursor.accepts('AS')
    const type = postgresType(readType(cursor), types)
    types.set(domain, type ?? cursor.fail(say`its type is not known`))
  }
}

function createTable(cursor: StatementCursor, model: SchemaModel, types: Map<string, TypeShape>) {
  cursor.accepts('IF', 'NOT', 'EXISTS')
  const table = cursor.qualifiedName()
  cursor.table = table
  const columnsOf = (parent: string): readonly ColumnShape[] =>
    model.find(parent)?.columns ?? cursor.fail(say`its parent table was not created before`)
  if (cursor.accepts('PARTITION', 'OF')) {
    const parent = cursor.qualifiedName()
    const inherited = columnsOf(parent)
    const draft = { ...emptyDraft(table), partitionOf: parent }
    for (const column of inherited) putColumn(draft, column)
    if (cursor.seesSymbol('(')) readPartitionElements(cursor.parenthesised(), draft)
    model.create(draft)
    return
  }
  if (!cursor.seesSymbol('(')) cursor.fail(say`its columns are not listed`)
  const elements = cursor.parenthesised()
  const parents = cursor.accepts('INHERITS')
    ? cursor
        .parenthesised()
        .commaSeparated()
        .map((parent) => parent.qualifiedName())
    : []
  if (cursor.sees('AS')) cursor.fail(say`CREATE TABLE AS is not read`)
  const draft = readTableElements(elements, table, parents.flatMap(columnsOf), types)
  draft.inherits.push(...parents)
  model.create(draft)
}

/** A partition lists constraints, and column names without a type. */
function readPartitionElements(cursor: StatementCursor, table: TableDraft): void {
  for (const part of cursor.commaSeparated()) {
    if (readTableConstraint(part, table)) continue
    const name = part.identifier()
    const column = table.columns.find((one) => one.name === name)
    if (!column) part.fail(say`the parent table has no such column`)
    else if (part.sees('NOT', 'NULL')) putColumn(table, { ...column, nullable: false })
  }
}

function createUniqueIndex(cursor: StatementCursor, model: SchemaModel): void {
  cursor.accepts('CONCURRENTLY')
  cursor.accepts('IF', 'NOT', 'EXISTS')
  if (!cursor.sees('ON')) cursor.qualifiedName()
  cursor.accepts('ON')
  cursor.accepts('ONLY')
  const table = model.find(cursor.qualifiedName())
  if (!table) return
  cursor.table = table.name
  if (cursor.accepts('USING')) cursor.identifier()
  const columns = new Set<string>()
  for (const part of cursor.parenthesised().commaSeparated()) {
    // An expression is unique only as far as its columns are.
    while (!part.done) {
      const known = table.columns.find((one) => isNamed(part, one.name))
      if (known) columns.add(known.name)
      part.take()
    }
  }
  table.uniqueKeys.push([...columns])
}

function isNamed(cursor: StatementCursor, column: string): boolean {
  const token = cursor.peek()
  if (!isIdentifier(token)) return false
  return (token.kind === 'word' ? token.text.toLowerCase() : token.text) === column
}

function createType(cursor: StatementCursor, types: Map<string, TypeShape>): void {
  const type = cursor.qualifiedName()
  if (!cursor.accepts('AS', 'ENUM')) return
  const values = cursor
    .parenthesised()
    .commaSeparated()
    .flatMap((part) => (part.done ? [] : [part.take().text]))
  types.set(type, { kind: 'text', caseInsensitive: false, values })
}

function alter(cursor: StatementCursor, model: SchemaModel, types: ReadonlyMap<string, TypeShape>) {
  cursor.accepts('IF', 'EXISTS')
  cursor.accepts('ONLY')
  const name = cursor.qualifiedName()
  const table = model.find(name)
  cursor.table = name
  for (const action of cursor.commaSeparated()) {
    if (changesNames(action))
      action.fail(say`a change of names or columns after CREATE TABLE is not read`)
    // pg_dump says ALTER TABLE of views and sequences too, and of tables that it is about to create.
    if (!table) continue
    if (action.accepts('ATTACH', 'PARTITION')) {
      const partition = model.find(action.qualifiedName())
      if (partition) partition.partitionOf = name
    } else if (action.accepts('INHERIT')) table.inherits.push(action.qualifiedName())
    else if (action.sees('ADD')) addTo(action, table, types)
    else if (action.sees('ALTER')) alterColumn(action, table)
  }
}

function changesNames(action: StatementCursor): boolean {
  if (action.sees('RENAME') || action.sees('SET', 'SCHEMA')) return true
  return action.sees('DROP') && !action.sees('DROP', 'CONSTRAINT')
}

function addTo(
  action: StatementCursor,
  table: TableDraft,
  types: ReadonlyMap<string, TypeShape>,
): void {
  action.accepts('ADD')
  if (action.accepts('COLUMN')) {
    action.accepts('IF', 'NOT', 'EXISTS')
    readPostgresColumn(action, table, types)
  } else if (!readTableConstraint(action, table)) readPostgresColumn(action, table, types)
}

function alterColumn(action: StatementCursor, table: TableDraft): void {
  action.accepts('ALTER')
  action.accepts('COLUMN')
  const name = action.identifier()
  const column = table.columns.find((one) => one.name === name)
  if (action.sees('TYPE') || action.sees('SET', 'DATA', 'TYPE') || action.sees('SET', 'EXPRESSION'))
    action.fail(say`a change of columns after CREATE TABLE is not read`)
  if (column && action.sees('SET', 'NOT', 'NULL')) putColumn(table, { ...column, nullable: false })
  if (column && action.sees('DROP', 'NOT', 'NULL')) putColumn(table, { ...column, nullable: true })
}
