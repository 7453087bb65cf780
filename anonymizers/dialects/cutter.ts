import type { TableName } from '../../core/contracts/dump.ts'
import { PoligonError } from '../../core/errors.ts'
import { say } from '../../core/redacted.ts'
import { BytePool } from '../kernel/byte-pool.ts'
import type { Dialect, Segment } from './dialect.ts'
import { placed, Refusal } from './refusal.ts'
import { createNaming, type TableNaming } from './table-naming.ts'

/** Whole segments that follow each other without a gap, and the bytes they lie in. */
export interface Batch {
  /** An ArrayBuffer of its own, to be handed to another thread. */
  readonly bytes: Buffer<ArrayBuffer>
  /** Of `bytes[0]` in the source, after decompression. */
  readonly offset: number
  readonly segments: readonly NumberedSegment[]
}

/** `firstRow`: the number, from 1, of the first row of a `rows` segment among the rows of its table. */
export type NumberedSegment = Segment & { readonly firstRow: number }

/** Cuts a dump that comes in chunks of any size. Holds the bytes of an unfinished segment only. */
export interface Cutter {
  /**
   * Takes a copy of `chunk`.
   *
   * @throws POLIGON_DUMP_SYNTAX with the byte offset, and the table and row where they are known.
   */
  push(chunk: Uint8Array): Batch
  /** The rest. @throws POLIGON_DUMP_SYNTAX when the dump ends too early. */
  finish(): Batch
}

/** The longest row or statement that is taken. */
export const longestSegment = 64 * 1024 * 1024

/** @param pool - where the memory of batches comes from, and may be given back to. */
export function createCutter(
  dialect: Dialect,
  pool = new BytePool(),
  naming: TableNaming = 'plain',
): Cutter {
  const scanner = dialect.createScanner()
  const rowsOf = new Map<TableName, number>()
  let waiting = noBytes
  let used = 0
  let retryAt = 0
  let offset = 0
  const withDatabase = naming === 'by-database' ? createNaming(dialect.family) : undefined

  const cut = (last: boolean): Batch => {
    const bytes = waiting.subarray(0, used)
    const segments: NumberedSegment[] = []
    let at = 0
    while (at < bytes.length) {
      const segment = scan(bytes, at, last)
      if (!segment) break
      segments.push(numbered(withDatabase?.(segment) ?? segment))
      at = segment.to
    }
    // A dump that ends right behind a row has bytes for nothing more, and is cut off all the same.
    if (last) scan(bytes, at, true)
    const batch = { bytes: bytes.subarray(0, at), offset, segments }
    offset += at
    used -= at
    if (at > 0) {
      // The batch's memory goes away with the batch.
      waiting = used > 0 ? pool.take(used) : noBytes
      bytes.copy(waiting, 0, at)
    }
    // Scanning starts again at the unfinished segment, so that it waits until there is much more of it.
    retryAt = used * 1.5
    if (used > longestSegment)
      throw new PoligonError('POLIGON_DUMP_SYNTAX', {
        what: say`A row or statement is longer than ${longestSegment / 1024 / 1024} MB, or is never closed.`,
        remedy: say`Check that the dump is complete.`,
        place: { byteOffset: offset },
      })
    return batch
  }

  const scan = (bytes: Buffer, at: number, last: boolean) => {
    try {
      return scanner.next(bytes, at, last)
    } catch (failure) {
      const where = failure instanceof Refusal ? failure.at : at
      throw placed(failure, { byteOffset: offset + where })
    }
  }

  const numbered = (segment: Segment): NumberedSegment => {
    if (segment.kind !== 'rows') return { ...segment, firstRow: 0 }
    const before = rowsOf.get(segment.bulk.table) ?? 0
    rowsOf.set(segment.bulk.table, before + segment.rows)
    return { ...segment, firstRow: before + 1 }
  }

  return {
    push(chunk) {
      const wanted = used + chunk.length
      if (waiting.length < wanted) {
        const longer = pool.take(Math.max(wanted, used * 1.5))
        waiting.copy(longer, 0, 0, used)
        if (waiting !== noBytes) pool.give(waiting)
        waiting = longer
      }
      waiting.set(chunk, used)
      used = wanted
      return used < retryAt ? { bytes: noBytes, offset, segments: [] } : cut(false)
    },
    finish: () => cut(true),
  }
}

const noBytes = Buffer.allocUnsafeSlow(0)
