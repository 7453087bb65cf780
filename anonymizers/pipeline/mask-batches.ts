import { PoligonError } from '../../core/errors.ts'
import { say } from '../../core/redacted.ts'
import type { BytePool } from '../kernel/byte-pool.ts'
import type { DefinitionMasker } from '../definitions/definition-masker.ts'
import { maskStatements } from '../definitions/mask-statements.ts'
import type { Batch, NumberedSegment } from '../dialects/cutter.ts'
import type { FilteredBatch } from '../subset/leave-out-rows.ts'
import type { MaskPlan } from '../plan.ts'
import type { DumpSource } from '../sources/dump-source.ts'
import { dataTreatment } from './data-statements.ts'
import type { Lanes } from './lanes.ts'
import { dropped, type Runs } from './mask-rows.ts'
import { batches } from './survey.ts'
import { MaskFailure } from './mask-threads.ts'
import type { MaskPool } from './worker-pool.ts'

/** Masked bytes, and the segments that are left, with their new positions. */
export interface MaskedBatch {
  /** Bytes of the source, unpacked, up to the end of it. */
  readonly end: number
  /** An earlier run has written it to the target. */
  readonly passed: boolean
  readonly bytes: Buffer<ArrayBuffer>
  readonly segments: readonly NumberedSegment[]
}

export interface MaskingPass {
  readonly source: DumpSource
  readonly plan: MaskPlan
  readonly lanes: Lanes
  readonly pool: MaskPool
  readonly memory: BytePool
  /** Takes rows out that do not stay. */
  readonly filter: (batch: Batch) => FilteredBatch
  /** Undefined: definitions are copied. */
  readonly definitions: DefinitionMasker | undefined
  /** How many batches may be under way at once: bounds the memory. */
  readonly underWay: number
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
  for await (const batch of batches(pass.source, pass.signal, pass.onRead, pass.memory)) {
    const end = batch.offset + batch.bytes.length
    const left = pass.filter(batch)
    const filtered = pass.definitions ? maskStatements(left, pass.definitions, pass.memory) : left
    const passed = end <= pass.from
    const masked =
      passed && !pass.again
        ? passOver(filtered, end, pass)
        : maskBatch(filtered, { end, passed }, pass)
    // Looked at in order; until then a failure must not count as unhandled.
    masked.catch(() => {})
    queue.push(masked)
    if (queue.length >= pass.underWay) yield (await queue.shift()) as MaskedBatch
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
  if (worked.length === 0) return { bytes: batch.bytes, segments: batch.segments, ...place }
  const runs: Runs = Float64Array.from(
    worked.flatMap(({ segment, lane }) => [segment.from, segment.to, lane]),
  )
  try {
    const masked = await pass.pool.mask(batch.bytes, runs)
    const ends = new Map(worked.map(({ segment }, run) => [segment, masked.ends[run] as number]))
    return { bytes: masked.bytes, segments: moved(batch.segments, ends), ...place }
  } catch (failure) {
    throw failure instanceof MaskFailure
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
    if (treatment === 'refuse') throw changed()
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
  { details }: MaskFailure,
  batch: FilteredBatch,
  runs: readonly NumberedSegment[],
): PoligonError {
  const segment = runs[details.run]
  const at = Math.max(details.at, segment?.from ?? 0)
  const place =
    segment && segment.kind === 'rows'
      ? { table: segment.bulk.table, ...batch.place(segment, details.row, at) }
      : { byteOffset: batch.offset + at }
  const { error } = details
  if (error) return new PoligonError(error.code, { ...error, place: { ...place, ...error.place } })
  const cause = new Error('while masking rows')
  cause.stack = `${cause.message}${details.frames}`
  return new PoligonError('POLIGON_INTERNAL', {
    what: say`Masking stopped by a defect.`,
    remedy: say`Please report it with the version of Poligon and the kind of the column.`,
    place,
    cause,
  })
}

const changed = () =>
  new PoligonError('POLIGON_SOURCE', {
    what: say`The dump changed while it was read.`,
    remedy: say`Wait until it is complete and run again.`,
  })
