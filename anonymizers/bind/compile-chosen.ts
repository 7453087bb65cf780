import { name, say } from '../../core/redacted.ts'
import type { Case, Treatment } from '../policy/treatment.ts'
import type { Program } from '../program.ts'
import { compileCondition } from './compile-condition.ts'
import type { Target } from './compile-treatment.ts'
import { lookupId } from './lookups.ts'
import { refusal } from './refusal.ts'
import { checkColumn } from './unmatched.ts'

type Chosen = Treatment & { verb: 'chosen' }

/**
 * A choice as conditions, one after the other. Names of a table of attributes are replaced by the keys
 * that its rows have for them.
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
  return treatment.cases.reduceRight<Program>(
    (otherwise, one) => {
      const equals = literals(one)
      if (equals.length === 0) return otherwise
      const condition = compileCondition({ column, equals, negate: false }, target.table)
      if ('what' in condition) throw refused(target, condition)
      const matching = compile(one.treatment, ['values', one.text])
      // oxlint-disable-next-line unicorn/no-thenable -- the name of the program's part; never awaited
      return { op: 'when', ...condition, then: matching, otherwise }
    },
    other === 'stop' ? { op: 'stop' } : compile(other, ['other']),
  )
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
