import { randomBytes } from 'node:crypto'
import type { TableName } from '../../core/contracts/dump.ts'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import type { Relation } from '../bind/relations.ts'
import type { KernelKey } from '../kernel/keyed-function.ts'
import type { MaskPlan } from '../plan.ts'
import type { BytePool } from '../kernel/byte-pool.ts'
import type { Lanes } from '../pipeline/lanes.ts'
import type { Survey } from '../pipeline/survey.ts'
import type { BatchPool } from '../pipeline/worker-pool.ts'
import type { DumpSource } from '../sources/dump-source.ts'
import type { SubsetPlan } from './bind-subset.ts'
import { Bits } from './bits.ts'
import { closeOver, keepOthers } from './close.ts'
import type { KeysSetup } from './key-work.ts'
import type { Lot } from './lot-looks.ts'
import { readRows, type TakeWords } from './read-rows.ts'
import { referenceGraph, type ReferenceGraph } from './reference-graph.ts'
import type { KeyOfRows } from './reference-looks.ts'
import { resolveReferences } from './resolve.ts'
import { RowNumbers } from './row-numbers.ts'
import { openScratch, type ScratchList } from './scratch.ts'
import { tableRoles, type TableRole } from './table-roles.ts'

/** Which rows of a table stay: all, none, or those in `rows`, whose numbers start with `first`. */
export type StayingRows = 'all' | 'none' | { readonly first: number; readonly rows: Bits }

/** What stays of a dump. */
export interface Selection {
  of(table: TableName): StayingRows
}

export interface Selecting {
  readonly source: DumpSource
  readonly plan: MaskPlan
  readonly survey: Survey
  readonly lanes: Lanes
  readonly subset: SubsetPlan | undefined
  readonly key: KernelKey
  readonly persons: SharedArrayBuffer | undefined
  /** Whose threads look at the rows. */
  readonly pool: BatchPool
  readonly memory: BytePool
  readonly signal: AbortSignal
  readonly onRead: (bytes: number) => void
}

/**
 * Chooses the rows of a subset, and of tables that are taken in part; undefined when all rows stay. Reads the
 * dump once when rows must be looked at.
 *
 * @throws POLIGON_DUMP_SYNTAX with table, row and byte offset; POLIGON_POLICY_UNMATCHED when a subset has no
 *   row to start from.
 */
export async function selectRows(selecting: Selecting): Promise<Selection | undefined> {
  const { plan, survey, subset } = selecting
  const present = plan.tables.filter(({ rows }) => rows !== 'empty')
  const taken = present.filter(({ take }) => take !== undefined)
  if (!subset && taken.length === 0) return undefined
  const inPlay = new Set(present.map(({ shape }) => shape.name))
  const relations = subset ? relationsAmong(inPlay, plan.relations) : []
  const roles: ReadonlyMap<TableName, TableRole> = subset
    ? tableRoles(
        subset.roots.map(({ table }) => table.shape.name),
        [...inPlay],
        relations,
      )
    : new Map([...inPlay].map((table) => [table, 'whole']))
  const left = (table: TableName) => subset?.others === 'empty' && roles.get(table) !== 'chosen'
  const isRead = ({ shape, take }: MaskPlan['tables'][number]) =>
    !left(shape.name) && (roles.get(shape.name) !== 'whole' || take !== undefined)
  const read = present.filter(isRead)
  checkReadable(
    selecting,
    new Set([...read.map(({ shape }) => shape.name), ...[...inPlay].filter(left)]),
  )
  const numbers = new RowNumbers(
    new Map(read.map(({ shape }) => [shape.name, survey.rows.get(shape.name) ?? 0])),
  )
  const kept = await keptRows({ ...selecting, relations, roles, numbers })
  return {
    of(table) {
      if (left(table)) return 'none'
      const count = numbers.count(table)
      return count === 0 ? 'all' : { first: numbers.first(table), rows: kept }
    },
  }
}

interface Choosing extends Selecting {
  readonly relations: readonly Relation[]
  readonly roles: ReadonlyMap<TableName, TableRole>
  readonly numbers: RowNumbers
}

