import { withInner } from '../inner-programs.ts'
import type { ColumnPlan, NamesIn, PersonSource, TablePlan } from '../plan.ts'
import type { Program } from '../programs/program.ts'
import type { PersonaField, RenderProgram } from '../programs/render-program.ts'
import type { RowPerson } from '../programs/subject.ts'
import type { NameColumn } from '../programs/text-programs.ts'

/**
 * Tells the treatments of running text which columns of their rows name a person: wherever such a name stands
 * in a text of the row, it becomes what the column makes of it.
 */
export function withNamesOfRow(columns: readonly ColumnPlan[]): ColumnPlan[] {
  const names = columns.flatMap((plan): NameColumn[] => {
    if (plan.treatment !== 'mask') return []
    const first = partOf(plan.program, 'firstName')
    const last = partOf(plan.program, 'lastName')
    if (!first && !last) return []
    return [{ column: plan.column, ...(first ? { first } : {}), ...(last ? { last } : {}) }]
  })
  if (names.length === 0) return [...columns]
  const tell = (program: Program): Program => {
    const inner = withInner(program, tell)
    return inner.op === 'free-text' ? { ...inner, ofRow: names } : inner
  }
  return columns.map((plan) =>
    plan.treatment === 'mask' ? { ...plan, program: tell(plan.program) } : plan,
  )
}

/**
 * Tells the texts of rows that belong to a person of another table which columns there hold the names of that
 * person, and has them indexed. Where those columns are not masked by that person, names follow themselves.
 */
export function withNamesOfPersons(
  plans: readonly TablePlan[],
  persons: readonly PersonSource[],
): { readonly tables: TablePlan[]; readonly persons: PersonSource[] } {
  const asked = new Set<number>()
  const named = persons.map((person): PersonSource => {
    const plan = plans.find(({ shape }) => shape.name === person.table)
    const isOwn = plan?.person && 'column' in plan.person && plan.person.column === person.by
    return isOwn ? { ...person, names: namesIn(plan.columns) } : person
  })
  const tables = plans.map((plan): TablePlan => {
    const { person } = plan
    if (!person || !('via' in person)) return plan
    if ((named[person.source]?.names ?? []).length === 0) return plan
    const tell = (program: Program): Program => {
      const inner = withInner(program, tell)
      if (inner.op !== 'free-text') return inner
      asked.add(person.source)
      const { firstName, lastName } = inner
      const [first, last] = [firstName, lastName].map((one) => followingRow(one, person))
      if (!first || !last) return inner
      return { ...inner, ofPerson: { via: person.via, source: person.source, first, last } }
    }
    const columns = plan.columns.map((one) =>
      one.treatment === 'mask' ? { ...one, program: tell(one.program) } : one,
    )
    return { ...plan, columns }
  })
  return {
    tables,
    persons: persons.map((one, source) => (asked.has(source) ? (named[source] ?? one) : one)),
  }
}

function namesIn(columns: readonly ColumnPlan[]): NamesIn[] {
  return columns.flatMap((plan): NamesIn[] => {
    if (plan.treatment !== 'mask') return []
    const first = partOf(plan.program, 'firstName') !== undefined
    const last = partOf(plan.program, 'lastName') !== undefined
    return first || last ? [{ column: plan.column, first, last }] : []
  })
}

/** What a name becomes that is the person's of the row. */
function followingRow(program: Program, person: RowPerson): Program | undefined {
  if (program.op !== 'render') return undefined
  const { follows: _, ...subject } = program.subject
  return { ...program, subject: { ...subject, person } }
}

/** What makes this part of a name out of the column's value; undefined when the column holds no such part. */
function partOf(program: Program, field: PersonaField): Program | undefined {
  if (program.op === 'when') {
    // oxlint-disable-next-line unicorn/no-thenable -- the name of the program's part; never awaited
    const then = partOf(program.then, field)
    const otherwise = partOf(program.otherwise, field)
    if (!then && !otherwise) return undefined
    const keep: Program = { op: 'keep' }
    // oxlint-disable-next-line unicorn/no-thenable -- as above
    return { ...program, then: then ?? keep, otherwise: otherwise ?? keep }
  }
  return program.op === 'render' && isName(program) ? onlyField(program, field) : undefined
}

const isName = ({ subject }: RenderProgram) =>
  ['firstName', 'lastName', 'fullName'].includes(subject.domain)

function onlyField(program: RenderProgram, field: PersonaField): Program | undefined {
  const pieces = program.pieces.filter((piece) => piece.piece === 'field' && piece.field === field)
  return pieces.length === 0 ? undefined : { ...program, pieces }
}
