import type { TableName } from '../../core/contracts/dump.ts'
import type { NumberedSegment } from '../dialects/cutter.ts'
import type { MaskPlan, TablePlan } from '../plan.ts'
import type { MaskReport } from '../../core/contracts/mask-report.ts'

/** Counts what goes out. */
export interface MaskTally {
  add(segments: readonly NumberedSegment[], bytes: number): void
  readonly bytesOut: number
  tables(): MaskReport['tables']
}

/** @param rowsIn - of the tables that have rows, in the order of the dump. */
export function createTally(plan: MaskPlan, rowsIn: ReadonlyMap<TableName, number>): MaskTally {
  const rows = new Map<TableName, number>([...rowsIn.keys()].map((table) => [table, 0]))
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
        rowsIn: rowsIn.get(table) ?? 0,
        ...reasonOf(plans.get(table)),
        maskedColumns: maskedColumns(plans.get(table)),
      })),
  }
}

const reasonOf = (table: TablePlan | undefined): { reason?: string } =>
  table?.reason === undefined ? {} : { reason: table.reason }

function maskedColumns(table: TablePlan | undefined): string[] {
  if (!table || table.rows === 'empty') return []
  const masked = new Set(
    table.columns.flatMap(({ column, treatment }) => (treatment === 'keep' ? [] : [column])),
  )
  return table.shape.columns.map(({ name }) => name).filter((column) => masked.has(column))
}
