import type { TableName } from '../../core/contracts/dump.ts'
import { innerPrograms } from '../inner-programs.ts'
import type { ColumnPlan, MaskPlan } from '../plan.ts'
import type { Program } from '../programs/program.ts'
import type { Collected } from './collect-originals.ts'
import { judgeOwnFinds, type Births, type OwnFinding } from './judge-own.ts'
import type { CollectingPlan, Grade, Leaf } from './leaves.ts'
import { statements, type ColumnFinds, type Finds } from './search-rows.ts'

/** Originals of one kind that were found in one column. */
export interface Finding {
  /** Empty: in the statements between the rows. */
  readonly table: TableName
  readonly column: string
  /** What the originals are: mostly the transformer that should have masked them. */
  readonly kind: string
  /** Fields that hold one. */
  readonly rows: number
}

/**
 * `kept`: the original has it there too, and the policy keeps it; `chance`: masks are like it; `unsure`: there is more
 * of it than by chance, and somebody should look where it comes from.
 */
export type Reason = 'kept' | 'chance' | 'unsure'

/** A find that is no leak, and why. */
export interface Explained extends Finding {
  readonly why: Reason
  /** Of what is kept: why, in the words of the policy. */
  readonly reason?: string
  /**
   * Of chance: how likely it is that a field of the column holds such a value. Of numbers it follows from how
   * many originals there are; words are found as often as they were found here.
   */
  readonly probability?: number
}

export interface Judgement {
  readonly leaks: readonly Finding[]
  readonly explained: readonly Explained[]
  /** Tables with columns that are compared row by row, where the rows could not be put side by side. */
  readonly unaligned: readonly TableName[]
}

interface Case {
  readonly plan: MaskPlan
  readonly collecting: CollectingPlan
  readonly births: Births
  readonly leaves: CollectingPlan['leaves']
  readonly collected: Collected
  readonly finds: Finds
  /** Rows of each table that were put into the copy, in their order, where that is known. */
  readonly rowsInCopy?: (table: TableName) => number
  /** Of the original, where it was searched; see {@link needsOriginal}. */
  readonly before?: Finds
}

/** Of a table that is compared in part by rows that may have moved, so many must be equal to tell. */
const mostlySame = 0.5
const fewToTell = 10

/** The columns of the original that must be searched too, to know what stood there before. */
export function needsOriginal(one: Case): ReadonlyMap<TableName, ReadonlySet<string>> {
  const wanted = new Map<TableName, Set<string>>()
  eachFind(one, ({ table, column, finds, treatment }) => {
    if (treatment !== 'kept' || hasSameValues(one, table, column, finds)) return
    const asks = [...finds.fields.keys()].some((leaf) => {
      const grade = one.leaves[leaf]?.grade
      return grade === 'unsure' || grade === 'weak'
    })
    if (asks) wanted.set(table, (wanted.get(table) ?? new Set()).add(column))
  })
  return wanted
}

/** Tells leaks from what has another reason. */
export function judge(one: Case): Judgement {
  const leaks = new Map<string, Finding>()
  const explained = new Map<string, Explained>()
  const unaligned = new Set<TableName>()
  eachFind(one, ({ table, column, finds, treatment, pure, reason }) => {
    const place = { table, column }
    const fields = Math.max(1, finds.sums.rows)
    const put = (kind: string, rows: number, why?: Reason, expected?: number) => {
      if (rows <= 0) return
      const key = JSON.stringify([table, column, kind, why])
      const into = why === undefined ? leaks : explained
      const sum = rows + (into.get(key)?.rows ?? 0)
      if (why === undefined) leaks.set(key, { ...place, kind, rows: sum })
      else
        explained.set(key, {
          ...place,
          kind,
          rows: sum,
          why,
          ...(why === 'kept'
            ? reason === undefined
              ? {}
              : { reason }
            : { probability: rounded((expected ?? sum) / fields) }),
        })
    }
    const putOwn = ({ kind, rows, is, probability }: OwnFinding) => {
      if (is !== 'leak') put(kind, rows, is, probability * fields)
      else if (!leaks.has(JSON.stringify([table, column, kind, undefined]))) {
        explained.delete(JSON.stringify([table, column, kind, 'kept']))
        put(kind, rows)
      }
    }
    let sameRows = 0
    if (one.collected.changed.get(table)?.has(column) && finds.sums.rows > 0) {
      const aligned = isAligned(one, table)
      if (!aligned && finds.compared > 0) unaligned.add(table)
      const told = aligned
        ? finds.sameRows > 0
        : finds.compared >= fewToTell && finds.sameRows > finds.compared * mostlySame
      if (told) {
        sameRows = finds.sameRows
        const leaf = one.leaves.find(
          (leaf) => leaf?.changes && leaf.table === table && leaf.column === column,
        )
        put(leaf?.kind ?? 'value', sameRows)
      }
    }
    const numbers = sum(finds, one, ({ form }) => form === 'number')
    const byChance = numbers <= limitOf(finds.chance)
    for (const [number, rows] of finds.fields) {
      const leaf = one.leaves[number] as Leaf
      const { kind, grade } = leaf
      if (leaf.form === 'number' && byChance && grade !== 'weak')
        put(kind, rows, 'chance', finds.chance)
      else if (treatment === 'masked') {
        const own = leaf.table === table && leaf.column === column
        const ownOrNoWords = own || !inventsWords(one, table, column)
        if (grade === 'sure' || (grade === 'unsure' && pure && ownOrNoWords)) {
          if (sameRows === 0) put(kind, rows)
        } else put(kind, rows, 'chance')
      } else if (isTellingAnywhere(grade)) put(kind, rows)
      else if (table === statements) put(kind, rows, 'chance')
      else if (treatment === 'unknown') put(kind, rows, grade === 'weak' ? 'chance' : undefined)
      else if (hasSameValues(one, table, column, finds)) put(kind, rows, 'kept')
      else {
        const before = one.before?.get(table)?.get(column)?.fields.get(number) ?? 0
        put(kind, Math.min(rows, before), 'kept')
        put(kind, rows - before)
      }
    }
    const own = judgeOwnFinds(one.collecting, table, column, finds.own)
    own.forEach(putOwn)
    const births = own.length > 0 ? undefined : one.births.judge(finds.days)
    if (births) putOwn(births)
  })
  return {
    leaks: [...leaks.values()],
    explained: [...explained.values()],
    unaligned: [...unaligned],
  }
}

