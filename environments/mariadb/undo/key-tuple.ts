import { quoteName } from '../connect.ts'
import type { KeyColumn } from './key-literal.ts'

/** `` (p.`a`, p.`b`) `` */
export function keyTuple(key: readonly KeyColumn[], alias: string): string {
  return `(${key.map(({ name }) => `${alias}.${quoteName(name)}`).join(',')})`
}

/** An expression that gives the tuple of a row's key as the SQL in which it is looked for. */
export function keyLiteral(key: readonly KeyColumn[], alias: string): string {
  return `CONCAT('(',${key.map(({ ofColumn }) => ofColumn(alias)).join(",',',")},')')`
}

export function inKeys(tuple: string, keys: Iterable<string>): string {
  return `${tuple} IN (${[...keys].join(',')})`
}
