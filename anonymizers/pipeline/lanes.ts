import type { TableName } from '../../core/contracts/dump.ts'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import type { Bulk, BulkForm } from '../dialects/dialect.ts'
import type { ColumnPlan, MaskPlan, TablePlan } from '../plan.ts'

/** What happens to the rows of one kind of bulk statement: one table, one order of columns. */
export type Lane = {
  readonly table: TablePlan
  /** As in the schema, in the order of the fields. */
  readonly columns: readonly string[]
} & (
  | { readonly treatment: 'copy' | 'drop' }
  | { readonly treatment: 'mask'; readonly number: number; readonly form: BulkForm }
)

export type MaskLane = Extract<Lane, { treatment: 'mask' }>

export interface Lanes {
  /** The lanes that need work, by their number. */
  readonly masked: readonly MaskLane[]
  /** @throws POLIGON_POLICY_UNCOVERED when the plan does not say what happens to a column of it. */
  of(bulk: Bulk): Lane
}

/** Fits the plan to the bulk statements of a dump. */
export function createLanes(plan: MaskPlan): Lanes {
  const tables = new Map<TableName, TablePlan>(
    plan.tables.map((table) => [table.shape.name, table]),
  )
  const known = new WeakMap<Bulk, Lane>()
  const byColumns = new Map<string, Lane>()
  const masked: MaskLane[] = []

  const make = (bulk: Bulk): Lane => {
    const table = tables.get(bulk.table)
    if (!table) throw uncovered(bulk.table)
    const columns = columnsOf(bulk, table)
    if (table.rows === 'empty') return { treatment: 'drop', table, columns }
    const whole = insertsGenerated(bulk, table) ? withGenerated(table) : table
    const plans = columns.map((column) => planOf(column, whole))
    if (plans.every(({ treatment }) => treatment === 'keep'))
      return { treatment: 'copy', table, columns }
    const form = formOf(bulk)
    const lane: MaskLane = {
      treatment: 'mask',
      table: whole,
      columns,
      number: masked.length,
      form,
    }
    masked.push(lane)
    return lane
  }

  return {
    masked,
    of(bulk) {
      const found = known.get(bulk)
      if (found) return found
      const key = JSON.stringify(bulk)
      const lane = byColumns.get(key) ?? make(bulk)
      byColumns.set(key, lane)
      known.set(bulk, lane)
      return lane
    },
  }
}

/** What a row codec must know of it. */
export const formOf = ({ syntax, backslashes, charset, layout }: BulkForm): BulkForm => ({
  ...(syntax ? { syntax } : {}),
  ...(backslashes ? { backslashes } : {}),
  ...(charset === undefined ? {} : { charset }),
  ...(layout ? { layout } : {}),
})

/** The columns of a bulk statement, by their names in the schema. */
export function columnsOf(bulk: Bulk, table: Pick<TablePlan, 'shape'>): readonly string[] {
  const { columns, family } = table.shape
  // Without a list COPY leaves generated columns out, and INSERT has DEFAULT in their place.
  if (!bulk.columns)
    return columns
      .filter(({ generated }) => !generated || insertsGenerated(bulk, table))
      .map((column) => column.name)
  const folded = (column: string) => (family === 'postgres' ? column : column.toLowerCase())
  return bulk.columns.map((written) => {
    const column = columns.find((one) => folded(one.name) === folded(written))
    if (!column) throw uncovered(bulk.table, written)
    return column.name
  })
}

function planOf(column: string, { shape, columns }: TablePlan): ColumnPlan {
  const plan = columns.find((one) => one.column === column)
  if (!plan) throw uncovered(shape.name, column)
  return plan
}

const insertsGenerated = (bulk: Bulk, { shape }: Pick<TablePlan, 'shape'>): boolean =>
  shape.family !== 'postgres' || bulk.syntax === 'pg-values'

/** INSERT has something for generated columns too: DEFAULT, or of mariadb-dump the value. COPY never has. */
function withGenerated(table: TablePlan): TablePlan {
  const computed = table.shape.columns
    .filter(({ generated }) => generated)
    .map(({ name }): ColumnPlan => ({
      column: name,
      treatment: 'keep',
      reason: 'computed by the server',
    }))
  return { ...table, columns: [...table.columns, ...computed] }
}

const uncovered = (table: TableName, field?: string) =>
  new PoligonError('POLIGON_POLICY_UNCOVERED', {
    what: say`Rows of ${name(table)} hold something that the plan does not cover.`,
    remedy: say`Check that the dump has the CREATE TABLE statements of all its tables.`,
    place: { table, ...(field === undefined ? {} : { field }) },
  })
