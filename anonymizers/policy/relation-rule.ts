import { say } from '../../core/redacted.ts'
import type { SourceText } from '../../core/source-text.ts'
import type { WrittenRelation } from '../policy-schema.ts'
import type { Expression } from '../subset/expression.ts'
import { parseExpression } from '../subset/parse-expression.ts'
import { Misread } from '../subset/token-cursor.ts'
import { misreadAt } from './misread.ts'

/** Columns of one table. */
export interface Endpoint {
  /** As a policy names tables. */
  readonly table: string
  readonly columns: readonly string[]
}

/** A reference that a file declares, or says something about. */
export interface RelationRule {
  readonly from: Endpoint
  readonly to: Endpoint
  readonly when?: Expression
  readonly children?: 'follow' | 'leave'
  readonly path: readonly PropertyKey[]
}

/** @throws POLIGON_CONFIG when one does not name columns of two tables, as many on both sides. */
export function readRelations(
  source: Pick<SourceText<unknown>, 'file' | 'position'>,
  written: readonly WrittenRelation[],
): RelationRule[] {
  return written.map(({ from, to, when, children }, i): RelationRule => {
    const path = ['relations', i]
    const read = (key: 'from' | 'to', columns: string | readonly string[]) =>
      misreadAt(source, [...path, key], () => endpointOf(columns))
    const ends = { from: read('from', from), to: read('to', to) }
    misreadAt(source, path, () => {
      if (ends.from.columns.length !== ends.to.columns.length)
        throw new Misread(
          say`The two sides of a relation name different numbers of columns.`,
          say`Write a column of \`to\` for each of \`from\`, in the same order.`,
        )
    })
    return {
      ...ends,
      path,
      ...(when === undefined
        ? {}
        : { when: misreadAt(source, [...path, 'when'], () => parseExpression(when)) }),
      ...(children === undefined ? {} : { children }),
    }
  })
}

function endpointOf(written: string | readonly string[]): Endpoint {
  const parts = [written].flat().map((one) => {
    const dot = one.lastIndexOf('.')
    return { table: one.slice(0, Math.max(dot, 0)), column: one.slice(dot + 1) }
  })
  const table = parts[0]?.table ?? ''
  if (parts.some((part) => part.table !== table || part.column === '') || table === '')
    throw new Misread(
      say`A side of a relation must name columns of one table.`,
      say`Write \`order.customer_id\`, or a list of columns of the same table.`,
    )
  return { table, columns: parts.map(({ column }) => column) }
}
