import type { TableName } from '../../../core/contracts/dump.ts'
import type { ColumnShape, TableShape } from '../../column.ts'
import type { ColumnSamples } from '../column-samples.ts'
import type { JudgedColumn } from '../judge-table.ts'
import type { Kind } from '../kinds.ts'
import { containedIn, type KnownValues } from './contained.ts'
import {
  isAlike,
  type ColumnOf,
  type ProposedRelation,
  type ValuesOf,
} from './proposed-relation.ts'

/** By what rows of persons are joined where there is no number. */
const joining = new Set<Kind>(['email', 'username', 'national_id'])

/** Different values that are enough, of columns with one name and of others. */
const fewestOfOneName = 2
const fewest = 5
const leastContained = 0.6

/**
 * Columns whose values are those of a column of the same kind that tells the rows of another table apart.
 *
 * @param known - relations between tables that names tell already.
 */
export function sharedValueRelations(
  tables: readonly TableShape[],
  judged: ReadonlyMap<TableName, readonly JudgedColumn[]>,
  valuesOf: ValuesOf,
  known: readonly ProposedRelation[],
): readonly ProposedRelation[] {
  const columns = tables.flatMap((table) =>
    (judged.get(table.name) ?? []).flatMap((one): Candidate[] => {
      const shape = table.columns.find(({ name }) => name === one.column)
      const values = valuesOf({ table: table.name, column: one.column })
      if (!joining.has(one.kind) || !shape || !values) return []
      const at: ColumnOf = { table: table.name, column: one.column }
      return [{ at, kind: one.kind, table, shape, values }]
    }),
  )
  const distinct = columns.filter(
    ({ table, shape, values: { samples, isWhole } }) =>
      isUnique(table, shape.name) || (isWhole && differentIn(samples) >= samples.filled * 0.8),
  )
  const holders = holdersByHash(distinct)
  return columns.flatMap((child): ProposedRelation[] => {
    const fits = sharing(child, holders)
      .filter((parent) => mayHold(parent, child, known))
      .map((parent) => ({ parent, share: containedIn(child.values, parent.values) ?? 0 }))
      .filter(({ share }) => share >= leastContained)
      .toSorted(
        (a, b) =>
          b.share - a.share || b.parent.values.samples.filled - a.parent.values.samples.filled,
      )
    const [best] = fits
    if (!best) return []
    const values = `values: ${Math.round(best.share * 100)} % are there`
    return [{ from: child.at, to: best.parent.at, evidence: [`kind: ${child.kind}`, values] }]
  })
}

/** More tables than that with the same persons are copies of each other. */
const mostHolders = 20

type Holders = ReadonlyMap<number, readonly Candidate[]>

function holdersByHash(columns: readonly Candidate[]): Holders {
  const holders = new Map<number, Candidate[]>()
  for (const column of columns)
    for (const hash of column.values.samples.hashes) {
      const known = holders.get(hash)
      if (!known) holders.set(hash, [column])
      else if (known.length < mostHolders) known.push(column)
    }
  return holders
}

/** Those that hold any of the child's values: not all pairs of columns are compared. */
const sharing = (child: Candidate, holders: Holders): readonly Candidate[] => [
  ...new Set([...child.values.samples.hashes].flatMap((hash) => holders.get(hash) ?? [])),
]

interface Candidate {
  readonly at: ColumnOf
  readonly kind: Kind
  readonly table: TableShape
  readonly shape: ColumnShape
  readonly values: KnownValues
}

function mayHold(parent: Candidate, child: Candidate, known: readonly ProposedRelation[]): boolean {
  if (parent.kind !== child.kind || parent.table === child.table) return false
  const [own, theirs] = [child.values.samples, parent.values.samples]
  if (!isAlike(parent.shape, child.shape)) return false
  // Of two lists of the same persons the one that others refer to is the one that is referred to.
  const asked = (one: Candidate) => known.filter(({ to }) => to.table === one.table.name).length
  const isList = differentIn(own) >= own.filled * 0.8
  const order = asked(parent) - asked(child) || theirs.filled - own.filled
  if (isList && order <= 0) return false
  if (parent.shape.name === child.shape.name) return own.hashes.size >= fewestOfOneName
  const isJoined = known.some(
    ({ from, to }) => from.table === child.table.name && to.table === parent.table.name,
  )
  return own.hashes.size >= fewest && !isJoined
}

/** How many different values were seen, estimated from the smallest of their hashes (Bar-Yossef et al., 2002). */
function differentIn({ hashes, isAll }: ColumnSamples): number {
  return isAll ? hashes.size : ((hashes.size - 1) * 2 ** 32) / Math.max(...hashes)
}

const isUnique = (table: TableShape, column: string): boolean =>
  table.uniqueKeys.some((key) => key.length === 1 && key[0] === column)
