import { PoligonError } from '../core/errors.ts'
import type { MaskingKey } from '../core/key.ts'
import { name, say } from '../core/redacted.ts'
import { compileTreatment } from './bind/compile-treatment.ts'
import { ruleBook, type Decided } from './bind/rule-book.ts'
import { refusal } from './bind/refusal.ts'
import type { ColumnKind, ColumnShape, TableShape } from './column.ts'
import { innerPrograms } from './inner-programs.ts'
import { keyOfPolicy } from './key-of-policy.ts'
import { columnsRead } from './kernel/columns-read.ts'
import { createRowMasker } from './kernel/row-masker-of.ts'
import type { LoadedPolicy } from './policy-file.ts'
import type { Treatment } from './policy/treatment.ts'
import type { Program } from './programs/program.ts'

/** Masks values of one column, as they are masked in a dump. */
type ValueMasker = (value: string | null) => string | null

const made = new WeakMap<LoadedPolicy, Map<string, ValueMasker>>()

/**
 * The mask that a value of `table`.`column` gets by `policy`, without a dump: for whoever stands outside of
 * the databases and knows a customer by number, such as a mock or a step. It is the mask that stands in the
 * copies of the same set, when the column there is wide enough that nothing is cut.
 *
 * @param table - as the dump names it; the schema of the policy may be left out.
 * @throws POLIGON_POLICY_UNCOVERED when the policy says nothing about the column;
 *   POLIGON_POLICY_REFUSED when the mask depends on other columns of the row; POLIGON_KEY_REFUSED,
 *   POLIGON_VALUE.
 */
export function maskValue(
  policy: LoadedPolicy,
  key: MaskingKey,
  table: string,
  column: string,
  value: string | null,
  set?: string,
): string | null {
  const scoped = keyOfPolicy(policy, key, set)
  const known = made.get(policy) ?? new Map<string, ValueMasker>()
  made.set(policy, known)
  const id = JSON.stringify([scoped.id, table, column])
  let masker = known.get(id)
  if (!masker) {
    masker = maskerOf(policy, scoped, table, column)
    known.set(id, masker)
  }
  return masker(value)
}

function maskerOf(
  policy: LoadedPolicy,
  scoped: MaskingKey,
  table: string,
  column: string,
): ValueMasker {
  const book = ruleBook(policy)
  const { engine, schema = engine === 'postgres' ? 'public' : undefined } = policy.header.source
  // Tables of files are like those of PostgreSQL without a schema.
  const family = engine === 'files' ? 'postgres' : engine
  const shapes = [table, ...(schema === undefined ? [] : [`${schema}.${table}`])].map((one) =>
    shapeOf(one, family, column),
  )
  const found = shapes
    .map((shape) => ({ shape, decided: book.treatment(shape, column) }))
    .find(({ decided }) => decided !== undefined)
  if (!found?.decided)
    throw new PoligonError('POLIGON_POLICY_UNCOVERED', {
      what: say`The policy does not say what happens to this column.`,
      place: { file: policy.file, table, field: column },
      remedy: say`Check the names; tables are written as the dump names them.`,
    })
  const { shape, decided } = found
  const { verb } = decided.value
  if (verb === 'when' || verb === 'chosen') throw dependent(decided, table, column)
  const kind = kindFor(decided.value, policy)
  const typed = shapeOf(shape.name, family, column, kind)
  const program = compileTreatment(decided.value, {
    table: typed,
    column: typed.columns[0] as ColumnShape,
    decided,
    transformers: policy.transformers,
    locale: policy.locale,
    lookups: new Map(),
    tableNamed: () => undefined,
    nested: false,
  })
  if (columnsRead(program).length > 0 || (book.person(shape) && followsPerson(program)))
    throw dependent(decided, table, column)
  const { prf = 'blake2s' } = policy.header.key
  const masker = createRowMasker(
    {
      shape: typed,
      rows: 'masked',
      columns: [{ column, treatment: 'mask', transformer: name(column), program }],
    },
    [column],
    { bytes: scoped.bytes.reveal(), prf },
    undefined,
  )
  if (masker.writes.length === 0) return (value) => value
  return (value) => {
    const [mask] = masker.mask([value === null ? null : Buffer.from(value)])
    return mask ? Buffer.from(mask).toString() : null
  }
}

const dependent = (decided: Decided<Treatment>, table: string, column: string) =>
  refusal(decided, table, column, {
    what: say`What this column gets depends on other columns of its row, so that a value alone has no mask.`,
    remedy: say`Ask for a column that follows its own value: e-mail, phone, tax numbers, user names, ids.`,
  })

const shapeOf = (
  table: string,
  family: TableShape['family'],
  column: string,
  kind: ColumnKind = 'text',
): TableShape => ({
  name: table,
  family,
  columns: [
    {
      name: column,
      kind,
      declared: kind,
      nullable: true,
      generated: false,
      caseInsensitive: false,
    },
  ],
  uniqueKeys: [],
  foreignKeys: [],
})

/** In a table with persons it is made from the person of the row. */
const followsPerson = (program: Program): boolean =>
  ('subject' in program && program.subject.follows !== 'value') ||
  innerPrograms(program).some(followsPerson)

/** Text, unless the transformer is for something else alone. */
function kindFor(treatment: Treatment, { transformers }: LoadedPolicy): ColumnKind {
  if (treatment.verb !== 'mask') return 'text'
  const accepts = transformers.get(treatment.transformer)?.accepts ?? []
  return accepts.includes('text') ? 'text' : (accepts[0] ?? 'text')
}
