import type { NumberedSegment } from '../dialects/cutter.ts'
import { largeObjectTable } from '../dialects/pg/large-objects.ts'
import { fileKindOf, placeholders } from '../kernel/placeholders.ts'
import type { BytePool } from '../kernel/byte-pool.ts'
import type { FilteredBatch } from '../subset/leave-out-rows.ts'
import { replaceSegments } from './replace-segments.ts'

/** Replaces the first part of each large object; the others are dropped as values that cannot be masked. */
export type LargeObjectMasker = (batch: FilteredBatch, memory: BytePool) => FilteredBatch

/** A small valid file in the place of each large object of a plain dump, of the kind that its first bytes say. */
export function createLargeObjectMasker(): LargeObjectMasker {
  let isOpened = false
  return (batch, memory) => {
    const { bytes, segments } = batch
    const replaced = new Map<NumberedSegment, Buffer>()
    for (const segment of segments) {
      const { kind, from, to } = segment
      if (kind === 'statement') {
        if (to - from < longestCall && opening.test(bytes.toString('latin1', from, to)))
          isOpened = true
      } else if (kind === 'data' && segment.table === largeObjectTable && isOpened) {
        const written = bytes.toString('latin1', from, to)
        const mask = written.replace(
          content,
          (_, before: string, digits: string) => before + placeholderOf(digits),
        )
        if (mask !== written) replaced.set(segment, Buffer.from(mask, 'latin1'))
        isOpened = false
      }
    }
    return replaceSegments(batch, replaced, memory)
  }
}

const opening = /\blo_open\s*\(/i
/** With the comments before it. */
const longestCall = 4096
const content = /('\\{1,2}x)([\da-f]+)(?=')/i

const placeholderOf = (digits: string): string =>
  Buffer.from(placeholders[fileKindOf(Buffer.from(digits.slice(0, 512), 'hex'))]).toString('hex')
