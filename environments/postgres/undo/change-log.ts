import { escapeLiteral, type Client, type QueryResult } from 'pg'
import { systemClock } from '../../../core/clock.ts'
import type { ChangeLog, RowChange } from '../../../core/contracts/change-log.ts'
import { DisposalStack } from '../../../core/disposal.ts'
import { randomToken } from '../../../core/seed.ts'
import type { DatabaseAddress, TextRow } from '../../running.ts'
import { connect } from '../connect.ts'
import { netChanges, type Change } from './net-changes.ts'
import { messagePrefix, undoneMessage, type LogMessage, type Relation } from './pgoutput.ts'
import { ReplicationStream } from './replication-stream.ts'
import { repairStatements } from './repair-statements.ts'
import { undoSession } from './settings.ts'
import type { UndoPlan, UndoTable } from './undo-plan.ts'

/** More log than this, in bytes, takes longer to put back than the database to copy. */
const logLimit = 256 * 1024 * 1024

/** How often it is looked whether others still write, and how long is waited in between, in milliseconds. */
const looks = 5
const pause = 10

/** What tells whether anything happened; equal states mean that nothing did. */
interface State {
  /** Number that the next transaction of the server takes. */
  readonly next: string
  /** Whether somebody else is in a transaction that writes to this database. */
  readonly writing: boolean
  readonly sequences: readonly string[]
  /** Of what the log does not tell: how many rows, and by whom they were written. */
  readonly untold: string
}

/** Rows of one table, with the columns that the log tells. */
interface TableChanges {
  readonly table: UndoTable
  readonly relation: Relation
  readonly changes: Change[]
}

/**
 * The server's own log of one slot's database (logical decoding, PostgreSQL manual, chapter 49), heard
 * while it is written, to put back what was written since it was opened.
 */
export class PostgresChangeLog implements ChangeLog, AsyncDisposable {
  readonly #work: Client
  readonly #plan: UndoPlan
  readonly #stack: DisposalStack
  #stream: ReplicationStream | undefined
  #settled: State | undefined
  /** What was heard since then. */
  #heard: LogMessage[] = []
  /** How many bytes told it. */
  #size = 0

  private constructor(work: Client, plan: UndoPlan, stack: DisposalStack) {
    this.#work = work
    this.#plan = plan
    this.#stack = stack
  }

  /** @throws what the server says when it cannot log changes, or not within two seconds. */
  static async open(administrator: DatabaseAddress, plan: UndoPlan): Promise<PostgresChangeLog> {
    const stack = new DisposalStack()
    try {
      const work = await connect(administrator)
      stack.add(() => work.end().catch(() => {}))
      await work.query(undoSession)
      const log = new PostgresChangeLog(work, plan, stack)
      const { stream, pid } = await ReplicationStream.open(administrator, (message, bytes) =>
        log.#hear(message, bytes),
      )
      // Gone before the connection that asks for it: a database whose log somebody reads cannot be dropped.
      stack.add(async () => {
        await work.query('SELECT pg_terminate_backend($1, 5000)', [pid]).catch(() => {})
      })
      log.#stream = stream
      log.#settled = await log.#state()
      return log
    } catch (failure) {
      await stack.dispose()
      throw failure
    }
  }

  /**
   * Puts back what was written since the log was opened, or since the last undo.
   *
   * @returns `reshaped` when rows alone cannot do it; nothing was put back then.
   */
  async undo(): Promise<'nothing-changed' | 'undo' | 'reshaped'> {
    const before = this.#settled
    const now = await this.#quietState()
    if (!before || now.writing || now.untold !== before.untold) return 'reshaped'
    const sequences = now.sequences.flatMap((text, i) =>
      text === before.sequences[i] ? [] : [[this.#plan.sequences[i] ?? '', before.sequences[i]]],
    )
    if (now.next === before.next && sequences.length === 0) return 'nothing-changed'
    const isLogged = now.next !== before.next
    if (isLogged) await this.#listen()
    const tables = this.#byTable()
    if (!tables) return 'reshaped'
    const put = await this.#putBack(tables, sequences, before.next)
    if (put === 'reshaped') return put
    // The mark took a number, and what was put back; when others took one meanwhile, the log is read next time.
    const taken = BigInt(isLogged) + BigInt(put === 'undo')
    this.#settled = { ...before, next: String(BigInt(now.next) + taken) }
    this.#heard = []
    this.#size = 0
    return put
  }

  async changes(): Promise<readonly RowChange[] | undefined> {
    await this.#listen()
    const tables = this.#byTable()
    if (!tables) return undefined
    return [...tables.values()].flatMap(({ table, relation, changes }) => {
      const { columns } = relation
      const keyed = table.key.length > 0 ? table.key : columns
      return netChanges(changes, table.key, columns).map(({ before, after }): RowChange => {
        const row = after ?? before ?? {}
        return {
          table: `${relation.schema}.${relation.table}`,
          change: !before ? 'insert' : !after ? 'delete' : 'update',
          key: Object.fromEntries(keyed.map((column) => [column, row[column] ?? null])),
          ...(before ? { before } : {}),
          ...(after ? { after } : {}),
        }
      })
    })
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#stack.dispose()
  }

  /** More than is worth putting back row by row is not kept. */
  #hear(message: LogMessage, bytes: number): void {
    this.#size += bytes
    if (this.#size <= logLimit) this.#heard.push(message)
    else this.#heard = [{ kind: 'unreadable' }]
  }

  /** Waits until everything that was committed was heard. */
  async #listen(): Promise<void> {
    const mark = randomToken(64)
    const heard = this.#stream?.heard(mark)
    // Its commit is written out, and with it everything before it.
    await this.#work.query(`SELECT pg_logical_emit_message(true, '${messagePrefix}', $1)`, [mark])
    if (!(await heard)) this.#heard.push({ kind: 'unreadable' })
  }

  /** `undefined`: the schema changed, or the log cannot tell all. */
  #byTable(): Map<number, TableChanges> | undefined {
    const tables = new Map<number, TableChanges>()
    for (const message of this.#heard) {
      if (!('relation' in message)) return undefined
      const { relation } = message
      const table = this.#plan.tables.get(relation.oid)
      if (!table) return undefined
      const known = tables.get(relation.oid) ?? { table, relation, changes: [] }
      tables.set(relation.oid, known)
      known.changes.push(changeOf(message))
    }
    return tables
  }

