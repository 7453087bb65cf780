import { name, say } from '../../core/redacted.ts'
import type { ColumnShape } from '../column.ts'
import { isUtf8, mysqlByteLimits, mysqlIntegers, mysqlKinds, widthOf } from './mysql-types.ts'
import { putColumn, putPrimaryKey, type ForeignKeyDraft, type TableDraft } from './schema-model.ts'
import { isKeyword, type Token } from './sql-token.ts'
import type { StatementCursor } from './statement-cursor.ts'

/** Character set and collation, of a column or, as the default, of its table. */
export interface TextSettings {
  readonly charset?: string
  readonly collation?: string
}

const attributeWords = [
  'NOT',
  'NULL',
  'DEFAULT',
  'ON',
  'AUTO_INCREMENT',
  'COMMENT',
  'GENERATED',
  'AS',
  'UNIQUE',
  'PRIMARY',
  'KEY',
  'CHECK',
  'CONSTRAINT',
  'INVISIBLE',
  'VISIBLE',
  'COLUMN_FORMAT',
  'STORAGE',
  'SRID',
  'REF_SYSTEM_ID',
  'COMPRESSED',
  'REFERENCES',
  'CHARACTER',
  'CHARSET',
  'COLLATE',
]

const startsAttribute = (token: Token) => attributeWords.some((word) => isKeyword(token, word))

/** `name type attribute …` of CREATE TABLE, ADD COLUMN and MODIFY. */
export function readMysqlColumn(
  cursor: StatementCursor,
  table: TableDraft,
  defaults: TextSettings,
): void {
  const column = cursor.identifier()
  let type: WrittenType = { base: '', unsigned: false, size: undefined, values: [] }
  const declared = cursor.textOf(() => {
    type = readType(cursor)
  })
  const attributes = readAttributes(cursor, table, column)
  putColumn(table, {
    name: column,
    declared,
    ...shapeOf(type, { ...inherited(defaults, attributes), json: attributes.json }, cursor),
    nullable: attributes.nullable,
    generated: attributes.generated,
    ...(attributes.comment ? { comment: attributes.comment } : {}),
  })
  if (attributes.primary) putPrimaryKey(table, [column])
}

/** A character set written at the column brings its own default collation. */
const inherited = (defaults: TextSettings, own: TextSettings): TextSettings =>
  own.charset === undefined && own.collation === undefined ? defaults : own

interface WrittenType {
  readonly base: string
  readonly unsigned: boolean
  readonly size: number | undefined
  readonly values: readonly string[]
}

function readType(cursor: StatementCursor): WrittenType {
  const word = cursor.take()
  if (word.kind !== 'word') cursor.fail(say`a type is missing`)
  if (isKeyword(word, 'DOUBLE')) cursor.accepts('PRECISION')
  const varying = cursor.accepts('VARYING')
  const inside = cursor.seesSymbol('(') ? cursor.parenthesised().commaSeparated() : []
  const first = inside[0]?.peek()
  let unsigned = false
  for (;;) {
    if (cursor.accepts('UNSIGNED')) unsigned = true
    else if (!cursor.acceptsOne('SIGNED', 'ZEROFILL')) break
  }
  return {
    base: varying ? 'varchar' : word.text.toLowerCase(),
    unsigned,
    size: first?.kind === 'number' ? Number(first.text) : undefined,
    values: first?.kind === 'string' ? inside.map((part) => part.take().text) : [],
  }
}

function shapeOf(
  type: WrittenType,
  text: TextSettings & { readonly json: boolean },
  cursor: StatementCursor,
): Pick<ColumnShape, 'kind' | 'maxLength' | 'maxValue' | 'charset' | 'caseInsensitive' | 'values'> {
  const integer = mysqlIntegers[type.base]
  if (integer)
    return { kind: 'integer', maxValue: integer[type.unsigned ? 1 : 0], caseInsensitive: false }
  const charset = text.charset ?? text.collation?.split('_')[0]
  const written = mysqlKinds[type.base]
  if (!written) return cursor.fail(say`the type ${name(type.base)} is not known`)
  const kind = written === 'text' && charset === 'binary' ? 'binary' : written
  if (kind !== 'text' && kind !== 'binary') return { kind, caseInsensitive: false }
  const limit = mysqlByteLimits[type.base]
  const single = /^(?:n?char|character|binary)$/.test(type.base) ? 1 : undefined
  const bytes = limit !== undefined && kind === 'text' ? widthOf(charset ?? 'utf8mb4') : 1
  const maxLength =
    type.values.length > 0
      ? undefined
      : limit === undefined
        ? (type.size ?? single)
        : Math.floor(limit / bytes)
  return {
    kind: text.json ? 'json' : kind,
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(kind === 'text' && charset !== undefined && !isUtf8(charset) ? { charset } : {}),
    caseInsensitive: kind === 'text' && /_ci$|^$/.test(text.collation ?? ''),
    ...(type.values.length > 0 ? { values: type.values } : {}),
  }
}

