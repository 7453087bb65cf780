import type { TableName } from '../core/contracts/dump.ts'
import { compileTreatment } from './bind/compile-treatment.ts'
import { checkCovered, inRows } from './bind/covered.ts'
import { checkNothingDangles } from './bind/dangling.ts'
import { checkForeignKeys } from './bind/foreign-keys.ts'
import { checkNothingKeptUnseen } from './bind/kept-unseen.ts'
import type { Lookups } from './bind/lookups.ts'
import { isDocumentPerson, withDocumentPerson } from './bind/document-person.ts'
import { withNamesOfPersons, withNamesOfRow } from './bind/names-of-row.ts'
import { PersonSources, personOf, withPerson, type PersonFinder } from './bind/persons.ts'
import { relationsOf } from './bind/relations.ts'
import { ruleBook, type Decided, type RuleBook } from './bind/rule-book.ts'
import { checkSource } from './bind/source-check.ts'
import { withTablePrefixes } from './bind/table-prefix.ts'
import { checkMatched } from './bind/unmatched.ts'
import type { ColumnShape, TableShape } from './column.ts'
import type { ColumnPlan, MaskPlan, TablePlan } from './plan.ts'
import type { LoadedPolicy } from './policy-file.ts'
import { optOutsOf } from './policy/opt-outs.ts'
import { misreadAt } from './policy/misread.ts'
import type { RowsRule } from './policy/rows-rule.ts'
import type { Treatment } from './policy/treatment.ts'
import type { Program } from './programs/program.ts'
import { checkChance } from './subset/bind-subset.ts'

/**
 * Fits a policy to the tables of a source. Nothing is left open: a plan exists only when every column
 * of every table with rows is masked, kept with a reason or dropped.
 *
 * @param tablesWithRows - names among `tables` that have at least one row.
 * @param lookups - what {@link wantedLookups} asked for.
 * @throws POLIGON_POLICY_UNCOVERED naming all columns that nothing is said about, with the YAML that
 *   would; POLIGON_POLICY_UNMATCHED when a rule fits nothing; POLIGON_POLICY_REFUSED when a treatment
 *   would not be safe; all with file, line and column.
 */
export async function bindPolicy(
  loaded: LoadedPolicy,
  tables: readonly TableShape[],
  tablesWithRows: ReadonlySet<TableName>,
  lookups: Lookups = new Map(),
): Promise<MaskPlan> {
  const policy = withTablePrefixes(loaded, tables)
  checkSource(policy, tables, tablesWithRows)
  const book = ruleBook(policy)
  checkMatched(policy, book, tables)
  const filled = tables.filter((table) => tablesWithRows.has(table.name))
  const masked = filled.filter((table) => book.rows(table)?.value.verb !== 'empty')
  checkNothingKeptUnseen(policy, book, masked, tables)
  checkCovered(policy, book, masked)
  const persons = new PersonSources()
  const plans = filled.map((shape): TablePlan => {
    const rows = book.rows(shape)
    const reason = reasonOf(rows?.value)
    if (!masked.includes(shape)) return { shape, rows: 'empty', ...reason, columns: [] }
    const planned = planColumns(shape, { policy, book, tables, lookups }, persons)
    if (rows?.value.verb !== 'take') return { shape, rows: 'masked', ...reason, ...planned }
    const part: TablePlan = { shape, rows: 'masked', ...planned, take: rows.value.take }
    checkTake(part, rows)
    return part
  })
  const relations = relationsOf(policy, book, tables)
  checkForeignKeys(plans, relations, book)
  checkNothingDangles(plans, relations, book)
  return {
    policyHash: policy.hash,
    policyFile: policy.file,
    locale: localeOf(policy),
    ...withNamesOfPersons(plans, persons.all),
    ...largeObjectsOf(policy),
    ...(policy.header.definitions ? { definitions: policy.header.definitions } : {}),
    optOuts: masked.flatMap((table) =>
      inRows(table).flatMap(({ name: column }) => {
        const treatment = book.treatment(table, column)?.value
        return (treatment ? optOutsOf(treatment) : []).map((one) => ({
          table: table.name,
          column,
          ...one,
        }))
      }),
    ),
    relations,
  }
}