async function keptRows(choosing: Choosing): Promise<Bits> {
  const { plan, subset, key, relations, roles, numbers } = choosing
  using scratch = openScratch()
  const shapes = new Map(plan.tables.map(({ shape }) => [shape.name, shape]))
  const graph = referenceGraph(relations, shapes, numbers, scratch)
  const followed = new Bits(numbers.size)
  const drawn = new Bits(numbers.size)
  const looks = new Map<TableName, { keys: KeyOfRows[]; lots: Lot[] }>()
  const takers = new Map<TableName, TakeWords[]>()
  const into = (list: ScratchList) => (words: Int32Array) => list.pushAll(words)
  const addTo = (rows: Bits, table: TableName) => (words: Int32Array, first: number) => {
    const from = numbers.first(table) + first
    for (let i = 0; i < words.length; i++) if (words[i] !== 0) rows.add(from + i)
  }
  for (const table of shapes.keys()) {
    if (numbers.count(table) === 0) continue
    const keys = keysOf(table, graph)
    const roots = (subset?.roots ?? [])
      .filter((one) => one.table.shape.name === table)
      .map(({ table: planned, root }) => ({
        lot: { table: planned, where: root.where, share: root.share },
        rows: followed,
      }))
    const shares = plan.tables.flatMap((planned) =>
      planned.shape.name === table && planned.take && 'share' in planned.take
        ? [
            {
              lot: { table: planned, where: undefined, share: planned.take.share },
              rows: drawn,
            },
          ]
        : [],
    )
    const lots = [...roots, ...shares]
    looks.set(table, { keys: keys.map(({ key }) => key), lots: lots.map(({ lot }) => lot) })
    takers.set(table, [
      ...keys.map(({ hashes }) => into(hashes)),
      ...lots.map(({ rows }) => addTo(rows, table)),
    ])
  }
  const setup: KeysSetup = {
    dialect: choosing.source.dialect.name,
    tables: shapes,
    looks,
    runKey: randomBytes(32),
    key,
    persons: choosing.persons,
  }
  await readRows({ ...choosing, setup, takers })
  const kept = new Bits(numbers.size)
  if (subset) {
    if (followed.count === 0)
      throw new PoligonError('POLIGON_POLICY_UNMATCHED', {
        what: say`No row is there for the subset to start from.`,
        remedy: say`Widen its condition or its share.`,
      })
    kept.addAllOf(followed)
  }
  const references = resolveReferences(graph, numbers, scratch)
  closeOver({ followed, kept }, references, numbers)
  for (const [table, role] of roles)
    if (role !== 'chosen') kept.addRange(numbers.first(table), numbers.count(table))
  keepOthers(kept, references, roles, numbers)
  for (const { shape, take } of plan.tables) {
    const first = numbers.first(shape.name)
    const count = numbers.count(shape.name)
    if (!take) continue
    for (let row = first; row < first + count; row++)
      if ('first' in take ? row - first >= take.first : !drawn.has(row)) kept.remove(row)
  }
  return kept
}

/** What the lists of a graph get from the rows of `table`. */
function keysOf(
  table: TableName,
  graph: ReferenceGraph,
): readonly { readonly key: KeyOfRows; readonly hashes: ScratchList }[] {
  const referred = graph.keys.flatMap(({ tables, columns, hashes: all }) => {
    const hashes = all.get(table)
    const form = { tables, columns }
    return hashes ? [{ key: { columns, form, when: undefined }, hashes }] : []
  })
  const referring = graph.references.flatMap(({ relation, key, hashes: all }) => {
    const hashes = all.get(table)
    const { from, when } = relation
    const form = { tables: key.tables, columns: key.columns }
    return hashes ? [{ key: { columns: from.columns, form, when }, hashes }] : []
  })
  return [...referred, ...referring]
}

/** The relations between tables that have rows, with those tables alone. */
function relationsAmong(
  present: ReadonlySet<TableName>,
  relations: readonly Relation[],
): readonly Relation[] {
  const among = (tables: readonly TableName[]) => tables.filter((table) => present.has(table))
  return relations
    .map((relation) => ({
      ...relation,
      from: { ...relation.from, tables: among(relation.from.tables) },
      to: { ...relation.to, tables: among(relation.to.tables) },
    }))
    .filter(({ from, to }) => from.tables.length > 0 && to.tables.length > 0)
}

/** Rows in statements that cannot be cut into rows can only stay all. */
function checkReadable({ survey }: Selecting, chosen: ReadonlySet<TableName>): void {
  const found = survey.dataStatements.find(({ table }) => table !== undefined && chosen.has(table))
  if (!found) return
  const { table = '', byteOffset } = found
  throw new PoligonError('POLIGON_DUMP_SYNTAX', {
    what: say`Rows of ${name(table)} are written in a form from which no part can be taken.`,
    remedy: say`Take the dump with pg_dump, mysqldump or mariadb-dump.`,
    place: { table, byteOffset },
  })
}
