import { PoligonError } from '../../core/errors.ts'
import type { BytePool } from '../kernel/byte-pool.ts'
import type { DefinitionMasker } from '../definitions/definition-masker.ts'
import { maskStatements } from '../definitions/mask-statements.ts'
import { locatedIn } from '../ledger/located-in.ts'
import type { RowRuns } from '../ledger/row-runs.ts'
import type { Batch, NumberedSegment } from '../dialects/cutter.ts'
import type { FilteredBatch } from '../subset/leave-out-rows.ts'
import type { MaskPlan } from '../plan.ts'
import type { DumpSource } from '../sources/dump-source.ts'
import { sourceChanged } from '../sources/source-changed.ts'
import { dataTreatment } from './data-statements.ts'
import type { Lanes } from './lanes.ts'
import { createLargeObjectMasker } from './large-objects.ts'
import { dropped, type Runs } from './mask-rows.ts'
import { batches } from './survey.ts'
import type { LookTask } from './batch-work.ts'
import { BatchFailure } from './mask-threads.ts'
import { unpackFailure, type PackedFailure } from './worker-message.ts'
import type { BatchPool } from './worker-pool.ts'

/** Masked bytes, and the segments that are left, with their new positions. */
export interface MaskedBatch {
  /** Bytes of the source, unpacked, up to the end of it. */
  readonly end: number
  /** An earlier run has written it to the target. */
  readonly passed: boolean
  readonly bytes: Buffer<ArrayBuffer>
  readonly segments: readonly NumberedSegment[]
  /** Why it could not be looked at; told where it begins in the copy. */
  readonly unseen?: (offset: number) => PoligonError
}

export interface MaskingPass {
  readonly source: DumpSource
  readonly plan: MaskPlan
  readonly lanes: Lanes
  readonly pool: BatchPool
  readonly memory: BytePool
  /** Takes rows out that do not stay. */
  readonly filter: (batch: Batch) => FilteredBatch
  /** Undefined: definitions are copied. */
  readonly definitions: DefinitionMasker | undefined
  /** What must be known to look at what becomes of these segments; undefined: nobody looks. */
  readonly look: ((segments: readonly NumberedSegment[]) => LookTask) | undefined
  /** Bytes of the source, unpacked, that an earlier run has masked: the end of a batch. */
  readonly from: number
  /** Mask what an earlier run has masked once more, to have its bytes. */
  readonly again: boolean
  readonly signal: AbortSignal
  readonly onRead: (bytes: number) => void
}

/**
 * Reads the dump and yields it masked, in its order.
 *
 * @throws POLIGON_VALUE, POLIGON_DUMP_SYNTAX with table, row and byte offset.
 */
export async function* maskBatches(pass: MaskingPass): AsyncGenerator<MaskedBatch> {
  const queue: Promise<MaskedBatch>[] = []
  const largeObjects =
    pass.plan.largeObjects === 'placeholder' ? createLargeObjectMasker() : undefined
  for await (const batch of batches(pass.source, pass.signal, pass.onRead, pass.memory)) {
    const end = batch.offset + batch.bytes.length
    const left = pass.filter(batch)
    const defined = pass.definitions ? maskStatements(left, pass.definitions, pass.memory) : left
    const filtered = largeObjects ? largeObjects(defined, pass.memory) : defined
    const passed = end <= pass.from
    const masked =
      passed && !pass.again
        ? passOver(filtered, end, pass)
        : maskBatch(filtered, { end, passed }, pass)
    // Looked at in order; until then a failure must not count as unhandled.
    masked.catch(() => {})
    queue.push(masked)
    if (queue.length >= pass.pool.underWay) yield (await queue.shift()) as MaskedBatch
  }
  for (const masked of queue) yield await masked
}

/** What the batch became is in the target. */
async function passOver(
  { bytes, segments }: FilteredBatch,
  end: number,
  pass: MaskingPass,
): Promise<MaskedBatch> {
  pass.memory.give(bytes)
  const left = segments.filter((segment) => laneNumber(segment, pass) !== dropped)
  return { bytes: nothing, segments: left, end, passed: true }
}

const nothing = Buffer.allocUnsafeSlow(0)

async function maskBatch(
  batch: FilteredBatch,
  place: Pick<MaskedBatch, 'end' | 'passed'>,
  pass: MaskingPass,
): Promise<MaskedBatch> {
  const worked = batch.segments.flatMap((segment) => {
    const lane = laneNumber(segment, pass)
    return lane === undefined ? [] : [{ segment, lane }]
  })
  const look = pass.look?.(batch.segments.filter((one) => laneNumber(one, pass) !== dropped))
  const looked: RowRuns | undefined = look && { ...look, spans: look.spans.slice() }
  const unseen = (failure: PackedFailure | undefined) =>
    failure && looked
      ? { unseen: (offset: number) => locatedIn(failure, looked, offset) }
      : undefined
  if (worked.length === 0) {
    const { segments } = batch
    if (!look) return { bytes: batch.bytes, segments, ...place }
    const { bytes, failure } = await pass.pool.look(batch.bytes, look)
    return { bytes, segments, ...place, ...unseen(failure) }
  }
  const runs: Runs = Float64Array.from(
    worked.flatMap(({ segment, lane }) => [segment.from, segment.to, lane]),
  )
  try {
    const { bytes, ends, failure } = await pass.pool.mask(batch.bytes, runs, look)
    const moves = new Map(worked.map(({ segment }, run) => [segment, ends[run] as number]))
    return {
      bytes,
      segments: moved(batch.segments, moves),
      ...place,
      ...unseen(failure),
    }
  } catch (failure) {
    throw failure instanceof BatchFailure
      ? located(
          failure,
          batch,
          worked.map(({ segment }) => segment),
        )
      : failure
  }
}

/** The number of the lane, {@link dropped}, or undefined when the segment is copied. */
function laneNumber(segment: NumberedSegment, { plan, lanes }: MaskingPass): number | undefined {
  if (segment.kind === 'statement') return undefined
  if (segment.kind === 'data') {
    const treatment = dataTreatment(segment, plan)
    if (treatment === 'refuse') throw sourceChanged()
    return treatment === 'drop' ? dropped : undefined
  }
  // A table without rows need not be in the plan.
  if (
    segment.kind !== 'rows' &&
    !plan.tables.some(({ shape }) => shape.name === segment.bulk.table)
  )
    return undefined
  const lane = lanes.of(segment.bulk)
  if (lane.treatment === 'drop') return dropped
  return lane.treatment === 'mask' && segment.kind === 'rows' ? lane.number : undefined
}

function moved(
  segments: readonly NumberedSegment[],
  ends: ReadonlyMap<NumberedSegment, number>,
): NumberedSegment[] {
  let from = 0
  return segments.flatMap((segment) => {
    const to = ends.get(segment) ?? from + segment.to - segment.from
    const here = { ...segment, from, to }
    from = to
    return here.to > here.from ? [here] : []
  })
}

function located(
  { details }: BatchFailure,
  batch: FilteredBatch,
  runs: readonly NumberedSegment[],
): PoligonError {
  const segment = runs[details.run]
  const at = Math.max(details.at, segment?.from ?? 0)
  const place =
    segment && segment.kind === 'rows'
      ? { table: segment.bulk.table, ...batch.place(segment, details.row, at) }
      : { byteOffset: batch.offset + at }
  return unpackFailure(details, place)
}
