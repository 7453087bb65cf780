import type { TextRow } from '../../running.ts'

/** A column's value as the server's text; `unchanged`: too large to be told again, and as it was. */
type TupleValue = string | null | typeof unchanged
const unchanged = Symbol('unchanged')

/** A table as the stream names it, before its first row. Stored generated columns are not told. */
export interface Relation {
  readonly oid: number
  readonly schema: string
  readonly table: string
  readonly columns: readonly string[]
}

export type LogMessage =
  | { readonly kind: 'insert'; readonly relation: Relation; readonly after: TextRow }
  | { readonly kind: 'delete'; readonly relation: Relation; readonly before: TextRow }
  | {
      readonly kind: 'update'
      readonly relation: Relation
      readonly before: TextRow
      readonly after: TextRow
    }
  | { readonly kind: 'truncate' }
  /** What `pg_logical_emit_message` wrote under {@link messagePrefix}. */
  | { readonly kind: 'message'; readonly text: string }
  /** A row without its former values, or bytes that are no text: nothing can be put back by it. */
  | { readonly kind: 'unreadable' }

/** Marks our own messages in the server's log. */
export const messagePrefix = 'poligon'

/** Text of the message in a transaction that puts rows back: nothing in it was done by anybody else. */
export const undoneMessage = 'undone'

/**
 * Reads what the output plugin `pgoutput` says, version 1 of its protocol, for tables with REPLICA
 * IDENTITY FULL (PostgreSQL manual, "Logical Replication Message Formats"). Begin, commit, origin and
 * type messages say nothing that is needed here; transactions that put rows back are left out.
 */
export class LogMessageReader {
  readonly #relations = new Map<number, Relation>()
  #transaction: LogMessage[] = []

  /** @returns the messages of a transaction when `packet` ends it. */
  read(packet: Buffer): readonly LogMessage[] {
    // Transactions come whole and one after another.
    if (packet[0] === begin) this.#transaction = []
    const message = readMessage(new Packet(packet), this.#relations)
    if (message) this.#transaction.push(message)
    if (packet[0] !== commit) return []
    const messages = this.#transaction
    this.#transaction = []
    return messages.some(isOurs) ? [] : messages
  }
}

const begin = 'B'.charCodeAt(0)
const commit = 'C'.charCodeAt(0)
const isOurs = (message: LogMessage) => message.kind === 'message' && message.text === undoneMessage

function readMessage(packet: Packet, relations: Map<number, Relation>): LogMessage | undefined {
  const relation = (): Relation => {
    const known = relations.get(packet.uint32())
    if (!known) throw new Error('pgoutput: a row of a table that was not told')
    return known
  }
  switch (packet.letter()) {
    case 'R': {
      const told = readRelation(packet)
      relations.set(told.oid, told)
      return undefined
    }
    case 'I': {
      const table = relation()
      packet.letter()
      return legible({ kind: 'insert', relation: table, after: readRow(packet, table) })
    }
    case 'U': {
      const table = relation()
      if (packet.letter() !== 'O') return { kind: 'unreadable' }
      const before = readRow(packet, table)
      packet.letter()
      return legible({
        kind: 'update',
        relation: table,
        before,
        after: readRow(packet, table, before),
      })
    }
    case 'D': {
      const table = relation()
      if (packet.letter() !== 'O') return { kind: 'unreadable' }
      return legible({ kind: 'delete', relation: table, before: readRow(packet, table) })
    }
    case 'T':
      return { kind: 'truncate' }
    case 'M': {
      packet.skip(1 + 8)
      if (packet.text() !== messagePrefix) return undefined
      return { kind: 'message', text: packet.sized() }
    }
    default:
      return undefined
  }
}

function readRelation(packet: Packet): Relation {
  const oid = packet.uint32()
  const schema = packet.text()
  const table = packet.text()
  packet.letter()
  const columns = Array.from({ length: packet.uint16() }, () => {
    packet.skip(1)
    const column = packet.text()
    packet.skip(4 + 4)
    return column
  })
  return { oid, schema: schema === '' ? 'pg_catalog' : schema, table, columns }
}

function readRow(packet: Packet, { columns }: Relation, before: TextRow = {}): TextRow {
  const count = packet.uint16()
  if (count !== columns.length) throw new Error('pgoutput: a row of another width than its table')
  return Object.fromEntries(
    columns.map((column) => {
      const value = packet.value()
      return [column, value === unchanged ? (before[column] ?? null) : value]
    }),
  )
}

/** In a database without a charset (SQL_ASCII) bytes may be no text: they would not come back as they were. */
function legible(message: LogMessage): LogMessage {
  const rows = [
    ...('before' in message ? [message.before] : []),
    ...('after' in message ? [message.after] : []),
  ]
  const broken = rows.some((row) => Object.values(row).some((value) => value?.includes('\ufffd')))
  return broken ? { kind: 'unreadable' } : message
}

class Packet {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  letter(): string {
    return String.fromCharCode(this.#bytes.readUInt8(this.#at++))
  }

  uint16(): number {
    this.#at += 2
    return this.#bytes.readUInt16BE(this.#at - 2)
  }

  uint32(): number {
    this.#at += 4
    return this.#bytes.readUInt32BE(this.#at - 4)
  }

  skip(bytes: number): void {
    this.#at += bytes
  }

  /** Ends with a NUL. */
  text(): string {
    const end = this.#bytes.indexOf(0, this.#at)
    const text = this.#bytes.toString('utf8', this.#at, end)
    this.#at = end + 1
    return text
  }

  /** Its length comes before it. */
  sized(): string {
    const length = this.uint32()
    this.#at += length
    return this.#bytes.toString('utf8', this.#at - length, this.#at)
  }

  value(): TupleValue {
    switch (this.letter()) {
      case 'n':
        return null
      case 'u':
        return unchanged
      case 't':
        return this.sized()
      default:
        throw new Error('pgoutput: a value of an unknown form')
    }
  }
}
