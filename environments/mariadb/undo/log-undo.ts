import type { RowChange } from '../../../core/contracts/change-log.ts'
import { quoteName, type Connection } from '../connect.ts'
import { repairStatements } from '../repair.ts'
import {
  movedSequences,
  putSequencesBack,
  counterStatement,
  withoutTriggers,
} from '../schema-repair.ts'
import type { UndoMethod } from '../slot.ts'
import type { SlotSchema } from '../table-comparison.ts'
import { followCascades } from './follow-cascades.ts'
import { othersWrite } from './open-transactions.ts'
import { putBackStatements } from './put-back.ts'
import { readCounters, type RowCounter } from './row-counters.ts'
import type { ServerLog } from './server-log.ts'
import { changedRows } from './changed-rows.ts'
import { TouchedRows, type TouchedTable } from './touched-rows.ts'
import type { UndoPlan } from './undo-plan.ts'

/**
 * Learns from the server's log which rows were touched, and takes those from the template. The log is only
 * asked for keys: what a row should be stands in the template, what it is in the slot.
 */
export class LogUndo implements UndoMethod {
  readonly #schema: SlotSchema
  readonly #log: ServerLog
  readonly #plan: UndoPlan
  readonly #touched: TouchedRows
  #baseline: ReadonlyMap<string, RowCounter> = new Map()

  constructor(schema: SlotSchema, log: { readonly server: ServerLog; readonly plan: UndoPlan }) {
    this.#schema = schema
    this.#log = log.server
    this.#plan = log.plan
    this.#touched = new TouchedRows(log.plan, schema.database)
  }

  async settle(connection: Connection): Promise<void> {
    await this.#log.follow(this.#touched)
    await this.#log.read(connection)
    this.#touched.clear()
    this.#baseline = await this.#counters(connection)
  }

  async undo(
    connection: Connection,
  ): Promise<'nothing-changed' | 'undo' | 'dirty-tables' | 'reshaped'> {
    const { database, template } = this.#schema
    if (await othersWrite(connection, database)) return 'reshaped'
    if (!(await this.#heardAll(connection))) return 'reshaped'
    const counted = await this.#isCounted(connection)
    const sequences = await movedSequences(connection, template, database)
    const tables = [...this.#touched.tables.values()]
    if (tables.length === 0 && !counted && sequences.length === 0) return 'nothing-changed'
    const rung = await withoutTriggers(
      connection,
      template,
      tables.map(({ undo }) => undo.table),
      () => this.#putBack(connection, tables),
    )
    await putSequencesBack(connection, template, database, sequences)
    await this.#putCountersBack(connection, tables)
    this.#touched.clear()
    return rung
  }

  async changes(connection: Connection): Promise<readonly RowChange[] | undefined> {
    if (!(await this.#heardAll(connection))) return undefined
    const { database, template } = this.#schema
    return changedRows(connection, this.#touched, template.schema, database)
  }

  close(): void {
    this.#log.leave(this.#touched)
  }

  /** @returns whether the rows that are known to be touched are all. */
  async #heardAll(connection: Connection): Promise<boolean> {
    const { database, template } = this.#schema
    if (!(await this.#log.read(connection)) || this.#touched.reshaped) return false
    await followCascades(connection, this.#plan, this.#touched, [template.schema, database])
    return !this.#touched.reshaped
  }

  async #putBack(
    connection: Connection,
    tables: readonly TouchedTable[],
  ): Promise<'undo' | 'dirty-tables'> {
    const { database, template } = this.#schema
    const whole = ({ undo }: TouchedTable) =>
      repairStatements(undo.table, template.schema, database)
    await inTransaction(
      connection,
      tables.flatMap((table) =>
        table.keys
          ? putBackStatements(table.undo, table.keys, template.schema, database)
          : whole(table),
      ),
    )
    // Counts are a proof that costs nothing: where one is off, the table is compared row by row.
    const counters = await this.#counters(connection)
    const name = ({ undo }: TouchedTable) => undo.table.name
    const off = tables.filter(
      (table) =>
        table.keys && counters.get(name(table))?.rows !== this.#baseline.get(name(table))?.rows,
    )
    await inTransaction(connection, off.flatMap(whole))
    return off.length > 0 || tables.some(({ keys }) => !keys) ? 'dirty-tables' : 'undo'
  }

  async #isCounted(connection: Connection): Promise<boolean> {
    const counters = await this.#counters(connection)
    return [...counters].some(([table, { next }]) => next !== this.#baseline.get(table)?.next)
  }

  /** Also those that moved and have no row to show for it: an INSERT that was refused takes a number. */
  async #putCountersBack(connection: Connection, tables: readonly TouchedTable[]): Promise<void> {
    const moved = [...(await this.#counters(connection))].flatMap(
      ([table, { next }]): [string, string][] => {
        const wanted = this.#baseline.get(table)?.next
        return wanted === undefined || wanted === '0' || wanted === next ? [] : [[table, wanted]]
      },
    )
    const uncounted = tables.flatMap(({ undo: { table, counter } }): [string, string][] =>
      counter === null ? [] : [[table.name, counter]],
    )
    await connection.batch([
      ...[...moved, ...uncounted].map(([table, next]) => counterStatement(table, next)),
      // The server has forgotten how many rows these have until they are opened again.
      ...moved.map(([table]) => `SELECT 1 FROM ${quoteName(table)} LIMIT 0`),
    ])
    if (moved.length === 0) return
    const now = await this.#counters(connection)
    this.#baseline = new Map(
      [...this.#baseline].map(([table, { rows, next }]) => [
        table,
        { rows: now.get(table)?.rows ?? rows, next },
      ]),
    )
  }

  #counters(connection: Connection): Promise<ReadonlyMap<string, RowCounter>> {
    const { database, server } = this.#schema
    return readCounters(
      connection,
      server.address.family === 'mysql' ? 'mysql' : 'mariadb',
      database,
    )
  }
}

async function inTransaction(connection: Connection, statements: readonly string[]): Promise<void> {
  if (statements.length === 0) return
  try {
    await connection.batch(['START TRANSACTION', ...statements, 'COMMIT'])
  } catch (failure) {
    await connection.run('ROLLBACK').catch(() => {})
    throw failure
  }
}
