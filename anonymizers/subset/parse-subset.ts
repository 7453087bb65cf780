import { say } from '../../core/redacted.ts'
import type { Expression } from './expression.ts'
import { readExpression } from './parse-expression.ts'
import { Misread, TokenCursor } from './token-cursor.ts'

/** Rows that a subset starts from. */
export interface SubsetRoot {
  /** As a policy names tables: with or without the schema. */
  readonly table: string
  /** Of the rows that meet `where`, from 0 (excluded) to 1. */
  readonly share: number
  readonly where: Expression | undefined
  /** The words themselves, with the texts in them left out: they may be of a person. */
  readonly words: string
}

/**
 * Reads `customer where created_at > '2026-01-01'`, `10% of customer`, `5% of customer where kind = 'B'`
 * and several of them with commas between.
 *
 * @throws Misread
 */
export function parseSubset(written: string): SubsetRoot[] {
  const cursor = new TokenCursor(written)
  const roots = [readRoot(cursor)]
  while (cursor.accepts(',')) roots.push(readRoot(cursor))
  if (!cursor.done) throw unexpected()
  return roots
}

function readRoot(cursor: TokenCursor): SubsetRoot {
  const from = cursor.position
  const share = readShare(cursor)
  const table = readTable(cursor)
  const where = cursor.accepts('where') ? readExpression(cursor) : undefined
  if (share === undefined && where === undefined) throw unexpected()
  return { table, share: share ?? 1, where, words: withoutTexts(cursor.since(from)) }
}

function readShare(cursor: TokenCursor): number | undefined {
  const first = cursor.peek()
  if (first?.kind !== 'number') return undefined
  cursor.take()
  if (!cursor.accepts('%', 'of')) throw unexpected()
  return shareOf(Number(first.text))
}

/** A share of 1 from per cent. @throws Misread when it is nothing or more than all. */
export function shareOf(perCent: number): number {
  if (perCent > 0 && perCent <= 100) return perCent / 100
  throw new Misread(
    say`A share must be more than 0 and at most 100 per cent.`,
    say`Write it like 10% or 0.5%.`,
  )
}

function readTable(cursor: TokenCursor): string {
  const part = () => {
    const token = cursor.take()
    if (token?.kind !== 'word' && token?.kind !== 'name') throw unexpected()
    return token.text
  }
  const first = part()
  return cursor.accepts('.') ? `${first}.${part()}` : first
}

/** Days and times stay readable: they are asked for, not copied from the data. */
const withoutTexts = (written: string): string =>
  written
    .replaceAll(/'(?:[^']|'')*'|(?<![\w.])-?\d{7,}(?:\.\d+)?/g, (value) => {
      if (!value.startsWith("'")) return '…'
      return /^'\d{4}-\d{2}-\d{2}[\d\s:.+-]*'$/.test(value) ? value : "'…'"
    })
    .replaceAll(/\s+/g, ' ')

const unexpected = () =>
  new Misread(
    say`The words of the subset cannot be read.`,
    say`Write them like \`customer where created_at > '2026-01-01'\` or \`10% of customer\`.`,
  )
