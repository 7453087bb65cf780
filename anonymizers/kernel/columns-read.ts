import type { Program } from '../program.ts'

/** The columns of its row that a program looks at, beside its own value. */
export function columnsRead(program: Program): readonly string[] {
  switch (program.op) {
    case 'keep':
    case 'null':
    case 'constant':
    case 'stop':
      return []
    case 'render':
    case 'permute':
    case 'shift-date':
    case 'code': {
      const { person, follows } = program.subject
      if (!person || 'element' in person || follows === 'value') return []
      return ['column' in person ? person.column : person.via]
    }
    case 'free-text':
      return [program.email, program.phone, program.nip, program.pesel, program.iban].flatMap(
        columnsRead,
      )
    case 'walk':
      return program.paths.flatMap((path) => columnsRead(path.program))
    case 'when':
      return [program.column, ...columnsRead(program.then), ...columnsRead(program.otherwise)]
    case 'by-shape':
      return [
        ...program.cases.flatMap((one) => columnsRead(one.program)),
        ...columnsRead(program.otherwise),
      ]
  }
}
