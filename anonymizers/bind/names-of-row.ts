import { withInner } from '../inner-programs.ts'
import type { ColumnPlan } from '../plan.ts'
import type { Program } from '../programs/program.ts'
import type { PersonaField, RenderProgram } from '../programs/render-program.ts'
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
