import type { ColumnKind, ColumnShape } from '../column.ts'
import { isPattern } from '../policy/glob.ts'
import type { Treatment } from '../policy/treatment.ts'
import type { DecidedColumn } from './rule-book.ts'

/** What has neither room nor form for a name, an address or a note. */
const tellsNothing: ReadonlySet<ColumnKind> = new Set([
  'integer',
  'decimal',
  'boolean',
  'date',
  'time',
  'timestamp',
  'uuid',
])

/** Whether the column's type has room for words about a person: text, documents, bytes, lists of them. */
export const mayHoldPersons = ({ kind, values }: ColumnShape): boolean =>
  values === undefined && !tellsNothing.has(kind)

/**
 * Whether a column would pass, in whole or in part, only because a pattern fits its name, or that of its
 * table in rules of others. A pattern fits what a plugin adds tomorrow too, so it says nothing about a
 * column that may hold persons.
 *
 * @param decided the rule that counts for the column
 */
export const isKeptByPattern = (
  column: ColumnShape,
  decided: Pick<DecidedColumn, 'key' | 'isKnown' | 'value'>,
): boolean =>
  (isPattern(decided.key) || !decided.isKnown) &&
  mayHoldPersons(column) &&
  letsPass(decided.value, column.name)

function letsPass(treatment: Treatment, column: string): boolean {
  switch (treatment.verb) {
    case 'keep':
      return true
    case 'mask':
    case 'drop':
      return false
    case 'walk':
      return treatment.otherPaths === 'keep'
    case 'chosen':
      return treatment.other !== 'stop' && letsPass(treatment.other, column)
    case 'when': {
      const { condition, matching, otherwise } = treatment
      const ofAll = condition.negate ? [matching] : [otherwise]
      const isAskedItself = condition.column === column
      return (isAskedItself ? ofAll : [matching, otherwise]).some((one) => letsPass(one, column))
    }
  }
}
