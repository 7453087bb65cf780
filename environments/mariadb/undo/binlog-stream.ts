import { randomInt } from 'node:crypto'
import mysql, { type Connection as CoreConnection } from 'mysql2'
import { clientOptions, type Connection } from '../connect.ts'
import type { ServerAddress } from '../../server.ts'
import { LogEventReader, type LogEvent } from './log-events.ts'

/** A place in the server's binary log. */
export interface Position {
  readonly file: string
  readonly offset: number
}

/** What mysql2 hands to the command that runs; its types leave commands out. */
interface Packet {
  readonly buffer: Buffer
  readonly offset: number
  readonly end: number
  isError(): boolean
  isEOF(): boolean
}
interface CommandConnection extends CoreConnection {
  addCommand(command: { execute(packet: Packet | undefined): boolean }): void
  _resetSequenceId(): void
  _bumpSequenceId(packets: number): void
  write(bytes: Buffer): void
}

/** How long the server may take to send what it has already written, in milliseconds. */
const patience = 5000

/** The server's binary log as it is written, sent to us as to a replica (MySQL protocol, COM_BINLOG_DUMP). */
export class BinlogStream implements AsyncDisposable {
  readonly #connection: CommandConnection
  readonly #hear: (event: LogEvent) => void
  readonly #reader = new LogEventReader()
  readonly #waiting = new Set<() => void>()
  #position: Position
  #lost = false

  private constructor(
    connection: CommandConnection,
    position: Position,
    hear: (event: LogEvent) => void,
  ) {
    this.#connection = connection
    this.#position = position
    this.#hear = hear
    connection.on('error', () => this.#lose())
    connection.on('end', () => this.#lose())
  }

  /** Begins to read at `position`; `hear` gets every event after it, in order. */
  static async open(
    address: ServerAddress,
    position: Position,
    hear: (event: LogEvent) => void,
  ): Promise<BinlogStream> {
    const connection = mysql.createConnection(clientOptions(address)) as CommandConnection
    const stream = new BinlogStream(connection, position, hear)
    // Events come without checksums, and MariaDB's own kinds as they are.
    await connection
      .promise()
      .query(
        `SET @master_binlog_checksum = 'NONE', @source_binlog_checksum = 'NONE', @mariadb_slave_capability = 4`,
      )
    stream.#begin()
    return stream
  }

  /** The connection ended, or something came that cannot be read: what was heard is not all. */
  get lost(): boolean {
    return this.#lost
  }

  /** Waits until everything before `position` was heard, or the stream is lost. */
  async reached(position: Position): Promise<void> {
    if (this.#has(position)) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.#lose(), patience)
      const look = () => {
        if (!this.#lost && !this.#has(position)) return
        clearTimeout(timer)
        this.#waiting.delete(look)
        resolve()
      }
      this.#waiting.add(look)
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#lost = true
    this.#connection.destroy()
  }

  #begin(): void {
    const { file, offset } = this.#position
    const name = Buffer.from(file, 'latin1')
    const frame = Buffer.alloc(15 + name.length)
    frame.writeUIntLE(frame.length - 4, 0, 3)
    const binlogDump = 0x12
    frame.writeUInt8(binlogDump, 4)
    frame.writeUInt32LE(offset, 5)
    // Of two replicas with one number the server keeps the newer.
    frame.writeUInt32LE(randomInt(2, 2 ** 32 - 1), 11)
    name.copy(frame, 15)
    const connection = this.#connection
    connection.addCommand({
      execute: (packet) => {
        if (!packet) {
          connection._resetSequenceId()
          connection.write(frame)
          connection._bumpSequenceId(1)
          return false
        }
        if (packet.isError() || packet.isEOF()) {
          this.#lose()
          return true
        }
        // A byte that says that no error follows stands before each event.
        this.#take(packet.buffer.subarray(packet.offset + 1, packet.end))
        return false
      },
    })
  }

  #take(bytes: Buffer): void {
    if (this.#lost) return
    const offset = bytes.readUInt32LE(13)
    const event = this.#reader.read(bytes)
    this.#hear(event)
    if (event.kind === 'unreadable') this.#lose()
    if (event.kind === 'rotate') this.#position = { file: event.file, offset: event.offset }
    else if (offset > 0) this.#position = { ...this.#position, offset }
    for (const look of this.#waiting) look()
  }

  #lose(): void {
    this.#lost = true
    for (const look of this.#waiting) look()
  }

  #has({ file, offset }: Position): boolean {
    const here = this.#position
    return here.file === file ? here.offset >= offset : number(here.file) > number(file)
  }
}

const number = (file: string) => Number(file.slice(file.lastIndexOf('.') + 1))

/** Where the server writes next. */
export async function writePosition(connection: Connection): Promise<Position> {
  // Renamed in MySQL 8.2; MariaDB knows the old words.
  const [row] = await connection
    .rows('SHOW MASTER STATUS')
    .catch(() => connection.rows('SHOW BINARY LOG STATUS'))
  return { file: row?.['File'] ?? '', offset: Number(row?.['Position']) }
}
