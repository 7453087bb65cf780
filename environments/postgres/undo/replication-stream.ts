import { escapeIdentifier, type Client } from 'pg'
import { randomToken } from '../../../core/seed.ts'
import type { DatabaseAddress } from '../../running.ts'
import { connect } from '../connect.ts'
import { LogMessageReader, type LogMessage } from './pgoutput.ts'
import { undoSession } from './settings.ts'
import { publication } from './undo-plan.ts'

/** What `pg` has and its types leave out: the messages of a stream in both directions. */
interface CopyConnection {
  on(event: 'copyData', hear: (message: { readonly chunk: Buffer }) => void): void
  sendCopyFromChunk(chunk: Buffer): void
}

/** How long the server may take to send what was committed, in milliseconds. */
const patience = 10_000

/** First letter of what is sent (PostgreSQL manual, "Streaming Replication Protocol"). */
const letters = { data: 'w'.charCodeAt(0), keepalive: 'k'.charCodeAt(0), status: 'r'.charCodeAt(0) }
const dataHeader = 1 + 8 + 8 + 8

/**
 * The log of one database as the server decodes it while it is written (logical replication over a temporary
 * slot, which goes with the connection).
 */
export class ReplicationStream {
  readonly #client: Client
  readonly #connection: CopyConnection
  readonly #reader = new LogMessageReader()
  readonly #hear: (message: LogMessage, bytes: number) => void
  readonly #waiting = new Map<string, () => void>()
  #position = 0n
  #lost = false

  private constructor(client: Client, hear: (message: LogMessage, bytes: number) => void) {
    this.#client = client
    this.#connection = (client as unknown as { connection: CopyConnection }).connection
    this.#hear = hear
    client.on('error', () => this.#lose())
    client.on('end', () => this.#lose())
  }

  /**
   * @param hear gets what was committed, in order, and how many bytes told it.
   * @returns the stream, and the process of the server that serves it.
   * @throws what the server says when it cannot log changes, or not within two seconds.
   */
  static async open(
    administrator: DatabaseAddress,
    hear: (message: LogMessage, bytes: number) => void,
  ): Promise<{ stream: ReplicationStream; pid: number }> {
    const client = await connect(administrator, { replication: true })
    try {
      const slot = `poligon_${randomToken(64)}`
      // Making a slot waits for the transactions of the whole server that are open.
      await client.query(undoSession)
      await client.query(`SET statement_timeout = '2s'; SET wal_sender_timeout = 0`)
      const { rows } = await client.query<{ pid: string }>(
        `SELECT pg_backend_pid() AS pid, pg_create_logical_replication_slot('${slot}', 'pgoutput', true)`,
      )
      await client.query('SET statement_timeout = 0')
      const stream = new ReplicationStream(client, hear)
      stream.#begin(slot)
      return { stream, pid: Number(rows[0]?.pid) }
    } catch (failure) {
      await client.end().catch(() => {})
      throw failure
    }
  }

  /**
   * Waits until the message with this text was heard, and with it all that was committed before. The server
   * need not keep what was heard.
   *
   * @returns whether it was.
   */
  async heard(text: string): Promise<boolean> {
    if (this.#lost) return false
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.#lose(), patience)
      this.#waiting.set(text, () => {
        clearTimeout(timer)
        resolve()
      })
    })
    this.#waiting.delete(text)
    if (this.#lost) return false
    this.#confirm()
    return true
  }

  /** To be told before the message is written: it may be heard at once. */
  #begin(slot: string): void {
    this.#connection.on('copyData', ({ chunk }) => this.#take(chunk))
    this.#client
      .query(
        `START_REPLICATION SLOT ${escapeIdentifier(slot)} LOGICAL 0/0 (proto_version '1', publication_names '${publication}', messages 'true')`,
      )
      .catch(() => this.#lose())
  }

  #take(chunk: Buffer): void {
    if (chunk[0] === letters.keepalive) {
      const isAsked = chunk[17] === 1
      if (isAsked) this.#confirm()
      return
    }
    if (chunk[0] !== letters.data || this.#lost) return
    this.#position = chunk.readBigUInt64BE(1)
    try {
      for (const message of this.#reader.read(chunk.subarray(dataHeader))) {
        const waiting = message.kind === 'message' ? this.#waiting.get(message.text) : undefined
        if (waiting) waiting()
        else this.#hear(message, chunk.length)
      }
    } catch {
      this.#lose()
    }
  }

  #confirm(): void {
    const status = Buffer.alloc(1 + 8 + 8 + 8 + 8 + 1)
    status.writeUInt8(letters.status)
    for (const at of [1, 9, 17]) status.writeBigUInt64BE(this.#position, at)
    this.#connection.sendCopyFromChunk(status)
  }

  #lose(): void {
    this.#lost = true
    for (const waiting of this.#waiting.values()) waiting()
  }
}
