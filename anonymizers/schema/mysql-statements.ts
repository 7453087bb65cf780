import { say } from '../../core/redacted.ts'
import {
  acceptsCharset,
  isJsonCheck,
  readKeyParts,
  readMysqlColumn,
  readMysqlReference,
  type TextSettings,
} from './mysql-column.ts'
import {
  emptyDraft,
  putColumn,
  putPrimaryKey,
  type SchemaModel,
  type TableDraft,
} from './schema-model.ts'
import type { StatementCursor } from './statement-cursor.ts'

/** Reads the statements of mysqldump and mariadb-dump that shape tables; passes over all others. */
export function mysqlStatements(model: SchemaModel): (cursor: StatementCursor) => void {
  const settings = new Map<string, TextSettings>()
  return (cursor) => {
    if (cursor.accepts('CREATE')) {
      cursor.accepts('OR', 'REPLACE')
      cursor.accepts('TEMPORARY')
      if (cursor.accepts('TABLE')) createTable(cursor, model, settings)
      else if (cursor.accepts('UNIQUE', 'INDEX')) createUniqueIndex(cursor, model)
    } else if (cursor.accepts('ALTER')) {
      cursor.acceptsOne('ONLINE', 'IGNORE')
      if (cursor.accepts('TABLE')) alter(cursor, model, settings)
    } else if (cursor.accepts('DROP')) {
      cursor.accepts('TEMPORARY')
      if (!cursor.acceptsOne('TABLE', 'TABLES')) return
      cursor.accepts('IF', 'EXISTS')
      for (const part of cursor.commaSeparated()) model.drop(part.qualifiedName())
    } else if (cursor.accepts('RENAME')) {
      if (!cursor.sees('USER')) cursor.fail(say`a renamed table is not read`)
    }
  }
}

function createTable(
  cursor: StatementCursor,
  model: SchemaModel,
  settings: Map<string, TextSettings>,
): void {
  cursor.accepts('IF', 'NOT', 'EXISTS')
  const name = cursor.qualifiedName()
  cursor.table = name
  if (!cursor.seesSymbol('(')) cursor.fail(say`its columns are not listed`)
  const elements = cursor.parenthesised()
  const { comment, ...defaults } = readTableOptions(cursor)
  const table = { ...emptyDraft(name), ...(comment === undefined ? {} : { comment }) }
  for (const part of elements.commaSeparated())
    if (!readKey(part, table)) readMysqlColumn(part, table, defaults)
  settings.set(name, defaults)
  model.create(table)
}

function readTableOptions(cursor: StatementCursor): TextSettings & { readonly comment?: string } {
  let found: ReturnType<typeof readTableOptions> = {}
  while (!cursor.done && !cursor.sees('PARTITION')) {
    if (cursor.sees('AS') || cursor.sees('SELECT') || cursor.sees('LIKE'))
      cursor.fail(say`CREATE TABLE AS is not read`)
    if (acceptsCharset(cursor)) {
      cursor.acceptsSymbol('=')
      found = { ...found, charset: cursor.take().text.toLowerCase() }
    } else if (cursor.accepts('COLLATE')) {
      cursor.acceptsSymbol('=')
      found = { ...found, collation: cursor.take().text.toLowerCase() }
    } else if (cursor.accepts('COMMENT')) {
      cursor.acceptsSymbol('=')
      found = { ...found, comment: cursor.take().text }
    } else if (cursor.seesSymbol('(')) cursor.parenthesised()
    else cursor.take()
  }
  return found
}

/** A key or constraint; false when the part is a column. */
function readKey(cursor: StatementCursor, table: TableDraft): boolean {
  if (cursor.accepts('CONSTRAINT')) {
    if (!cursor.sees('PRIMARY') && !cursor.sees('UNIQUE') && !cursor.sees('FOREIGN'))
      if (!cursor.sees('CHECK')) cursor.identifier()
    if (readKey(cursor, table)) return true
    cursor.fail(say`this constraint is not known`)
  }
  if (cursor.accepts('PRIMARY', 'KEY')) putPrimaryKey(table, keyColumns(cursor))
  else if (cursor.accepts('UNIQUE')) {
    cursor.acceptsOne('KEY', 'INDEX')
    table.uniqueKeys.push(keyColumns(cursor))
  } else if (cursor.accepts('FOREIGN', 'KEY')) {
    const columns = keyColumns(cursor)
    if (!cursor.accepts('REFERENCES')) cursor.fail(say`the table that is referred to is missing`)
    table.foreignKeys.push({ columns, ...readMysqlReference(cursor) })
  } else if (cursor.accepts('CHECK')) {
    const json = isJsonCheck(cursor.parenthesised())
    const column = table.columns.find((one) => one.name === json)
    if (column) putColumn(table, { ...column, kind: 'json' })
  } else if (!isPlainKey(cursor)) return false
  return true
}

function isPlainKey(cursor: StatementCursor): boolean {
  return (
    cursor.acceptsOne('KEY', 'INDEX', 'FULLTEXT', 'SPATIAL', 'VECTOR') ||
    cursor.accepts('PERIOD', 'FOR')
  )
}

/** `[name] [USING BTREE] (columns)`. */
function keyColumns(cursor: StatementCursor): string[] {
  while (!cursor.seesSymbol('(')) cursor.take()
  return readKeyParts(cursor.parenthesised())
}

function createUniqueIndex(cursor: StatementCursor, model: SchemaModel): void {
  while (!cursor.accepts('ON')) cursor.take()
  const table = model.find(cursor.qualifiedName())
  if (table) table.uniqueKeys.push(keyColumns(cursor))
}

/** What of ALTER TABLE leaves the columns as they are: begins of the actions that dumps hold. */
const harmless = [
  'DISABLE',
  'ENABLE',
  'AUTO_INCREMENT',
  'ENGINE',
  'COMMENT',
  'ROW_FORMAT',
  'ORDER',
  'FORCE',
  'DEFAULT',
  'SECONDARY_LOAD',
  'PARTITION',
]

/** A table that was not created under this name may be a known one under another. */
function checkUnknown(cursor: StatementCursor): void {
  for (const action of cursor.commaSeparated())
    if (!action.acceptsOne(...harmless) && !action.sees('ADD', 'CONSTRAINT'))
      action.fail(say`a table is changed that the dump does not create under this name`)
}

function alter(
  cursor: StatementCursor,
  model: SchemaModel,
  settings: ReadonlyMap<string, TextSettings>,
): void {
  cursor.accepts('IF', 'EXISTS')
  const name = cursor.qualifiedName()
  cursor.table = name
  const table = model.find(name)
  if (!table) return checkUnknown(cursor)
  const defaults = settings.get(name) ?? {}
  for (const action of cursor.commaSeparated()) {
    if (action.accepts('ADD')) {
      if (action.accepts('COLUMN')) action.accepts('IF', 'NOT', 'EXISTS')
      else if (readKey(action, table)) continue
      readMysqlColumn(action, table, defaults)
    } else if (action.accepts('MODIFY')) {
      action.accepts('COLUMN')
      readMysqlColumn(action, table, defaults)
    } else if (!action.acceptsOne(...harmless))
      action.fail(say`a change of columns after CREATE TABLE is not read`)
  }
}
