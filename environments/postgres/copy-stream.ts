import type { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { PoligonError } from '../../core/errors.ts'
import { say } from '../../core/redacted.ts'
import { copyPosition, errorText } from './error-text.ts'
import { refused } from './refused.ts'

/** Whole lines of COPY's text format. */
export interface CopyBlock {
  readonly bytes: Uint8Array
  readonly rows: number
  /** Of the table, from 1 on: the number of the first one. */
  readonly first: number
}

/**
 * A COPY that is under way on a connection.
 *
 * After an error pg-copy-streams has lost its connection, and whatever it is then asked to do, or had not
 * done yet, throws where nobody catches it: so there is one write at a time, and nothing after an error.
 */
export class CopyStream {
  readonly #table: string
  readonly #stream: ReturnType<typeof copyFrom>
  readonly #done: Promise<void>
  /** Where blocks begin: line of this COPY, row of the table. */
  readonly #starts: { readonly line: number; readonly row: number }[] = []
  #rows = 0
  #room: Promise<void> | undefined
  #failed = false

  /** @param statement - `COPY … FROM stdin`. */
  constructor(client: Client, table: string, statement: string) {
    this.#table = table
    this.#stream = client.query(copyFrom(statement))
    this.#done = new Promise<void>((resolve, reject) => {
      this.#stream.once('finish', resolve)
      this.#stream.on('error', (failure) => {
        this.#failed = true
        reject(this.#refused(failure))
      })
    })
    this.#done.catch(() => {})
  }

  /** Undefined when the server takes a block now. Rejects with POLIGON_LOAD when it has refused a row. */
  get room(): Promise<void> | undefined {
    return this.#failed ? this.#done : this.#room
  }

  /** Only when there is {@link room}; the bytes must stay as they are until there is again. */
  write({ bytes, rows, first }: CopyBlock): void {
    this.#starts.push({ line: this.#rows + 1, row: first })
    this.#rows += rows
    const written = new Promise<void>((resolve) => this.#stream.write(bytes, () => resolve()))
    this.#room = Promise.race([written, this.#done]).finally(() => (this.#room = undefined))
    this.#room.catch(() => {})
  }

  /** @throws POLIGON_LOAD with the row when the server refuses one, or when not every row was taken. */
  async end(): Promise<void> {
    await this.room
    this.#stream.end()
    await this.#done
    const taken = this.#stream.rowCount ?? 0
    if (taken !== this.#rows)
      throw refused(say`${this.#rows} rows were sent and ${taken} were taken`, {
        table: this.#table,
      })
  }

  /** So that the connection can be used again. */
  abandon(): void {
    if (!this.#failed) this.#stream.destroy()
  }

  #refused(failure: unknown): PoligonError {
    const { line, column } = copyPosition(failure)
    const start = this.#starts.findLast((one) => one.line <= (line ?? 0))
    return refused(
      errorText(failure),
      {
        table: this.#table,
        ...(line === undefined || !start ? {} : { row: start.row + line - start.line }),
        ...(column === undefined ? {} : { field: column }),
      },
      failure,
    )
  }
}
