import type { Program } from './programs/program.ts'

/** The programs that `program` hands its value, or parts of it, on to. */
export function innerPrograms(program: Program): readonly Program[] {
  const inner: Program[] = []
  withInner(program, (one) => {
    inner.push(one)
    return one
  })
  return inner
}

/** The same program with its inner ones changed. */
export function withInner(program: Program, change: (inner: Program) => Program): Program {
  const each = <T extends { readonly program: Program }>(all: readonly T[]): readonly T[] =>
    all.map((one) => ({ ...one, program: change(one.program) }))
  switch (program.op) {
    case 'free-text':
      return {
        ...program,
        email: change(program.email),
        phone: change(program.phone),
        nip: change(program.nip),
        pesel: change(program.pesel),
        iban: change(program.iban),
        firstName: change(program.firstName),
        lastName: change(program.lastName),
        fullName: change(program.fullName),
        number: change(program.number),
        ...(program.ofPerson && {
          ofPerson: {
            ...program.ofPerson,
            first: change(program.ofPerson.first),
            last: change(program.ofPerson.last),
          },
        }),
        ofRow: program.ofRow.map(({ column, first, last }) => ({
          column,
          ...(first ? { first: change(first) } : {}),
          ...(last ? { last: change(last) } : {}),
        })),
      }
    case 'walk':
      return { ...program, paths: each(program.paths) }
    case 'when':
    case 'when-like':
      return {
        ...program,
        // oxlint-disable-next-line unicorn/no-thenable -- the name of the program's part; never awaited
        then: change(program.then),
        otherwise: change(program.otherwise),
      }
    case 'by-shape':
      return { ...program, cases: each(program.cases), otherwise: change(program.otherwise) }
    case 'lookup':
      return { ...program, cases: each(program.cases), otherwise: change(program.otherwise) }
    case 'join':
      return {
        ...program,
        parts: program.parts.map((part) => (typeof part === 'string' ? part : change(part))),
      }
    case 'as-hex':
    case 'as-address':
      return { ...program, program: change(program.program) }
    case 'keep':
    case 'null':
    case 'constant':
    case 'stop':
    case 'render':
    case 'permute':
    case 'phone':
    case 'shift-date':
    case 'number':
    case 'url':
    case 'placeholder':
    case 'code':
      return program
  }
}
