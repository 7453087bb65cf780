import type { DatabaseServer } from '../server.ts'
import { compareSignatures, readChecksums, readSignatures, type Signatures } from './changes.ts'
import type { Connection } from './connect.ts'
import { repairTables } from './repair.ts'
import {
  movedSequences,
  putSequencesBack,
  counterStatement,
  withoutTriggers,
} from './schema-repair.ts'
import type { Template, UndoMethod } from './slot.ts'

export interface SlotSchema {
  readonly database: string
  readonly server: DatabaseServer
  readonly template: Template
}

/** Finds by the server's counters which tables were written to, and compares those with the template, row by row. */
export class TableComparison implements UndoMethod {
  readonly #schema: SlotSchema
  #baseline: Signatures = new Map()

  constructor(schema: SlotSchema) {
    this.#schema = schema
  }

  async settle(connection: Connection): Promise<void> {
    this.#baseline = await this.#signatures(connection)
  }

  async undo(connection: Connection): Promise<'nothing-changed' | 'dirty-tables' | 'reshaped'> {
    const { database, server, template } = this.#schema
    const changes = compareSignatures(this.#baseline, await this.#signatures(connection))
    if (changes.reshaped) return 'reshaped'
    const sequences = await movedSequences(connection, template, database)
    // On a server of others the counters can be set back at any time: everything is compared.
    const tables = template.catalogue.tables.filter(
      ({ name }) => !server.owned || changes.written.has(name),
    )
    if (tables.length === 0 && !changes.counted && sequences.length === 0) return 'nothing-changed'
    const repaired = await withoutTriggers(connection, template, tables, () =>
      repairTables(connection, tables, template.schema, database),
    )
    await putSequencesBack(connection, template, database, sequences)
    await this.#restoreCounters(connection)
    await this.settle(connection)
    const moved =
      repaired > 0 || changes.written.size > 0 || changes.counted || sequences.length > 0
    return moved ? 'dirty-tables' : 'nothing-changed'
  }

  /** Whole tables are compared at a reset; that is not done for the journal too. */
  async changes(): Promise<undefined> {}

  close(): void {
    this.#baseline = new Map()
  }

  async #signatures(connection: Connection): Promise<Signatures> {
    const { database, server, template } = this.#schema
    const others = template.catalogue.tables.filter(({ transactional }) => !transactional)
    const family = server.address.family === 'mysql' ? 'mysql' : 'mariadb'
    return new Map([
      ...(await readSignatures(connection, family, database)),
      ...(await readChecksums(
        connection,
        database,
        others.map(({ name }) => name),
      )),
    ])
  }

  async #restoreCounters(connection: Connection): Promise<void> {
    for (const [table, { counter }] of await this.#signatures(connection)) {
      const wanted = this.#baseline.get(table)?.counter
      if (wanted !== undefined && wanted !== '0' && wanted !== counter)
        await connection.run(counterStatement(table, wanted))
    }
  }
}
