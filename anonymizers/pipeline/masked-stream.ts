import type { MaskReport } from '../../core/contracts/mask-report.ts'
import { createProgress } from '../../core/progress.ts'
import { name, say, type Redacted } from '../../core/redacted.ts'
import { locatedInFile } from '../exchange/locate.ts'
import type { Comparison } from '../ledger/comparison.ts'
import { refuseLeaks } from '../ledger/refuse-leaks.ts'
import type { Checkpoint } from '../resume/checkpoint.ts'
import type { Measures } from '../statistics/bind-measures.ts'
import { measuredOf } from '../statistics/measured.ts'
import type { Statistics } from '../statistics/statistics.ts'
import { createRowFilter } from '../subset/leave-out-rows.ts'
import type { Selection } from '../subset/select-rows.ts'
import { maskBatches, type MaskedBatch, type MaskingPass } from './mask-batches.ts'
import type { MaskTally } from './tally.ts'
import { verificationFacts } from './verification-facts.ts'

/** Where an earlier run stopped, in the source and in the target. */
export type Place = Pick<Checkpoint, 'offset' | 'bytesOut'>

/** All that masked batches go through. */
export interface MaskedStreamParts extends Pick<
  MaskingPass,
  'source' | 'plan' | 'lanes' | 'pool' | 'memory' | 'definitions' | 'signal'
> {
  /** Undefined: all rows stay. */
  readonly selection: Selection | undefined
  readonly comparison: Comparison | undefined
  readonly statistics: Statistics | undefined
  readonly measures: Measures
  readonly tally: MaskTally
  readonly quiet: boolean
}

/** What was found on the way. */
export type Findings = Pick<MaskReport, 'verified' | 'verification' | 'measured' | 'limits'>

export interface MaskedStream {
  /** The masked dump, from where an earlier run stopped. To be read once. */
  readonly batches: (from?: Place) => AsyncGenerator<MaskedBatch>
  /** Complete when {@link batches} has been read to its end. */
  readonly findings: () => Findings
}

/** Masks a dump, and looks at what becomes of it on its way. */
export function createMaskedStream(parts: MaskedStreamParts): MaskedStream {
  const { source, selection, comparison, statistics, measures, tally, quiet, ...pass } = parts
  let findings: Findings = verificationFacts(undefined)

  async function* batches(from: Place = { offset: 0, bytesOut: 0 }): AsyncGenerator<MaskedBatch> {
    tally.add([], from.bytesOut)
    const progress = createProgress(say`masking`, { quiet })
    let table: Redacted | undefined
    try {
      for await (const batch of maskBatches({
        ...pass,
        source,
        filter: createRowFilter(selection, source.dialect, pass.memory),
        look: comparison?.prepare,
        from: from.offset,
        again: comparison !== undefined || statistics !== undefined,
        onRead: (bytes) => progress.update(bytes, source.size, table),
      })) {
        if (batch.unseen) throw batch.unseen(tally.bytesOut)
        statistics?.see(batch)
        const masked = batch.passed ? { ...batch, bytes: inTarget } : batch
        tally.add(masked.segments, masked.bytes.length)
        table = tableOf(batch) ?? table
        yield masked
      }
      const compared = await comparison?.finish()
      if (compared) refuseLeaks(compared)
      findings = {
        ...verificationFacts(compared),
        ...(statistics ? measuredOf(statistics.finish(), measures.limits) : {}),
      }
    } catch (failure) {
      throw source.exchange ? locatedInFile(failure, source.exchange) : failure
    } finally {
      progress.end()
    }
  }

  return { batches, findings: () => findings }
}

function tableOf({ segments }: MaskedBatch): Redacted | undefined {
  const last = segments.findLast((segment) => segment.kind === 'rows')
  return last?.kind === 'rows' ? name(last.bulk.table) : undefined
}

/** Of what an earlier run has written. */
const inTarget = Buffer.allocUnsafeSlow(0)