/** Its masks are put together from words, and may be like what stands elsewhere. */
const inventsWords = ({ leaves }: Case, table: TableName, column: string) =>
  leaves.some(
    (leaf) =>
      leaf?.table === table &&
      leaf.column === column &&
      (leaf.grade === 'invented' || wordy.has(leaf.kind)),
  )
const wordy = new Set([
  'city',
  'region',
  'country',
  'jobTitle',
  'firstName',
  'lastName',
  'template',
  'freeText',
  'userAgent',
  'lookup',
])

const isTellingAnywhere = (grade: Grade) => grade === 'sure' || grade === 'invented'

const rounded = (share: number) => Number(share.toPrecision(3))

/** So many finds among numbers that mean nothing are no wonder: five standard deviations. */
const limitOf = (chance: number) => (chance < 0.05 ? 0 : chance + 5 * Math.sqrt(chance) + 1)

function sum(finds: ColumnFinds, { leaves }: Case, wanted: (leaf: Leaf) => boolean): number {
  let all = 0
  for (const [number, rows] of finds.fields) if (wanted(leaves[number] as Leaf)) all += rows
  return all
}

/** The rows of both can be put side by side: a column that is kept has the same values in the same order. */
function isAligned({ collected, finds, rowsInCopy }: Case, table: TableName): boolean {
  const columns = finds.get(table)
  if (rowsInCopy) {
    const [some] = columns?.values() ?? []
    return some !== undefined && some.sums.rows === rowsInCopy(table)
  }
  if ([...(columns?.values() ?? [])].every(({ sums }) => sums.rows <= 1)) return true
  const kept = [...(collected.kept.get(table) ?? [])]
  const varied = kept.filter(([, sums]) => sums.varied)
  return varied.some(([column, sums]) => {
    const now = columns?.get(column)?.sums
    return now !== undefined && now.sameOrder(sums)
  })
}

function hasSameValues(
  { collected }: Case,
  table: TableName,
  column: string,
  { sums }: ColumnFinds,
): boolean {
  return collected.kept.get(table)?.get(column)?.sameValues(sums) ?? false
}

interface Find {
  readonly table: TableName
  readonly column: string
  readonly finds: ColumnFinds
  /** `unknown`: the original has no such column. */
  readonly treatment: 'kept' | 'masked' | 'unknown'
  /** Nothing of the values passes. */
  readonly pure: boolean
  /** Why it is kept. */
  readonly reason?: string
}

function eachFind({ plan, finds }: Case, look: (find: Find) => void): void {
  const tables = new Map(plan.tables.map((table) => [table.shape.name, table]))
  for (const [table, columns] of finds)
    for (const [column, inColumn] of columns) {
      const planned = tables.get(table)?.columns.find((one) => one.column === column)
      look({ table, column, finds: inColumn, ...treatmentOf(planned) })
    }
}

function treatmentOf(planned: ColumnPlan | undefined): Pick<Find, 'treatment' | 'pure' | 'reason'> {
  if (!planned) return { treatment: 'unknown', pure: false }
  if (planned.treatment === 'keep')
    return { treatment: 'kept', pure: false, reason: planned.reason }
  return { treatment: 'masked', pure: isPure(planned.program) }
}

function isPure(program: Program): boolean {
  if (program.op === 'keep') return false
  if (program.op === 'walk' && program.otherPaths === 'keep') return false
  return innerPrograms(program).every(isPure)
}
