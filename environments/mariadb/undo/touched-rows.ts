import type { LogEvent, LoggedRows } from './log-events.ts'
import type { UndoPlan, UndoTable } from './undo-plan.ts'

/** More rows than this of one table are found sooner by comparing all of it. */
const most = 20_000

/** Rows of one table that may not be as they were. */
export interface TouchedTable {
  readonly undo: UndoTable
  /** Keys as tuples of SQL literals; `undefined`: any row of the table. */
  readonly keys: ReadonlySet<string> | undefined
  /** Whether rows went, or what other tables refer to changed, so that the server changed those as well. */
  readonly moved: boolean
}

/** What the log told of one schema since it was last as its template, by key; values are not kept. */
export class TouchedRows {
  readonly #plan: UndoPlan
  readonly #database: string
  readonly #tables = new Map<
    string,
    { undo: UndoTable; keys: Set<string> | undefined; moved: boolean }
  >()
  #reshaped = false

  constructor(plan: UndoPlan, database: string) {
    this.#plan = plan
    this.#database = database
  }

  /** A definition changed, or something happened that rows do not tell. */
  get reshaped(): boolean {
    return this.#reshaped
  }

  get tables(): ReadonlyMap<string, TouchedTable> {
    return this.#tables
  }

  hear(event: LogEvent): void {
    if (event.kind === 'rows' && event.rows.database === this.#database) this.#hearRows(event.rows)
    if (event.kind === 'statement' && this.#concerns(event)) this.#reshaped = true
  }

  /** @param key `undefined` for any row. */
  touch(table: string, keys: Iterable<string> | undefined, moved: boolean): void {
    if (this.#plan.sequences.has(table)) return
    const undo = this.#plan.tables.get(table)
    if (!undo) {
      this.#reshaped = true
      return
    }
    const known = this.#tables.get(table) ?? { undo, keys: new Set<string>(), moved: false }
    this.#tables.set(table, known)
    known.moved ||= moved
    if (!keys) known.keys = undefined
    for (const key of keys ?? []) known.keys?.add(key)
    if ((known.keys?.size ?? 0) > most) known.keys = undefined
  }

  /** Something was written that was not heard. */
  miss(): void {
    this.#reshaped = true
  }

  clear(): void {
    this.#tables.clear()
    this.#reshaped = false
  }

  #hearRows({ table, change, columns, images, bytes }: LoggedRows): void {
    const undo = this.#plan.tables.get(table)
    const key = undo?.key ?? []
    if (!undo || !images || key.length === 0) {
      this.touch(table, undefined, true)
      return
    }
    let before: readonly (string | undefined)[] = []
    for (const { role, values } of images) {
      const isAfter = change === 'update' && role === 'after'
      const literals = key.map(({ position, ofBytes }, i) => {
        const value = values.get(position)
        const column = columns[position]
        // What an update leaves alone may be absent after it.
        if (value === undefined && isAfter) return before[i]
        return value && column ? ofBytes(column, bytes, value) : undefined
      })
      const moved =
        change === 'delete' || (isAfter && values.keys().some((at) => undo.referred.has(at)))
      const isTold = literals.every((literal) => literal !== undefined)
      this.touch(table, isTold ? [`(${literals.join(',')})`] : undefined, moved || !isTold)
      before = literals
    }
  }

  #concerns({ database, text }: Extract<LogEvent, { kind: 'statement' }>): boolean {
    if (bracket.test(text)) return false
    return database === this.#database || text.includes(this.#database)
  }
}

/** Statements that open and close transactions, and temporary tables, which end with their session. */
const bracket =
  /^\s*(BEGIN|START TRANSACTION|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|XA|(CREATE|DROP)\s+(\/\*!\d+ )?TEMPORARY)\b/i
