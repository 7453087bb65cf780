import { randomInt } from 'node:crypto'
import type { TableName } from '../../core/contracts/dump.ts'
import { name, say, type Redacted } from '../../core/redacted.ts'
import type { TableShape } from '../column.ts'
import type { NumberedSegment } from '../dialects/cutter.ts'
import type { Dialect } from '../dialects/dialect.ts'
import type { BytePool } from '../kernel/byte-pool.ts'
import { Room } from '../kernel/room.ts'
import type { LookTask } from '../pipeline/batch-work.ts'
import { pass, type BoundSource } from '../pipeline/bind-source.ts'
import type { BatchPool } from '../pipeline/worker-pool.ts'
import { openScratch } from '../subset/scratch.ts'
import type { Selection } from '../subset/select-rows.ts'
import { collectOriginals } from './collect-originals.ts'
import { judge, needsOriginal, type Finding, type Judgement } from './judge.ts'
import { createBirths } from './judge-own.ts'
import { collectingPlan } from './leaves.ts'
import { canShareOriginals } from './ledger.ts'
import { lookThrough } from './look-through.ts'
import { addUp } from './looked.ts'
import { Originals } from './originals.ts'
import { printedColumns } from './own-parts.ts'
import { countInCopy } from './rows-in-copy.ts'
import { createRowCounter, eachRun, rowRunsOf } from './row-runs.ts'
import { statements, type Finds } from './search-rows.ts'

/** What a comparison of a copy with its original found; free of any value of the data. */
export interface Compared extends Judgement {
  /** Masks by which somebody could be reached or charged, outside of the ranges that belong to nobody. */
  readonly reachable: readonly Finding[]
  readonly rows: number
  readonly fields: number
  /** In those fields. */
  readonly bytes: number
  /** Fields and statements in which something is compressed that was not looked into to its end. */
  readonly unread: number
  /** Different original values that were looked for. */
  readonly originals: number
}

/** Holds the originals of one dump while a copy of it is looked through. */
export interface Comparison extends AsyncDisposable {
  /** What it takes to look at these segments of the copy, which come in their order. */
  readonly prepare: (segments: readonly NumberedSegment[]) => LookTask
  /** Tells what was found, when the whole copy was looked at; may read a part of the original again. */
  finish(): Promise<Compared>
}

interface Comparing {
  readonly original: BoundSource
  /** Of the copy. */
  readonly copy: { readonly dialect: Dialect; readonly tables: readonly TableShape[] }
  /** The rows that the copy is made of; undefined: all, or it is not known. */
  readonly selection?: Selection | undefined
  /** Collects, and is told how to look. */
  readonly pool: BatchPool
  readonly memory: BytePool
  readonly quiet: boolean
  readonly signal: AbortSignal
}

/**
 * Reads the originals that the policy masks or drops.
 *
 * @throws POLIGON_DUMP_SYNTAX with table, row and byte offset; POLIGON_VALUE where masking would stop.
 */
export async function openComparison(comparing: Comparing): Promise<Comparison> {
  const { original, copy, selection, pool, memory, quiet, signal } = comparing
  const { source, found } = original
  const plan = collectingPlan(original.plan)
  const leaves = plan.leaves.length
  const scratch = openScratch()
  const ownKey = randomInt(2 ** 31)
  const { tables, optOuts, locale } = original.plan
  const originals = canShareOriginals(leaves)
    ? new Originals({ leaves, most: mostOriginals(original), scratch })
    : undefined
  pool.collectWith({
    dialect: source.dialect.name,
    tables: found.tables,
    plan: { tables, optOuts, locale },
    shared: originals?.shared,
    ownKey,
  })
  const collected = await pass(say`reading originals`, quiet, source, (onRead) =>
    collectOriginals({ source, plan, pool, memory, originals, selection, scratch, signal, onRead }),
  ).catch((failure: unknown) => {
    scratch[Symbol.dispose]()
    throw failure
  })
  const sealed = originals?.seal()
  const lookWith = (
    { dialect, tables }: Comparing['copy'],
    wanted?: ReadonlyMap<TableName, ReadonlySet<string>>,
  ) => pool.lookWith({ dialect: dialect.name, tables, originals: sealed, wanted })
  lookWith(copy)
  const count = createRowCounter()

  /** Looks at columns of the original, to know what stood there before. */
  async function searchOriginal(wanted: ReturnType<typeof needsOriginal>): Promise<Finds> {
    lookWith({ dialect: source.dialect, tables: found.tables }, wanted)
    const prepare = (segments: readonly NumberedSegment[]): LookTask => ({
      ...rowRunsOf(segments, ({ firstRow }) => firstRow - 1, wanted.has(statements)),
      prints: new Int32Array(0),
    })
    await pass(say`looking at kept columns`, quiet, source, (onRead) =>
      lookThrough({ source, pool, memory, prepare, signal, onRead }),
    )
    return addUp(await pool.looked()).finds
  }

  return {
    [Symbol.asyncDispose]: async () => scratch[Symbol.dispose](),
    prepare(segments) {
      const runs = rowRunsOf(segments, ({ bulk, rows }) => count(bulk.table, rows), true)
      const parts = [...eachRun(runs)].flatMap(({ bulk, firstRow, rows }) =>
        (bulk ? printedColumns(plan, bulk.table) : []).map((column) => ({
          prints: collected.changed.get(bulk?.table ?? '')?.get(column),
          firstRow,
          rows,
        })),
      )
      const size = parts.reduce((sum, { rows }) => sum + rows, 0)
      const prints = new Room(memory.take(size * 4).buffer).words(size)
      let at = 0
      for (const { prints: originals, firstRow, rows } of parts) {
        originals?.read(firstRow, prints.subarray(at, at + rows))
        at += rows
      }
      return { ...runs, prints }
    },
    async finish() {
      const { finds, reachable, originals, ...counts } = addUp(await pool.looked())
      const one = {
        plan: original.plan,
        collecting: plan,
        leaves: plan.leaves,
        births: createBirths(collected.births, ownKey),
        collected,
        finds,
        ...(selection
          ? {
              rowsInCopy: (table: TableName) =>
                countInCopy(selection, table, found.rows.get(table) ?? 0),
            }
          : {}),
      }
      const wanted = needsOriginal(one)
      const before = wanted.size === 0 ? undefined : await searchOriginal(wanted)
      const judged = judge({ ...one, ...(before ? { before } : {}) })
      return { ...judged, ...counts, reachable, originals }
    },
  }
}

/** As if every masked field had another value. */
const mostOriginals = ({ plan, found }: BoundSource): number =>
  plan.tables.reduce(
    (sum, { shape, columns }) =>
      sum +
      (found.rows.get(shape.name) ?? 0) *
        columns.filter(({ treatment }) => treatment !== 'keep').length,
    0,
  )

/** Says where a finding is, and what it is, in one phrase. */
export function findingText({ table, column, kind, rows }: Finding): Redacted {
  const where =
    table === ''
      ? say`between the rows`
      : column === ''
        ? name(table)
        : say`${name(table)}.${name(column)}`
  return say`${where} (${name(kind)}, ${rows} ${rows === 1 ? name('row') : name('rows')})`
}
