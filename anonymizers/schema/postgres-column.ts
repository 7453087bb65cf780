import { say } from '../../core/redacted.ts'
import type { ColumnShape } from '../column.ts'
import { postgresType, type TypeShape, type WrittenType } from './postgres-types.ts'
import {
  emptyDraft,
  putColumn,
  putPrimaryKey,
  type ForeignKeyDraft,
  type TableDraft,
} from './schema-model.ts'
import { isKeyword, isSymbol, type Token } from './sql-token.ts'
import type { StatementCursor } from './statement-cursor.ts'

const constraintWords = [
  'CONSTRAINT',
  'NOT',
  'NULL',
  'CHECK',
  'DEFAULT',
  'GENERATED',
  'UNIQUE',
  'PRIMARY',
  'REFERENCES',
  'COLLATE',
  'DEFERRABLE',
  'INITIALLY',
  'STORAGE',
  'COMPRESSION',
  'OPTIONS',
]

const startsConstraint = (token: Token) => constraintWords.some((word) => isKeyword(token, word))

export type DeclaredTypes = ReadonlyMap<string, TypeShape>

/** `name type constraint …`, as in CREATE TABLE and ADD COLUMN. */
export function readPostgresColumn(
  cursor: StatementCursor,
  table: TableDraft,
  types: DeclaredTypes,
): void {
  const column = cursor.identifier()
  if (cursor.done || startsConstraint(cursor.peek() as Token)) cursor.fail(say`a type is missing`)
  let type: WrittenType = { words: '', array: false }
  const declared = cursor.textOf(() => {
    type = readType(cursor)
  })
  const shape: ColumnShape = {
    name: column,
    declared,
    ...(postgresType(type, types) ?? cursor.fail(say`its type is not known`)),
    nullable: true,
    generated: false,
  }
  putColumn(table, shape)
  while (!cursor.done) readConstraint(cursor, table, column)
}

/** Reads a type up to the first word that starts a constraint. */
export function readType(cursor: StatementCursor): WrittenType {
  let words = ''
  let size: number | undefined
  let array = false
  for (let next = cursor.peek(); next && !startsConstraint(next); next = cursor.peek()) {
    if (isSymbol(next, '(')) {
      const first = cursor.parenthesised().peek()
      size ??= first?.kind === 'number' ? Number(first.text) : undefined
    } else if (isSymbol(next, '[')) {
      array = true
      cursor.skipUntil((token) => !isSymbol(token, ']') && token.kind !== 'number')
    } else if (isSymbol(next, '.')) {
      cursor.take()
      words += `.${cursor.identifier()}`
    } else words += (words && ' ') + cursor.identifier()
  }
  return { words, size, array }
}

function readConstraint(cursor: StatementCursor, table: TableDraft, column: string): void {
  const change = (part: Partial<ColumnShape>) => {
    const before = table.columns.find((one) => one.name === column)
    if (before) putColumn(table, { ...before, ...part })
  }
  if (cursor.accepts('CONSTRAINT')) cursor.identifier()
  else if (cursor.accepts('NOT', 'NULL')) change({ nullable: false })
  else if (cursor.accepts('NULL') || acceptsTiming(cursor)) return
  else if (cursor.accepts('DEFAULT')) cursor.skipUntil(startsConstraint)
  else if (cursor.accepts('CHECK')) cursor.parenthesised()
  else if (cursor.accepts('PRIMARY', 'KEY')) putPrimaryKey(table, [column])
  else if (cursor.accepts('UNIQUE')) table.uniqueKeys.push([column])
  else if (cursor.accepts('REFERENCES'))
    table.foreignKeys.push({ columns: [column], ...readReference(cursor) })
  else if (cursor.accepts('GENERATED')) {
    if (!cursor.accepts('ALWAYS') && !cursor.accepts('BY', 'DEFAULT'))
      cursor.fail(say`how the column is generated is not said`)
    if (!cursor.accepts('AS')) cursor.fail(say`how the column is generated is not said`)
    if (cursor.accepts('IDENTITY')) {
      change({ nullable: false })
      if (cursor.seesSymbol('(')) cursor.parenthesised()
    } else {
      cursor.parenthesised()
      cursor.acceptsOne('STORED', 'VIRTUAL')
      change({ generated: true })
    }
  } else if (cursor.accepts('COLLATE')) cursor.qualifiedName()
  else if (cursor.acceptsOne('STORAGE', 'COMPRESSION')) cursor.identifier()
  else if (cursor.accepts('OPTIONS')) cursor.parenthesised()
  else cursor.fail(say`this part of a column is not known`)
}

