import { PoligonError } from '../core/errors.ts'
import { name, say, type Redacted } from '../core/redacted.ts'
import type { ColumnShape } from './column.ts'
import type { Locale } from './locales/locale.ts'
import polish from './locales/pl.ts'

/** Stops a compilation: `transformer` cannot keep its laws on `column`. */
export function refuse(
  transformer: string,
  column: ColumnShape,
  why: Redacted,
  remedy: Redacted,
): PoligonError {
  return new PoligonError('POLIGON_POLICY_REFUSED', {
    what: say`The transformer ${name(transformer)} does not fit ${name(column.declared)}: ${why}.`,
    place: { field: column.name },
    remedy,
  })
}

/** The column's length in characters when it is shorter than `needed`. */
export function isShorter(column: ColumnShape, needed: number): boolean {
  return column.maxLength !== undefined && column.maxLength < needed
}

/** Refuses a text column in which not even `needed` characters fit. */
export function requireLength(transformer: string, column: ColumnShape, needed: number): void {
  if (isShorter(column, needed))
    throw refuse(
      transformer,
      column,
      say`it needs ${needed} characters`,
      say`Widen the column in the test schema, or drop the value.`,
    )
}

/** The letters of the locale do not fit into the column's character set. */
export function needsAscii({ charset }: ColumnShape, { charsets }: Locale = polish): boolean {
  if (charset === undefined || /^(?:utf-?8|utf16|utf32|ucs2|unicode)/i.test(charset)) return false
  return !charsets.test(charset)
}

/** `maxLength` of a render program, where the column has one. */
export function limit({ maxLength }: ColumnShape): { maxLength?: number } {
  return maxLength === undefined ? {} : { maxLength }
}

/** The largest absolute value of a number column, where its type says one. */
export function largestOf({ maxValue, declared }: ColumnShape): { most?: number } {
  if (maxValue !== undefined) return { most: maxValue }
  const [, precision, scale = '0'] =
    /^(?:numeric|decimal|dec|fixed)\s*\((\d+)(?:\s*,\s*(\d+))?\)/i.exec(declared) ?? []
  if (precision === undefined) return {}
  const places = Number(scale)
  return { most: 10 ** (Number(precision) - places) - 10 ** -places }
}
