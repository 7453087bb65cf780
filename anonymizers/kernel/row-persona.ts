import type { RowPerson } from '../programs/subject.ts'
import type { KeyedHash, SubjectWords } from './keyed-hash.ts'
import type { PersonIndex } from './person-index.ts'
import type { FindPersona } from './step.ts'

/**
 * Finds the persona that `person` names, once a row however many columns ask. `position` gives a
 * column's place among the decoded fields, undefined when the rows do not carry it.
 */
export function rowPersona(
  person: RowPerson,
  hash: KeyedHash,
  position: (column: string) => number | undefined,
  index: PersonIndex | undefined,
): FindPersona {
  const at = position('column' in person ? person.column : person.via)
  if (at === undefined) return () => undefined
  const words: SubjectWords = { w0: 0, w1: 0, w2: 0, w3: 0 }
  const find = finder(person, hash, index)
  let serial = -1
  let found = false
  return (row) => {
    if (row.serial !== serial) {
      serial = row.serial
      const value = row.fields[at]
      found = !!value && value.length > 0 && find(value, words)
    }
    return found ? words : undefined
  }
}

function finder(
  person: RowPerson,
  hash: KeyedHash,
  index: PersonIndex | undefined,
): (value: Uint8Array, into: SubjectWords) => boolean {
  if ('via' in person)
    return (value, into) => index !== undefined && index.find(person.source, value, into)
  const subject = hash.subjects(person.canonical, person.canonical)
  return (value, into) => {
    subject(value, into)
    return true
  }
}
