import type { EngineFamily, TableName } from '../../core/contracts/dump.ts'
import { textReader } from '../charsets/charset-on-wire.ts'
import type { TableShape } from '../column.ts'
import { mysqlStatements } from './mysql-statements.ts'
import { mysqlTokenizer } from './mysql-tokens.ts'
import { postgresStatements } from './postgres-statements.ts'
import { postgresTokens } from './postgres-tokens.ts'
import { SchemaModel } from './schema-model.ts'
import { isKeyword, type Token, type Tokenizer } from './sql-token.ts'
import { StatementCursor } from './statement-cursor.ts'

/**
 * Learns the tables of a dump from the statements that are not rows. Tables are named without quotes,
 * with the schema or database that the dump writes: `public.order` of `public."order"`.
 */
export interface SchemaReader {
  /**
   * Takes one or several whole statements, in the order of the dump. `byteOffset`: where `sql`
   * starts in the source, for errors; `charset`: see Bulk.charset.
   *
   * @throws POLIGON_DUMP_SYNTAX with table and byte when it shapes a table and is not understood.
   */
  statement(sql: Uint8Array, byteOffset?: number, charset?: string): void
  /** The tables as they stand after what was read. */
  tables(): TableShape[]
  /** One of them. */
  table(name: TableName): TableShape | undefined
}

interface Grammar {
  readonly tokens: Tokenizer
  readonly read: (cursor: StatementCursor) => void
  readonly fold: (word: string) => string
}

export function createSchemaReader(family: EngineFamily): SchemaReader {
  const model = new SchemaModel()
  const grammar = grammarOf(family, model)
  return {
    statement: (sql, byteOffset = 0, charset) =>
      readStatements(textReader(family, charset)(sql), byteOffset, grammar),
    tables: () => model.shapes(family),
    table: (name) => model.shape(name, family),
  }
}

function grammarOf(family: EngineFamily, model: SchemaModel): Grammar {
  if (family === 'postgres')
    return {
      tokens: postgresTokens,
      read: postgresStatements(model),
      fold: (word) => word.toLowerCase(),
    }
  return { tokens: mysqlTokenizer(), read: mysqlStatements(model), fold: (word) => word }
}

const ofInterest = ['CREATE', 'ALTER', 'DROP', 'RENAME', 'COMMENT']

function readStatements(text: string, byteOffset: number, grammar: Grammar): void {
  const next = grammar.tokens(text)
  for (let first = next(); first; first = next()) {
    if (first.kind === 'end') continue
    const opening = first
    const collect = ofInterest.some((keyword) => isKeyword(opening, keyword))
    const tokens: Token[] = [first]
    let last = next()
    for (; last && last.kind !== 'end'; last = next()) if (collect) tokens.push(last)
    if (collect) grammar.read(new StatementCursor(tokens, text, grammar.fold, byteOffset))
  }
}