interface Attributes extends TextSettings {
  readonly nullable: boolean
  readonly generated: boolean
  readonly primary: boolean
  readonly json: boolean
  readonly comment?: string
}

function readAttributes(cursor: StatementCursor, table: TableDraft, column: string): Attributes {
  let result: Attributes = { nullable: true, generated: false, primary: false, json: false }
  const set = (part: Partial<Attributes>) => {
    result = { ...result, ...part }
  }
  while (!cursor.done) {
    if (cursor.accepts('NOT', 'NULL')) set({ nullable: false })
    else if (cursor.accepts('NULL')) continue
    else if (cursor.accepts('DEFAULT')) cursor.skipUntil(startsAttribute)
    else if (cursor.accepts('ON', 'UPDATE')) cursor.skipUntil(startsAttribute)
    else if (cursor.accepts('COMMENT')) set({ comment: cursor.take().text })
    else if (acceptsCharset(cursor)) set({ charset: cursor.identifier().toLowerCase() })
    else if (cursor.accepts('COLLATE')) set({ collation: cursor.identifier().toLowerCase() })
    else if (cursor.sees('GENERATED') || cursor.sees('AS')) {
      cursor.accepts('GENERATED', 'ALWAYS')
      cursor.accepts('AS')
      if (!cursor.accepts('ROW', 'START') && !cursor.accepts('ROW', 'END')) cursor.parenthesised()
      cursor.acceptsOne('VIRTUAL', 'STORED', 'PERSISTENT')
      set({ generated: true })
    } else if (cursor.accepts('PRIMARY', 'KEY')) set({ primary: true, nullable: false })
    else if (cursor.accepts('UNIQUE')) {
      cursor.accepts('KEY')
      table.uniqueKeys.push([column])
    } else if (cursor.accepts('CONSTRAINT')) {
      if (!cursor.sees('CHECK')) cursor.identifier()
    } else if (cursor.accepts('CHECK'))
      set({ json: isJsonCheck(cursor.parenthesised()) !== undefined })
    else if (cursor.accepts('REFERENCES'))
      table.foreignKeys.push({ columns: [column], ...readMysqlReference(cursor) })
    else if (cursor.acceptsOne('COLUMN_FORMAT', 'STORAGE', 'SRID')) cursor.take()
    else if (cursor.acceptsOne('REF_SYSTEM_ID', 'COMPRESSED')) {
      if (cursor.acceptsSymbol('=')) cursor.take()
    } else if (cursor.accepts('WITHOUT', 'SYSTEM', 'VERSIONING')) continue
    else if (!cursor.acceptsOne('AUTO_INCREMENT', 'INVISIBLE', 'VISIBLE', 'ENFORCED'))
      cursor.fail(say`this part of a column is not known`)
  }
  return result
}

export function acceptsCharset(cursor: StatementCursor): boolean {
  return cursor.accepts('CHARACTER', 'SET') || cursor.accepts('CHARSET')
}

/** The column that `json_valid(column)` checks: what MariaDB writes for a JSON column. */
export function isJsonCheck(check: StatementCursor): string | undefined {
  if (!check.accepts('JSON_VALID') || !check.seesSymbol('(')) return undefined
  const inside = check.parenthesised()
  return check.done ? inside.identifier() : undefined
}

export function readMysqlReference(cursor: StatementCursor): Omit<ForeignKeyDraft, 'columns'> {
  const references = cursor.qualifiedName()
  const referenced = cursor.seesSymbol('(') ? readKeyParts(cursor.parenthesised()) : undefined
  for (;;) {
    if (cursor.accepts('MATCH')) cursor.identifier()
    else if (cursor.sees('ON', 'DELETE') || cursor.sees('ON', 'UPDATE')) {
      cursor.accepts('ON')
      cursor.acceptsOne('DELETE', 'UPDATE')
      if (cursor.accepts('SET')) cursor.acceptsOne('NULL', 'DEFAULT')
      else if (cursor.accepts('NO')) cursor.accepts('ACTION')
      else cursor.acceptsOne('CASCADE', 'RESTRICT')
    } else return { references, referenced }
  }
}

/** Columns of `(name(10) DESC, (lower(other)))`; of an expression, the quoted names in it. */
export function readKeyParts(inside: StatementCursor): string[] {
  return inside.commaSeparated().flatMap((part) => {
    if (!part.seesSymbol('(')) return [part.identifier()]
    const columns: string[] = []
    while (!part.done) {
      const token = part.take()
      if (token.kind === 'quoted') columns.push(token.text)
    }
    return columns
  })
}
