import type { TableName } from '../../../core/contracts/dump.ts'
import type { ColumnShape, TableShape } from '../../column.ts'
import type { JudgedColumn } from '../judge-table.ts'
import type { SampledDump } from '../sample-dump.ts'
import { prefixOf } from '../table-role.ts'
import { containedIn } from './contained.ts'
import { keyTables, type KeyTable, type KeyTables } from './key-tables.ts'
import { polymorphicRelations } from './polymorphic.ts'
import { isAlike, type ProposedRelation, type ValuesOf } from './proposed-relation.ts'
import { leadsWithin, referredWords } from './reference-name.ts'
import { sharedValueRelations } from './shared-values.ts'

/** Below this share of values that lead somewhere a name is a coincidence. */
const leastContained = 0.6

/** References that the schema does not declare. */
export function proposeRelations(
  dump: SampledDump,
  judged: ReadonlyMap<TableName, readonly JudgedColumn[]>,
): readonly ProposedRelation[] {
  const { tables } = dump
  const targets = keyTables(tables, prefixOf(tables.map(({ name }) => name)))
  const valuesOf = valuesIn(dump)
  const all = tables.flatMap((table) =>
    table.partitionOf !== undefined
      ? []
      : [
          ...table.columns
            .filter((column) => mayRefer(table, column))
            .flatMap((column) => byName(table, column, targets, valuesOf)),
          ...polymorphicRelations(table, targets, valuesOf),
        ],
  )
  const named = new Set(all.map(({ from }) => JSON.stringify(from)))
  const shared = sharedValueRelations(tables, judged, valuesOf, all)
  return [...all, ...shared.filter(({ from }) => !named.has(JSON.stringify(from)))]
}

function valuesIn({ sampled, rows }: SampledDump): ValuesOf {
  const columns = new Map(
    sampled.flatMap(({ shape, columns: own }) =>
      own.map((samples) => [
        JSON.stringify({ table: shape.name, column: samples.shape.name }),
        { samples, isWhole: samples.rows >= (rows.get(shape.name) ?? 0) },
      ]),
    ),
  )
  return ({ table, column }) => columns.get(JSON.stringify({ table, column }))
}

const mayRefer = (table: TableShape, { name, kind, values, generated }: ColumnShape): boolean =>
  /^(?:integer|decimal|uuid|text)$/.test(kind) &&
  !generated &&
  values === undefined &&
  !table.foreignKeys.some(({ columns }) => columns.includes(name))

function byName(
  table: TableShape,
  column: ColumnShape,
  targets: KeyTables,
  valuesOf: ValuesOf,
): ProposedRelation[] {
  const from = { table: table.name, column: column.name }
  for (const { target, why } of meantBy(table, column, targets)) {
    if (table.inherits?.includes(target.shape.name)) continue
    const to = { table: target.shape.name, column: target.key.name }
    if (!isAlike(column, target.key) || (from.table === to.table && from.column === to.column))
      continue
    const [own, theirs] = [valuesOf(from), valuesOf(to)]
    const share = own && theirs ? containedIn(own, theirs) : undefined
    if (own && own.samples.hashes.size > 0 && !theirs) continue
    if (share === undefined ? isKey(table, column) || why === 'within' : share < leastContained)
      continue
    const values = share === undefined ? [] : [`values: ${Math.round(share * 100)} % are there`]
    return [{ from, to, evidence: [`name: ${why}`, ...values] }]
  }
  return []
}

/** The tables that the name may mean, the likeliest first. */
function meantBy(
  table: TableShape,
  column: ColumnShape,
  targets: KeyTables,
): readonly { readonly target: KeyTable; readonly why: string }[] {
  const words = referredWords(column.name)
  const called = words.flatMap((some) =>
    nearest(table, targets.called(some)).map((target) => ({ target, why: some.join(' ') })),
  )
  const sameKey = nearest(table, targets.keyed(column.name))
    .filter(() => words.length > 0)
    .map((target) => ({ target, why: column.name }))
  const own = targets.all.filter(({ shape }) => shape === table)
  const within = leadsWithin(column.name) ? own.map((target) => ({ target, why: 'within' })) : []
  // The key of a row is a reference only where the other table is called like it.
  if (!isKey(table, column)) return [...called, ...sameKey, ...within]
  return called.slice(0, 1).filter(({ target }) => target.shape !== table)
}

const isKey = ({ primaryKey }: TableShape, { name }: ColumnShape): boolean =>
  primaryKey?.length === 1 && primaryKey[0] === name

/** Of tables with one name in several schemas those of the same; none where it could be any of many. */
function nearest(table: TableShape, targets: readonly KeyTable[]): readonly KeyTable[] {
  const schema = table.name.slice(0, Math.max(0, table.name.lastIndexOf('.')))
  const near = targets.filter(({ shape }) => shape.name.startsWith(`${schema}.`) || schema === '')
  const some = near.length > 0 ? near : targets
  return some.length === 1 ? some : []
}
