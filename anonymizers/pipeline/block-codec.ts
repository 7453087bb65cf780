import type { RowSyntax } from '../../core/contracts/dump.ts'
import { byte } from '../dialects/byte-classes.ts'
import type { ByteWriter } from '../dialects/byte-writer.ts'
import type { RowCodec } from '../dialects/dialect.ts'
import { tupleEnd } from '../dialects/mysql/tuple-end.ts'
import type { WasmLane } from '../kernel/wasm-kernel.ts'

/** More bytes at once are one row or few, where nothing is to be won. */
const mostAtOnce = 8 * 1024 * 1024

/** A row of a block that a lane fails at, before anything says where it is. */
export class RowFailure extends Error {
  /** How many rows of the block come before. */
  readonly rows: number
  /** Where it begins. */
  readonly at: number

  constructor(rows: number, at: number, cause: unknown) {
    super('a row of a block cannot be worked on', { cause })
    this.rows = rows
    this.at = at
  }
}

/**
 * Masks whole blocks by the WASM kernel, and the rows that it stops at by `codec`, which also says what
 * is wrong with them. The output is that of `codec` alone.
 */
export function createBlockCodec(codec: RowCodec, lane: WasmLane, syntax: RowSyntax): RowCodec {
  const rowEnd = syntax === 'pg-copy-text' ? lineEnd : valuesEnd
  let before = 0
  let failedAt: number | undefined
  const block = (...rows: Parameters<WasmLane['maskRows']>) => {
    try {
      return lane.maskRows(...rows)
    } catch (failure) {
      if (!(failure instanceof RowFailure)) throw failure
      before += failure.rows
      failedAt = failure.at
      throw failure.cause
    }
  }
  return {
    get row() {
      return failedAt === undefined ? before + codec.row : before
    },
    get rowStart() {
      return failedAt ?? codec.rowStart
    },
    maskRows(bytes: Buffer, from: number, to: number, out: ByteWriter): void {
      before = 0
      failedAt = undefined
      if (to - from > mostAtOnce) return codec.maskRows(bytes, from, to, out)
      for (let at = from; at < to;) {
        const { rows, to: reached } = block(bytes, at, to, (masked) => out.append(masked))
        before += rows
        if (reached === to) return
        const end = rowEnd(bytes, reached, to)
        codec.maskRows(bytes, reached, end, out)
        before++
        at = end
      }
    },
  }
}

function lineEnd(bytes: Buffer, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const code = bytes[at]
    if (code === byte.newline) return at + 1
    if (code === byte.backslash) at++
  }
  return to
}

function valuesEnd(bytes: Buffer, from: number, to: number): number {
  const end = tupleEnd(bytes, bytes.indexOf(byte.open, from))
  return end < 0 ? to : end
}
