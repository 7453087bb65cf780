import type { TableName } from '../../core/contracts/dump.ts'
import type { NumberedSegment } from '../dialects/cutter.ts'
import type { MaskPlan, TablePlan } from '../plan.ts'

/** What `mask --report` writes; free of any value of the data. */
export interface MaskReport {
  readonly source: string
  readonly target: string
  /** `sha256:` of the policy with everything it extends. */
  readonly policy: string
  readonly keyId: string
  /** In the order of the dump; tables without rows are left out. */
  readonly tables: readonly {
    readonly table: TableName
    /** Rows that are in the result. */
    readonly rows: number
    readonly maskedColumns: readonly string[]
  }[]
  /** Of the dump, unpacked. */
  readonly bytesIn: number
  /** Of the result, before it is packed. */
  readonly bytesOut: number
  readonly seconds: number
}

/** Counts what goes out. */
export interface MaskTally {
  add(segments: readonly NumberedSegment[], bytes: number): void
  readonly bytesOut: number
  tables(): MaskReport['tables']
}

export function createTally(plan: MaskPlan, withRows: ReadonlyMap<TableName, number>): MaskTally {
  const rows = new Map<TableName, number>([...withRows.keys()].map((table) => [table, 0]))
  const plans = new Map(plan.tables.map((table) => [table.shape.name, table]))
  let bytesOut = 0
  return {
    add(segments, bytes) {
      bytesOut += bytes
      for (const segment of segments)
        if (segment.kind === 'rows')
          rows.set(segment.bulk.table, (rows.get(segment.bulk.table) ?? 0) + segment.rows)
    },
    get bytesOut() {
      return bytesOut
    },
    tables: () =>
      [...rows].map(([table, count]) => ({
        table,
        rows: count,
        maskedColumns: maskedColumns(plans.get(table)),
      })),
  }
}

function maskedColumns(table: TablePlan | undefined): string[] {
  if (!table || table.rows === 'empty') return []
  const masked = new Set(
    table.columns.flatMap(({ column, treatment }) => (treatment === 'keep' ? [] : [column])),
  )
  return table.shape.columns.map(({ name }) => name).filter((column) => masked.has(column))
}
