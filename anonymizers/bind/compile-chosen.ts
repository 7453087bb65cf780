import { name, say } from '../../core/redacted.ts'
import { isPattern } from '../policy/glob.ts'
import type { Case, Treatment } from '../policy/treatment.ts'
import { withInner } from '../inner-programs.ts'
import type { Program } from '../programs/program.ts'
import { compileCondition } from './compile-condition.ts'
import type { Target } from './compile-treatment.ts'
import { lookupId } from './lookups.ts'
import { refusal } from './refusal.ts'
import { checkColumn } from './unmatched.ts'

type Chosen = Treatment & { verb: 'chosen' }

/**
 * A choice as conditions, one after the other: first the names, then the patterns in the order in which
 * they are written. A pattern keeps numbers and switches only: what else stands there under a name that
 * nobody wrote out goes the way of `other`. Names of a table of attributes are replaced by the keys that its rows have for them.
 *
 * @param compile compiles the treatment that stands at this path below the choice
 * @throws POLIGON_POLICY_REFUSED when the table of attributes is not in the source.
 */
export function compileChosen(
  treatment: Chosen,
  target: Target,
  compile: (treatment: Treatment, path: readonly PropertyKey[]) => Program,
): Program {
  const { column, other } = treatment
  const { layer, path } = target.decided
  checkColumn(target.table, column, layer, [...path, 'chosenBy'])
  const literals = literalsOf(treatment, target)
  const compiled = treatment.cases.map((one) => ({
    equals: literals(one).filter((text) => !isPattern(text)),
    like: one.names.filter(isPattern),
    program: compile(one.treatment, ['values', one.text]),
  }))
  const rest: Program = other === 'stop' ? { op: 'stop' } : compile(other, ['other'])
  const unlike = compiled.reduceRight<Program>((otherwise, { like, program }) => {
    if (like.length === 0) return otherwise
    const kept = plainOnly(program, rest)
    const { column: name, ignoresCase } = condition(column, [], target)
    const folded = ignoresCase ? { ignoresCase } : {}
    // oxlint-disable-next-line unicorn/no-thenable -- the name of the program's part; never awaited
    return { op: 'when-like', column: name, ...folded, like, then: kept, otherwise }
  }, rest)
  return compiled.reduceRight<Program>((otherwise, { equals, program }) => {
    if (equals.length === 0) return otherwise
    const fitted = condition(column, equals, target)
    // oxlint-disable-next-line unicorn/no-thenable -- the name of the program's part; never awaited
    return { op: 'when', ...fitted, then: program, otherwise }
  }, unlike)
}

function plainOnly(program: Program, rest: Program): Program {
  if (program.op === 'when') return withInner(program, (inner) => plainOnly(inner, rest))
  if (program.op !== 'keep') return program
  return { op: 'by-shape', cases: [{ setting: true, program }], otherwise: rest }
}

function condition(column: string, equals: readonly string[], target: Target) {
  const fitted = compileCondition({ column, equals, negate: false }, target.table)
  if ('what' in fitted) throw refused(target, fitted)
  return fitted
}

function literalsOf({ lookup }: Chosen, target: Target): (one: Case) => readonly string[] {
  if (!lookup) return ({ names }) => names
  const table = target.tableNamed(lookup.table)
  if (!table)
    throw refused(target, {
      what: say`The source has no table ${name(lookup.table)}, which says what the values are.`,
      remedy: say`Dump that table together with this one.`,
    })
  for (const column of [lookup.key, lookup.name])
    checkColumn(table, column, target.decided.layer, [...target.decided.path, 'chosenBy'])
  const keys = target.lookups.get(lookupId({ ...lookup, table: table.name }))
  return ({ names }) => names.flatMap((one) => keys?.get(one) ?? [])
}

const refused = ({ decided, table, column }: Target, text: Parameters<typeof refusal>[3]) =>
  refusal(decided, table.name, column.name, text)