  async #putBack(
    tables: ReadonlyMap<number, TableChanges>,
    sequences: readonly (readonly (string | undefined)[])[],
    since: string,
  ): Promise<'nothing-changed' | 'undo' | 'reshaped'> {
    const changed = [...tables.values()]
    if (changed.some(({ table }) => table.refused)) return 'reshaped'
    const repairs = changed.flatMap(({ table, relation: { columns }, changes }) =>
      repairStatements(table, columns, netChanges(changes, table.key, columns), since),
    )
    if (repairs.length === 0 && sequences.length === 0) return 'nothing-changed'
    const counters = sequences.map(([sequence, state]) => {
      const [value = '', called] = (state ?? '').split(' ')
      return `SELECT setval(${escapeLiteral(sequence ?? '')}::regclass, ${BigInt(value)}, ${called === 'true'})`
    })
    try {
      // Neither triggers nor foreign keys run for what is put back: what they did was logged as well.
      const begin = [
        'BEGIN',
        'SET LOCAL session_replication_role = replica',
        `SELECT pg_logical_emit_message(true, '${messagePrefix}', '${undoneMessage}')`,
      ]
      const statements = [...begin, ...repairs.map(({ sql }) => sql), ...counters]
      const results = await this.#run(statements.join(';\n'))
      if (repairs.some(({ rows }, i) => results[begin.length + i]?.rowCount !== rows))
        throw new Error('the log and the table disagree')
      await this.#work.query('COMMIT')
      return 'undo'
    } catch {
      // Whatever it was, the database is replaced by a copy of the template, which is always right.
      await this.#work.query('ROLLBACK').catch(() => {})
      return 'reshaped'
    }
  }

  /** Several statements at once; `pg` gives an array of results then, which its types do not say. */
  async #run(statements: string): Promise<readonly QueryResult[]> {
    const results: QueryResult | QueryResult[] = await this.#work.query(statements)
    return Array.isArray(results) ? results : [results]
  }

  /** Who has just been refused a statement may still be taking back what it did. */
  async #quietState(): Promise<State> {
    for (let look = 1; ; look++) {
      const state = await this.#state()
      if (!state.writing || look === looks) return state
      await systemClock.sleep(pause)
    }
  }

  async #state(): Promise<State> {
    const { sequences, untold } = this.#plan
    const union = (selects: readonly string[]) => selects.join(' UNION ALL ')
    const { rows } = await this.#work.query<Record<string, string | null>>({
      name: 'state',
      text: `SELECT pg_snapshot_xmax(pg_current_snapshot()) AS next,
        (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xid IS NOT NULL) AS writing,
        ${
          sequences.length === 0
            ? `'[]'`
            : `(SELECT json_agg(s.state ORDER BY s.number) FROM (${union(
                sequences.map(
                  (sequence, i) =>
                    `SELECT ${i} AS number, last_value || ' ' || is_called AS state FROM ${sequence}`,
                ),
              )}) s)`
        } AS sequences,
        (SELECT json_agg(u.state ORDER BY u.number) FROM (${union([
          ...untold.map(
            (table, i) =>
              `SELECT ${i} AS number, count(*) || ' ' || coalesce(sum(xmin::text::numeric), 0) AS state FROM ONLY ${table}`,
          ),
          `SELECT -1, coalesce(string_agg(setrole || ' ' || setconfig::text, ' ' ORDER BY setrole), '') FROM pg_db_role_setting
           WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        ])}) u) AS untold`,
    })
    const [row] = rows
    return {
      next: row?.['next'] ?? '',
      writing: row?.['writing'] !== '0',
      sequences: JSON.parse(row?.['sequences'] ?? '[]') as string[],
      untold: row?.['untold'] ?? '',
    }
  }
}

function changeOf(message: Extract<LogMessage, { relation: Relation }>): Change {
  const change: { before?: TextRow; after?: TextRow } = {}
  if ('before' in message) change.before = message.before
  if ('after' in message) change.after = message.after
  return change
}