/** What may follow a constraint and says nothing about the values. */
function acceptsTiming(cursor: StatementCursor): boolean {
  return (
    cursor.accepts('NOT', 'DEFERRABLE') ||
    cursor.accepts('DEFERRABLE') ||
    cursor.accepts('INITIALLY', 'DEFERRED') ||
    cursor.accepts('INITIALLY', 'IMMEDIATE') ||
    cursor.accepts('NO', 'INHERIT') ||
    cursor.accepts('NOT', 'VALID') ||
    cursor.accepts('NOT', 'ENFORCED') ||
    cursor.accepts('ENFORCED') ||
    cursor.accepts('NULLS', 'NOT', 'DISTINCT') ||
    cursor.accepts('NULLS', 'DISTINCT')
  )
}

/** `CONSTRAINT name PRIMARY KEY (…)` and its like; false when the part is not a table constraint. */
export function readTableConstraint(cursor: StatementCursor, table: TableDraft): boolean {
  const named = cursor.accepts('CONSTRAINT')
  if (named) cursor.identifier()
  if (cursor.sees('PRIMARY', 'KEY') || cursor.sees('UNIQUE')) {
    const primary = cursor.accepts('PRIMARY', 'KEY')
    if (!primary) {
      cursor.accepts('UNIQUE')
      acceptsTiming(cursor)
    }
    // `USING INDEX name` turns an index that was read already into a constraint.
    if (cursor.seesSymbol('(')) {
      const columns = readNames(cursor)
      if (primary) putPrimaryKey(table, columns)
      else table.uniqueKeys.push(columns)
    }
    return true
  }
  if (cursor.accepts('FOREIGN', 'KEY')) {
    const columns = readNames(cursor)
    if (!cursor.accepts('REFERENCES')) cursor.fail(say`the table that is referred to is missing`)
    table.foreignKeys.push({ columns, ...readReference(cursor) })
    return true
  }
  if (cursor.accepts('NOT', 'NULL')) {
    const name = cursor.identifier()
    const column = table.columns.find((one) => one.name === name)
    if (column) putColumn(table, { ...column, nullable: false })
    return true
  }
  if (cursor.accepts('CHECK')) {
    cursor.parenthesised()
    return true
  }
  // EXCLUDE is not a reserved word: it may be the name of a column.
  if (cursor.sees('EXCLUDE', 'USING')) return true
  return named ? cursor.fail(say`this constraint is not known`) : false
}

function readReference(cursor: StatementCursor): Omit<ForeignKeyDraft, 'columns'> {
  const references = cursor.qualifiedName()
  const referenced = cursor.seesSymbol('(') ? readNames(cursor) : undefined
  for (;;) {
    if (cursor.accepts('MATCH')) cursor.identifier()
    else if (cursor.accepts('ON')) {
      cursor.acceptsOne('DELETE', 'UPDATE')
      if (cursor.accepts('SET')) {
        cursor.acceptsOne('NULL', 'DEFAULT')
        if (cursor.seesSymbol('(')) cursor.parenthesised()
      } else if (cursor.accepts('NO')) cursor.accepts('ACTION')
      else cursor.acceptsOne('CASCADE', 'RESTRICT')
    } else if (!acceptsTiming(cursor)) return { references, referenced }
  }
}

export function readNames(cursor: StatementCursor): string[] {
  return cursor
    .parenthesised()
    .commaSeparated()
    .map((part) => part.identifier())
}

/** The columns and constraints between the parentheses of CREATE TABLE, `inherited` columns first. */
export function readTableElements(
  cursor: StatementCursor,
  name: string,
  inherited: readonly ColumnShape[],
  types: DeclaredTypes,
): TableDraft {
  const table = emptyDraft(name)
  for (const column of inherited) putColumn(table, column)
  if (cursor.done) return table
  for (const part of cursor.commaSeparated()) {
    if (part.sees('LIKE')) part.fail(say`LIKE is not read`)
    if (!readTableConstraint(part, table)) readPostgresColumn(part, table, types)
  }
  return table
}
