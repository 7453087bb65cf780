import type { ColumnKind, ColumnShape } from '../column.ts'
import { isPattern } from '../policy/glob.ts'
import type { Treatment } from '../policy/treatment.ts'

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
 * Whether a column would pass, in whole or in part, only because a pattern of columns fits its name. A
 * pattern fits what a plugin adds tomorrow too, so it says nothing about a column that may hold persons.
 *
 * @param decided the rule that counts for the column; `key` is its column part as written
 */
export const isKeptByPattern = (
  column: ColumnShape,
  decided: { readonly key: string; readonly value: Treatment },
): boolean => isPattern(decided.key) && mayHoldPersons(column) && letsPass(decided.value)

function letsPass(treatment: Treatment): boolean {
  switch (treatment.verb) {
    case 'keep':
      return true
    case 'mask':
    case 'drop':
      return false
    case 'walk':
      return treatment.otherPaths === 'keep'
    case 'chosen':
      return treatment.other !== 'stop' && letsPass(treatment.other)
    case 'when':
      return letsPass(treatment.matching) || letsPass(treatment.otherwise)
  }
}