const reasonOf = (rows: RowsRule | undefined): Pick<TablePlan, 'reason'> =>
  rows && rows.verb !== 'take' && rows.reason !== undefined ? { reason: rows.reason } : {}

const localeOf = ({ locale: { name, country, accounts, phone } }: LoadedPolicy) => ({
  name,
  country,
  accounts,
  phone,
})

const largeObjectsOf = ({ header }: LoadedPolicy): Pick<MaskPlan, 'largeObjects'> => {
  const written = header.largeObjects
  if (!written) return {}
  if ('mask' in written) return { largeObjects: written.mask }
  return { largeObjects: 'keep' in written ? 'keep' : 'drop' }
}

function checkTake(table: TablePlan, { layer, path }: Decided<unknown>): void {
  if (table.take && 'share' in table.take) misreadAt(layer, path, () => checkChance(table))
}

interface Binding {
  readonly policy: LoadedPolicy
  readonly book: RuleBook
  readonly tables: readonly TableShape[]
  readonly lookups: Lookups
}

function planColumns(
  table: TableShape,
  { policy, book, tables, lookups }: Binding,
  sources: PersonSources,
): Pick<TablePlan, 'columns' | 'person'> {
  const compile = (owner: TableShape, column: ColumnShape, decided: Decided<Treatment>): Program =>
    compileTreatment(decided.value, {
      table: owner,
      column,
      decided,
      transformers: policy.transformers,
      locale: policy.locale,
      lookups,
      tableNamed: (written) => tables.find((one) => book.matchesTable(written, one.name)),
      nested: false,
    })
  const finder: PersonFinder = {
    book,
    tables,
    programOf: (owner, column) => {
      const shape = owner.columns.find((one) => one.name === column)
      const decided = book.treatment(owner, column)
      return shape && decided ? compile(owner, shape, decided) : { op: 'keep' }
    },
  }
  const decidedPerson = book.person(table)
  const inDocument = isDocumentPerson(table, decidedPerson) ? decidedPerson : undefined
  const person =
    decidedPerson && !inDocument ? personOf(table, decidedPerson, finder, sources) : undefined
  const ofPerson = (program: Program) =>
    inDocument
      ? withDocumentPerson(program, table, inDocument)
      : person
        ? withPerson(program, person)
        : program
  const columns = inRows(table).flatMap((column): ColumnPlan[] => {
    const decided = book.treatment(table, column.name)
    if (!decided) return []
    const treatment = decided.value
    const program = compile(table, column, decided)
    if (treatment.verb === 'keep')
      return [
        {
          column: column.name,
          treatment: 'keep',
          reason: treatment.reason,
          ...(treatment.risk === undefined ? {} : { risk: treatment.risk }),
        },
      ]
    if (treatment.verb === 'drop') return [{ column: column.name, treatment: 'drop', program }]
    return [
      {
        column: column.name,
        treatment: 'mask',
        transformer: nameOf(treatment),
        program: ofPerson(program),
      },
    ]
  })
  return { columns: withNamesOfRow(columns), ...(person ? { person } : {}) }
}

/** What reports call the treatment: the transformer, `json` or `php`; of a condition, its first case. */
function nameOf(treatment: Treatment): string {
  switch (treatment.verb) {
    case 'mask':
      return treatment.transformer
    case 'walk':
      return treatment.format
    case 'chosen':
      return 'chosenBy'
    case 'when':
      return treatment.matching.verb === 'keep'
        ? nameOf(treatment.otherwise)
        : nameOf(treatment.matching)
    case 'keep':
    case 'drop':
      return treatment.verb
  }
}
