import { characterLengthIn } from '../../charsets/several-bytes.ts'
import { findTupleEnds } from '../../kernel/wasm-rows.ts'
import { byte } from '../byte-classes.ts'
import type { RowEnds } from '../values-row-codec.ts'
import { closingQuoteIn } from './quotes.ts'
import { tupleEnd } from './tuple-end.ts'

/**
 * Where rows in parentheses end.
 *
 * @param charset - see Bulk.charset.
 */
export function createTupleEnds(charset: string | undefined): RowEnds {
  const quoteEnd = closingQuoteIn(charset)
  const find = characterLengthIn(charset) ? undefined : findTupleEnds
  let bytes: Buffer = nothing
  let [at, end] = [0, 0]
  let found = new Uint32Array(64)
  let [base, taken, count, misses] = [0, 0, 0, 0]

  const look = (): void => {
    if (!find || misses >= mostMisses) return
    const { buffer, byteOffset, length } = find(bytes, at, end, behindRow(bytes, at))
    // The same memory is used for other bytes meanwhile.
    if (found.length < length) found = new Uint32Array(length * 2)
    found.set(new Uint32Array(buffer, byteOffset, length))
    ;[base, taken, count] = [at, 0, length]
    misses = length > 0 ? 0 : misses + 1
  }
  return {
    start(these, from, to) {
      ;[bytes, at, end] = [these, from, to]
      ;[taken, count, misses] = [0, 0, 0]
    },
    next() {
      if (taken === count) look()
      at =
        taken < count
          ? base + (found[taken++] as number)
          : tupleEnd(bytes, bytes.indexOf(byte.open, at), quoteEnd)
      return at
    },
  }
}

/** Rows that are found in JavaScript before nobody else is asked any more in these bytes. */
const mostMisses = 8

const nothing = Buffer.alloc(0)

/** A comma comes first. */
function behindRow(bytes: Buffer, from: number): boolean {
  const comma = bytes.indexOf(byte.comma, from)
  return comma >= 0 && comma < bytes.indexOf(byte.open, from)
}
