import type { ServerAddress } from '../../server.ts'
import { withConnection, type Connection } from '../connect.ts'
import { BinlogStream, writePosition } from './binlog-stream.ts'
import type { LogEvent } from './log-events.ts'
import type { TouchedRows } from './touched-rows.ts'

/** The log of one server, heard by all slots that have their schemas on it. */
export class ServerLog implements AsyncDisposable {
  readonly #address: ServerAddress
  readonly #followers = new Set<TouchedRows>()
  #stream: BinlogStream | undefined
  #opening: Promise<void> | undefined
  #file = ''

  constructor(address: ServerAddress) {
    this.#address = address
  }

  /** From here on `touched` hears what is written. */
  async follow(touched: TouchedRows): Promise<void> {
    // Slots may find it lost at the same time; one of them opens it.
    this.#opening ??= this.#open().finally(() => (this.#opening = undefined))
    await this.#opening
    this.#followers.add(touched)
  }

  leave(touched: TouchedRows): void {
    this.#followers.delete(touched)
  }

  /** Waits until everything that was committed was heard. @returns whether it was. */
  async read(connection: Connection): Promise<boolean> {
    const stream = this.#stream
    if (!stream) return false
    const position = await writePosition(connection)
    await stream.reached(position)
    if (stream.lost) return false
    // What was read is not needed again.
    if (this.#file !== position.file)
      await connection.run(`PURGE BINARY LOGS TO '${position.file}'`)
    this.#file = position.file
    return true
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stream?.[Symbol.asyncDispose]()
    this.#stream = undefined
  }

  /** What was written while nobody listened is not known to those who were to hear it. */
  async #open(): Promise<void> {
    if (this.#stream && !this.#stream.lost) return
    await this.#stream?.[Symbol.asyncDispose]()
    for (const touched of this.#followers) touched.miss()
    const position = await withConnection(this.#address, writePosition)
    this.#file = position.file
    const hear = (event: LogEvent) => {
      for (const touched of this.#followers) touched.hear(event)
    }
    this.#stream = await BinlogStream.open(this.#address, position, hear)
  }
}
