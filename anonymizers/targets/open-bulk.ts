import type { NumberedSegment } from '../dialects/cutter.ts'
import type { Bulk, BulkForm } from '../dialects/dialect.ts'

/** Remembers which bulk statement is open at the end of what was written. */
export interface OpenBulk {
  follow(segments: readonly NumberedSegment[]): void
  current(): (BulkForm & { readonly columns: number }) | undefined
}

export function createOpenBulk(): OpenBulk {
  let open: Bulk | undefined
  return {
    follow(segments) {
      const last = segments.at(-1)
      if (!last) return
      open = last.kind === 'rows-begin' || last.kind === 'rows' ? last.bulk : undefined
    },
    current: () => open && { ...open, columns: open.columns?.length ?? mostColumns },
  }
}

/** What PostgreSQL allows a table at most: without a list, more than that is too many for sure. */
const mostColumns = 1600
