import { randomToken } from '../../core/seed.ts'
import { ByteWriter } from '../dialects/byte-writer.ts'
import type { Dialect, RowCodec } from '../dialects/dialect.ts'
import type { Lane, Lanes } from '../pipeline/lanes.ts'
import type { MaskedBatch } from '../pipeline/mask-batches.ts'
import { createRowReader } from '../pipeline/row-reader.ts'
import { showRows } from '../pipeline/show-rows.ts'
import { openScratch } from '../subset/scratch.ts'
import type { Measures } from './bind-measures.ts'
import { combinationReader, createCombinations, type Combinations } from './combinations.ts'
import { checkLimits, type Counted } from './gates.ts'

/** Measures a copy while it is written. */
export interface Statistics extends Disposable {
  /** To be called with every batch, in order, before its memory is given away. */
  see(batch: MaskedBatch): void
  /**
   * When all batches were seen.
   *
   * @throws POLIGON_GATE, POLIGON_NOTHING_RAN; see {@link checkLimits}.
   */
  finish(): readonly Counted[]
}

/**
 * Hashes of combinations go to a file without a name (subset/scratch.ts), so that memory is bounded.
 *
 * @throws POLIGON_CONFIG when no such file can be made.
 */
export function openStatistics(
  { measures, limits }: Measures,
  dialect: Dialect,
  lanes: Lanes,
): Statistics {
  const scratch = openScratch()
  const runKey = Buffer.from(randomToken(256), 'hex')
  const all = measures.map((measure) => createCombinations(measure, runKey, scratch))
  const byTable = Map.groupBy(all, ({ measure }) => measure.table)
  const codecs = new Map<Lane, RowCodec>()
  const nothing = new ByteWriter(0)
  const codecOf = (lane: Lane, bulk: Parameters<Lanes['of']>[0], of: readonly Combinations[]) => {
    const { table, columns } = lane
    const reader = () => combinationReader(of, columns)
    const made = codecs.get(lane) ?? createRowReader(dialect, bulk, table.shape, columns, reader())
    codecs.set(lane, made)
    return made
  }
  return {
    see({ bytes, segments }) {
      for (const segment of segments) {
        if (segment.kind !== 'rows') continue
        const of = byTable.get(segment.bulk.table)
        if (!of) continue
        const lane = lanes.of(segment.bulk)
        const codec = codecOf(lane, segment.bulk, of)
        showRows(codec, { bytes, offset: 0, segments }, segment, nothing)
      }
    },
    finish() {
      const counted = all.map((one) => ({ ...one.measure, ...one.count() }))
      checkLimits(counted, limits)
      return counted
    },
    [Symbol.dispose]: () => scratch[Symbol.dispose](),
  }
}
