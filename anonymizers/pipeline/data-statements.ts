import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { largeObjectTable } from '../dialects/pg/large-objects.ts'
import type { MaskPlan } from '../plan.ts'
import type { DataStatement } from './survey.ts'

/**
 * What happens to a statement that holds values in a form that cannot be masked: it is copied when
 * nothing in its table is masked, dropped when it only adds rows to a table that is left empty, and
 * otherwise refused.
 */
export function dataTreatment(
  statement: Omit<DataStatement, 'byteOffset'>,
  plan: MaskPlan,
): 'copy' | 'drop' | 'refuse' {
  if (statement.table === largeObjectTable)
    return plan.largeObjects === undefined
      ? 'refuse'
      : plan.largeObjects === 'keep'
        ? 'copy'
        : 'drop'
  const table = plan.tables.find(({ shape }) => shape.name === statement.table)
  if (!table) return 'refuse'
  if (table.rows === 'empty') return statement.verb === 'insert' ? 'drop' : 'refuse'
  return table.columns.every(({ treatment }) => treatment === 'keep') ? 'copy' : 'refuse'
}

/** @throws POLIGON_DUMP_SYNTAX or POLIGON_POLICY_UNCOVERED for the first statement that is refused. */
export function checkDataStatements(found: readonly DataStatement[], plan: MaskPlan): void {
  const refused = found
    .filter((statement) => dataTreatment(statement, plan) === 'refuse')
    .toSorted((a, b) => a.byteOffset - b.byteOffset)[0]
  if (!refused) return
  const { table, verb, byteOffset } = refused
  if (table === largeObjectTable)
    throw new PoligonError('POLIGON_POLICY_UNCOVERED', {
      what: say`The dump holds large objects, and the policy does not say what happens to them.`,
      remedy: say`Write ${name('largeObjects: {keep: why}')}, ${name('largeObjects: {drop: why}')} or ${name('largeObjects: {mask: placeholder}')} at the top level of the policy.`,
      place: { file: plan.policyFile, table: largeObjectTable, byteOffset },
    })
  throw new PoligonError('POLIGON_DUMP_SYNTAX', {
    what:
      table === undefined
        ? say`A statement or comment may hold values of any table, and cannot be masked.`
        : verb === 'insert'
          ? say`Rows of ${name(table)} are written in a form of INSERT that is not masked yet.`
          : say`A statement changes rows of ${name(table)}, and cannot be masked.`,
    remedy: say`Take the dump with pg_dump, mysqldump or mariadb-dump; take out what was written into it by hand.`,
    place: { ...(table === undefined ? {} : { table }), byteOffset },
  })
}
