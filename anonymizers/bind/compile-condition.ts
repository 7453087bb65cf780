import { name, names, say, type Redacted } from '../../core/redacted.ts'
import type { ColumnShape, TableShape } from '../column.ts'
import type { Condition } from '../policy/treatment.ts'
import type { ConditionProgram } from '../programs/choice-programs.ts'

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
  const impossible = equals.some((texts) => texts.length === 0)
  if (impossible)
    return {
      what: say`The column never holds the value that the condition asks for.`,
      remedy: column.values
        ? say`It holds one of: ${names(column.values, 20)}.`
        : say`Write a value of type ${name(column.declared)}.`,
    }
  if (column.caseInsensitive && condition.equals.some(hasUnknownCase))
    return {
      what: say`The column ignores letter case, and the condition has letters whose case is not known here.`,
      remedy: say`Only Latin letters are compared without case; ask for another column.`,
    }
  return {
    ...condition,
    equals: equals.flat(),
    ...(column.caseInsensitive ? { ignoresCase: true as const } : {}),
  }
}

/** What lies behind Latin Extended-A: see kernel/letters.ts. */
const hasUnknownCase = (text: string) =>
  Array.from(text).some(
    (letter) => letter > '\u017f' && letter.toLowerCase() !== letter.toUpperCase(),
  )

const comparable: readonly ColumnShape['kind'][] = ['text', 'integer', 'boolean', 'uuid', 'date']

/** The literal in the spellings that dumps write; none when the column cannot hold it. */
function spelled(text: string, column: ColumnShape, postgres: boolean): readonly string[] {
  const { kind, values, maxLength = Infinity, declared } = column
  if (values) {
    const same = (value: string) =>
      column.caseInsensitive ? value.toLowerCase() === text.toLowerCase() : value === text
    return values.filter(same).slice(0, 1)
  }
  switch (kind) {
    case 'integer':
      return /^-?\d{1,20}$/.test(text) ? whole(String(BigInt(text)), declared) : []
    case 'boolean':
      return truth(text, postgres)
    case 'uuid': {
      const digits = text.toLowerCase().replaceAll('-', '')
      const parts = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/
      return parts.test(digits) ? [digits.replace(parts, '$1-$2-$3-$4-$5')] : []
    }
    case 'date':
      return /^\d{4,}-\d\d-\d\d$/.test(text) ? [text] : []
    case 'text':
    case 'decimal':
    case 'time':
    case 'timestamp':
    case 'json':
    case 'inet':
    case 'binary':
    case 'other':
      return Array.from(text.trimEnd()).length <= maxLength ? [text] : []
  }
}

/** MySQL fills numbers of such columns up to a width that may be any. */
const whole = (number: string, declared: string): readonly string[] =>
  /\bzerofill\b/i.test(declared)
    ? Array.from({ length: 21 - number.length }, (_, zeros) => '0'.repeat(zeros) + number)
    : [number]

/** COPY writes `t`, INSERT statements of pg_dump `true`. */
function truth(text: string, postgres: boolean): readonly string[] {
  if (/^(?:t|true|1|yes|on)$/i.test(text)) return postgres ? ['t', 'true'] : ['1']
  if (/^(?:f|false|0|no|off)$/i.test(text)) return postgres ? ['f', 'false'] : ['0']
  return []
}
