import { PoligonError } from '../../core/errors.ts'
import { name, names, say, type Redacted } from '../../core/redacted.ts'
import type { ColumnShape, TableShape } from '../column.ts'
import type { Locale } from '../locales/locale.ts'
import type { Treatment } from '../policy/treatment.ts'
import { innerPrograms } from '../inner-programs.ts'
import type { Program } from '../programs/program.ts'
import { lawsOf, type Transformer } from '../transformer.ts'
import { compileChosen } from './compile-chosen.ts'
import { compileCondition } from './compile-condition.ts'
import { emptyValue } from './empty-value.ts'
import { withListPersons } from './list-persons.ts'
import type { Lookups } from './lookups.ts'
import { refusal } from './refusal.ts'
import type { Decided } from './rule-book.ts'
import { mustStayDistinct } from './unique-keys.ts'
import { checkColumn } from './unmatched.ts'

/** What a treatment is compiled for. */
export interface Target {
  readonly table: TableShape
  readonly column: ColumnShape
  readonly decided: Pick<Decided<Treatment>, 'layer' | 'path'>
  readonly transformers: ReadonlyMap<string, Transformer>
  readonly lookups: Lookups
  /** Of which country masks are. */
  readonly locale: Locale
  /** A table of the source, by its name in the policy. */
  readonly tableNamed: (name: string) => TableShape | undefined
  /** Inside a nested format: there the column's keys and type bind nothing. */
  readonly nested: boolean
}

/**
 * Fits a treatment to a column.
 *
 * @throws POLIGON_POLICY_REFUSED at the treatment when it would not be safe there.
 */
export function compileTreatment(treatment: Treatment, target: Target): Program {
  switch (treatment.verb) {
    case 'keep':
      return { op: 'keep' }
    case 'drop':
      return compileDrop(target)
    case 'mask':
      return compileMask(treatment, target)
    case 'walk':
      return compileWalk(treatment, target)
    case 'chosen':
      return compileChosen(treatment, target, (inner, below) =>
        compileTreatment(inner, {
          ...target,
          decided: { ...target.decided, path: [...target.decided.path, ...below] },
        }),
      )
    case 'when': {
      const { condition } = treatment
      checkColumn(target.table, condition.column, target.decided.layer, [
        ...target.decided.path,
        'when',
      ])
      const compiled = compileCondition(condition, target.table)
      if ('what' in compiled) return refuse(target, compiled.what, compiled.remedy)
      return {
        op: 'when',
        ...compiled,
        // oxlint-disable-next-line unicorn/no-thenable -- the name of the program's part; never awaited
        then: compileTreatment(treatment.matching, target),
        otherwise: compileTreatment(treatment.otherwise, target),
      }
    }
  }
}

function refuse(target: Target, what: Redacted, remedy: Redacted, cause?: unknown): never {
  throw refusal(target.decided, target.table.name, target.column.name, { what, remedy, cause })
}

function compileDrop(target: Target): Program {
  const { column, table } = target
  const program = emptyValue(column, table.family)
  if (!program)
    return refuse(
      target,
      say`The column may not be NULL and its type ${name(column.declared)} has no empty value.`,
      say`Keep it with a reason, or leave the rows of the table out: \`rows: empty\`.`,
    )
  if (program.op === 'constant' && !target.nested && mustStayDistinct(table, column.name))
    return refuse(
      target,
      say`The values of this column must stay distinct: dropped, all rows would be equal.`,
      say`Mask it with a transformer that keeps values distinct, or keep it with a reason.`,
    )
  return program
}

function compileMask(treatment: Treatment & { verb: 'mask' }, target: Target): Program {
  const { column, table } = target
  const transformer = target.transformers.get(treatment.transformer)
  if (!transformer)
    return refuse(
      target,
      say`There is no transformer called ${name(treatment.transformer)}.`,
      say`Take one of: ${names([...target.transformers.keys()], 60)}.`,
    )
  if (!transformer.accepts.includes(column.kind))
    return refuse(
      target,
      say`${name(transformer.name)} does not fit a column of type ${name(column.declared)}.`,
      say`It takes: ${names(transformer.accepts, 12)}.`,
    )
  const distinct = treatment.unique || (!target.nested && mustStayDistinct(table, column.name))
  if (distinct && lawsOf(transformer, treatment.params, target.locale).unique === 'lossy')
    return refuse(
      target,
      say`The values of this column must stay distinct, and ${name(transformer.name)} may make two of them equal.`,
      say`Take a transformer that keeps values distinct, such as email, token or bijection.`,
    )
  const program = compiled(transformer, treatment.params, target)
  if (column.values && !isOneOf(program, column.values))
    return refuse(
      target,
      say`The column takes only the values of its enumeration, and ${name(transformer.name)} makes others.`,
      say`Keep it with a reason, or drop it.`,
    )
  return program
}

function compiled(transformer: Transformer, params: unknown, target: Target): Program {
  try {
    return transformer.compile(params, target.column, target.locale)
  } catch (cause) {
    if (!(cause instanceof PoligonError)) throw cause
    return refuse(target, cause.what, cause.remedy, cause)
  }
}

/** Whatever the program gives is one of `values`. */
function isOneOf(program: Program, values: readonly string[]): boolean {
  if (program.op === 'null' || program.op === 'keep') return true
  if (program.op === 'constant') return values.includes(program.text)
  if (program.op === 'lookup') return innerPrograms(program).every((one) => isOneOf(one, values))
  if (program.op !== 'render' || program.case !== undefined) return false
  const [piece, ...more] = program.pieces
  return (
    more.length === 0 &&
    piece?.piece === 'by-gender' &&
    values.includes(piece.woman) &&
    values.includes(piece.man)
  )
}

const walkable = { json: ['json', 'text'], php: ['text', 'binary'], xml: ['text'] } as const

function compileWalk(treatment: Treatment & { verb: 'walk' }, target: Target): Program {
  const { column, decided } = target
  const kinds: readonly string[] = walkable[treatment.format]
  const isOwn = treatment.format === 'xml' && /^xml$/i.test(column.declared)
  if (!target.nested && !isOwn && (!kinds.includes(column.kind) || column.values))
    return refuse(
      target,
      say`A column of type ${name(column.declared)} does not hold ${name(treatment.format)}.`,
      say`It is read inside columns of these kinds: ${names(kinds)}.`,
    )
  const parts = treatment.paths.map(({ text, path, treatment: inner }) => ({
    path,
    program: compileTreatment(inner, {
      ...target,
      nested: true,
      decided: { layer: decided.layer, path: [...decided.path, treatment.format, text] },
      column: partOf(column, text),
    }),
  }))
  return {
    op: 'walk',
    format: treatment.format,
    otherPaths: treatment.otherPaths,
    ...withListPersons(parts, treatment.listsOfRow, column.name),
  }
}

/** A text inside a nested format: free of the limits of its column. */
const partOf = (column: ColumnShape, path: string): ColumnShape => ({
  name: `${column.name}${path}`,
  kind: 'text',
  declared: 'text',
  nullable: true,
  generated: false,
  caseInsensitive: false,
})
