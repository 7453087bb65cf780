import { innerPrograms } from '../inner-programs.ts'
import type { Program } from '../programs/program.ts'

/** The columns of its row that a program looks at, beside its own value. */
export function columnsRead(program: Program): readonly string[] {
  return [...ownColumns(program), ...innerPrograms(program).flatMap(columnsRead)]
}

function ownColumns(program: Program): readonly string[] {
  if (program.op === 'when' || program.op === 'when-like') return [program.column]
  if (program.op === 'free-text') {
    const { ofRow, ofPerson } = program
    return [...ofRow.map(({ column }) => column), ...(ofPerson ? [ofPerson.via] : [])]
  }
  if (!('subject' in program)) return []
  const { person, follows } = program.subject
  if (!person || 'element' in person || follows === 'value') return []
  return ['column' in person ? person.column : person.via]
}
