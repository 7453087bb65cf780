import { ByteWriter } from '../dialects/byte-writer.ts'
import type { RowCodec } from '../dialects/dialect.ts'

/** Spans of a batch that are not copied, three numbers each: from, to, and the lane, or {@link dropped}. */
export type Runs = Float64Array<ArrayBuffer>

export const dropped = -1

export interface MaskedRuns {
  /** The batch with its runs masked or dropped. */
  readonly bytes: Buffer<ArrayBuffer>
  /** Where each run ends in it. */
  readonly ends: Float64Array<ArrayBuffer>
}

/** An error in a run, with what is known of its place there. */
export class RunFailure extends Error {
  readonly run: number
  /** From 0, within the run. */
  readonly row: number
  /** Position of the row, or of the fault in it, in the batch. */
  readonly at: number

  constructor(run: number, row: number, at: number, cause: unknown) {
    super('a run of rows was not masked', { cause })
    this.run = run
    this.row = row
    this.at = at
  }
}

/** How much room a batch is given for what becomes of it; it may take more. */
export const roomFor = (bytes: Uint8Array): number => Math.ceil(bytes.length * 1.25) + 1024

/**
 * @param room - where the masked batch is written to, as long as it fits.
 * @throws RunFailure
 */
export function maskRuns(
  bytes: Buffer<ArrayBuffer>,
  runs: Runs,
  codecOf: (lane: number) => RowCodec,
  room: Buffer<ArrayBuffer>,
): MaskedRuns {
  const out = new ByteWriter(0, room)
  const ends = new Float64Array(runs.length / 3)
  let copied = 0
  for (let run = 0; run < ends.length; run++) {
    const from = runs[run * 3] as number
    const to = runs[run * 3 + 1] as number
    const lane = runs[run * 3 + 2] as number
    out.append(bytes, copied, from)
    if (lane !== dropped) {
      const codec = codecOf(lane)
      try {
        codec.maskRows(bytes, from, to, out)
      } catch (failure) {
        throw new RunFailure(run, codec.row, codec.rowStart, failure)
      }
    }
    ends[run] = out.length
    copied = to
  }
  out.append(bytes, copied, bytes.length)
  return { bytes: out.view(), ends }
}
