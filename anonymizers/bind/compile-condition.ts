import { name, names, say, type Redacted } from '../../core/redacted.ts'
import type { ColumnShape, TableShape } from '../column.ts'
import type { Condition } from '../policy/treatment.ts'
import type { ConditionProgram } from '../program.ts'

/** Why a condition cannot be trusted on its column. */
export interface UnsafeCondition {
  readonly what: Redacted
  readonly remedy: Redacted
}

type Compiled = Pick<ConditionProgram, 'column' | 'equals' | 'negate' | 'ignoresCase'>

/**
 * Fits a condition to the column that it asks for, so that it holds where it would hold in the database.
 * One that can never hold is refused: what it guards would pass on the other side.
 */
export function compileCondition(
  condition: Condition,
  { family, columns }: TableShape,
): Compiled | UnsafeCondition {
  const column = columns.find((one) => one.name === condition.column)
  if (!column || !comparable.includes(column.kind) || /^set\b/i.test(column.declared))
    return {
      what: say`A condition cannot compare a column of type ${name(column?.declared ?? '')}: its values can be written in several ways.`,
      remedy: say`Ask for a column of text, whole numbers or booleans.`,
    }
  const equals = condition.equals.map((text) => spelled(text, column, family === 'postgres'))
  const impossible = condition.equals.find((_, i) => equals[i] === undefined)
  if (impossible !== undefined)
    return {
      what: say`The column never holds the value that the condition asks for.`,
      remedy: column.values
        ? say`It holds one of: ${names(column.values, 20)}.`
        : say`Write a value of type ${name(column.declared)}.`,
    }
  return {
    ...condition,
    equals: equals.filter((text) => text !== undefined),
    ...(column.caseInsensitive ? { ignoresCase: true as const } : {}),
  }
}

const comparable: readonly ColumnShape['kind'][] = ['text', 'integer', 'boolean', 'uuid', 'date']

/** The literal as dumps write it; undefined when the column cannot hold it. */
function spelled(text: string, column: ColumnShape, postgres: boolean): string | undefined {
  if (column.values) {
    const same = (value: string) =>
      column.caseInsensitive ? value.toLowerCase() === text.toLowerCase() : value === text
    return column.values.find(same)
  }
  if (column.kind === 'integer') return /^-?\d{1,20}$/.test(text) ? String(BigInt(text)) : undefined
  if (column.kind === 'uuid') return text.toLowerCase()
  if (column.kind !== 'boolean') return text
  if (/^(?:t|true|1|yes|on)$/i.test(text)) return postgres ? 't' : '1'
  return /^(?:f|false|0|no|off)$/i.test(text) ? (postgres ? 'f' : '0') : undefined
}
