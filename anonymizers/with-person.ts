import type { Program, Subject } from './program.ts'

/** `program` with `person` as the persona of its row, in every part that can follow one. */
export function withPerson(program: Program, person: NonNullable<Subject['person']>): Program {
  switch (program.op) {
    case 'keep':
    case 'null':
    case 'constant':
      return program
    case 'render':
    case 'permute':
    case 'shift-date':
    case 'code':
      return { ...program, subject: { ...program.subject, person } }
    case 'free-text':
      return {
        ...program,
        subject: { ...program.subject, person },
        email: withPerson(program.email, person),
        phone: withPerson(program.phone, person),
        nip: withPerson(program.nip, person),
        pesel: withPerson(program.pesel, person),
        iban: withPerson(program.iban, person),
      }
    case 'walk':
      return {
        ...program,
        paths: program.paths.map((one) => ({ ...one, program: withPerson(one.program, person) })),
      }
    case 'when':
      return {
        ...program,
        then: withPerson(program.then, person),
        otherwise: withPerson(program.otherwise, person),
      }
    case 'by-shape':
      return {
        ...program,
        cases: program.cases.map((one) => ({ ...one, program: withPerson(one.program, person) })),
        otherwise: withPerson(program.otherwise, person),
      }
  }
}
