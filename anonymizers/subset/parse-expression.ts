import { say } from '../../core/redacted.ts'
import type { Comparison, Expression } from './expression.ts'
import { Misread, TokenCursor } from './token-cursor.ts'

/**
 * Reads a whole condition: comparisons of a column with a value (`=`, `!=`, `<>`, `<`, `<=`, `>`, `>=`,
 * `in`, `not in`, `like`, `not like`, `between`, `is null`, `is not null`), put together by `and`, `or`,
 * `not` and brackets.
 *
 * @throws Misread
 */
export function parseExpression(written: string): Expression {
  const cursor = new TokenCursor(written)
  const expression = readExpression(cursor)
  if (!cursor.done) throw unexpected()
  return expression
}

/** Reads a condition as far as it goes. @throws Misread */
export function readExpression(cursor: TokenCursor): Expression {
  return joined(cursor, 'or', () => joined(cursor, 'and', () => readPart(cursor)))
}

function joined(cursor: TokenCursor, is: 'and' | 'or', read: () => Expression): Expression {
  const first = read()
  const parts = [first]
  while (cursor.accepts(is)) parts.push(read())
  return parts.length === 1 ? first : { is, parts }
}

function readPart(cursor: TokenCursor): Expression {
  if (cursor.accepts('not')) return { is: 'not', part: readPart(cursor) }
  if (!cursor.accepts('(')) return readComparison(cursor)
  const inner = readExpression(cursor)
  if (!cursor.accepts(')')) throw unexpected()
  return inner
}

function readComparison(cursor: TokenCursor): Expression {
  const column = readColumn(cursor)
  if (cursor.accepts('is')) {
    const negated = cursor.accepts('not')
    if (!cursor.accepts('null')) throw unexpected()
    return unless(negated, { is: 'null', column })
  }
  const negated = cursor.accepts('not')
  if (cursor.accepts('in')) return unless(negated, { is: 'in', column, values: readList(cursor) })
  if (cursor.accepts('like'))
    return unless(negated, { is: 'like', column, pattern: readValue(cursor) })
  if (cursor.accepts('between')) {
    const from = readValue(cursor)
    if (!cursor.accepts('and')) throw unexpected()
    return unless(negated, {
      is: 'and',
      parts: [
        { is: 'compared', column, by: '>=', value: from },
        { is: 'compared', column, by: '<=', value: readValue(cursor) },
      ],
    })
  }
  const by = comparisons.get(cursor.take()?.text ?? '')
  if (negated || by === undefined) throw unexpected()
  return { is: 'compared', column, by, value: readValue(cursor) }
}

const comparisons: ReadonlyMap<string, Comparison> = new Map([
  ['=', '='],
  ['!=', '!='],
  ['<>', '!='],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
])

const unless = (negated: boolean, part: Expression): Expression =>
  negated ? { is: 'not', part } : part

function readColumn(cursor: TokenCursor): string {
  const token = cursor.take()
  if (token?.kind !== 'word' && token?.kind !== 'name') throw unexpected()
  return token.text
}

function readList(cursor: TokenCursor): string[] {
  if (!cursor.accepts('(')) throw unexpected()
  const values = [readValue(cursor)]
  while (cursor.accepts(',')) values.push(readValue(cursor))
  if (!cursor.accepts(')')) throw unexpected()
  return values
}

function readValue(cursor: TokenCursor): string {
  const token = cursor.take()
  if (token?.kind === 'text' || token?.kind === 'number') return token.text
  if (token?.kind === 'word' && /^(?:true|false)$/i.test(token.text)) return token.text
  throw new Misread(
    say`A column is compared with something that is not a value.`,
    say`Write a number, true, false or a text in single quotes; null is asked for by \`is null\`.`,
  )
}

const unexpected = () =>
  new Misread(
    say`The condition cannot be read.`,
    say`Write comparisons like status = 'paid', total >= 100, kind in ('a', 'b'), name like 'A%' or note is null, joined by and, or, not and brackets.`,
  )
