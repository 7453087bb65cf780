import { readColumns, valueAt, type Extent, type LoggedColumn } from './column-layout.ts'

/** What an event of the binary log says, as far as undoing needs it. */
export type LogEvent =
  | { readonly kind: 'rows'; readonly rows: LoggedRows }
  /** DDL and everything else that is logged as its text. */
  | { readonly kind: 'statement'; readonly database: string; readonly text: string }
  /** What follows stands in this file from this offset on. */
  | { readonly kind: 'rotate'; readonly file: string; readonly offset: number }
  /** It holds changes that cannot be read. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'other' }

export interface LoggedTable {
  readonly database: string
  readonly table: string
  readonly columns: readonly LoggedColumn[]
}

/** Rows of one table. */
export interface LoggedRows extends LoggedTable {
  readonly change: 'insert' | 'update' | 'delete'
  /** `undefined` when a type was met that is not known. */
  readonly images: readonly RowImage[] | undefined
  readonly bytes: Buffer
}

/** One row as it was or is; an update is told as two of them, of which the second may be partial. */
export interface RowImage {
  readonly role: 'before' | 'after'
  /** By position of the column; null is NULL, absent what was not logged. */
  readonly values: ReadonlyMap<number, Extent | null>
}

/** Kinds of events (MariaDB KB, "2-Binlog Event Header"; MySQL, `mysql::binlog::event::Log_event_type`). */
const rowEvents: Readonly<Record<number, { change: LoggedRows['change']; version: 1 | 2 }>> = {
  23: { change: 'insert', version: 1 },
  24: { change: 'update', version: 1 },
  25: { change: 'delete', version: 1 },
  30: { change: 'insert', version: 2 },
  31: { change: 'update', version: 2 },
  32: { change: 'delete', version: 2 },
}
const kinds = { query: 2, rotate: 4, tableMap: 19 }
/** Compressed by MariaDB (165–171) or MySQL (40), updates of parts of JSON (39), an incident (26). */
const unreadable = new Set([26, 39, 40, 165, 166, 167, 168, 169, 170, 171])

const headerBytes = 19

/** Reads events in the order in which the server wrote them: rows speak of tables that were told before. */
export class LogEventReader {
  readonly #tables = new Map<number, LoggedTable>()

  /** @param event one event from its header on, without a checksum. */
  read(event: Buffer): LogEvent {
    const type = event.readUInt8(4)
    if (type === kinds.rotate)
      return {
        kind: 'rotate',
        file: event.toString('latin1', headerBytes + 8),
        offset: Number(event.readBigUInt64LE(headerBytes)),
      }
    if (type === kinds.query) return readStatement(event)
    if (type === kinds.tableMap) {
      this.#tables.set(event.readUIntLE(headerBytes, 6), readTable(event))
      return { kind: 'other' }
    }
    const rows = rowEvents[type]
    if (rows) return this.#readRows(event, rows)
    return { kind: unreadable.has(type) ? 'unreadable' : 'other' }
  }

  #readRows(
    bytes: Buffer,
    { change, version }: { change: LoggedRows['change']; version: 1 | 2 },
  ): LogEvent {
    const table = this.#tables.get(bytes.readUIntLE(headerBytes, 6))
    if (!table) return { kind: 'unreadable' }
    let at = headerBytes + 8
    if (version === 2) at += bytes.readUInt16LE(at)
    const count = readLength(bytes, at)
    at = count.end
    const bitmapBytes = Math.ceil(count.value / 8)
    const present = [positions(bytes, at, count.value)]
    at += bitmapBytes
    if (change === 'update') {
      present.push(positions(bytes, at, count.value))
      at += bitmapBytes
    }
    const roles = change === 'update' ? (['before', 'after'] as const) : null
    const images: RowImage[] = []
    for (let i = 0; at < bytes.length; i++) {
      const image = readImage(bytes, at, present[i % present.length] ?? [], table.columns)
      if (!image) return { kind: 'rows', rows: { ...table, change, images: undefined, bytes } }
      images.push({
        role: roles?.[i % 2 === 0 ? 0 : 1] ?? (change === 'insert' ? 'after' : 'before'),
        values: image.values,
      })
      at = image.end
    }
    return { kind: 'rows', rows: { ...table, change, images, bytes } }
  }
}

function readStatement(event: Buffer): LogEvent {
  const databaseBytes = event.readUInt8(headerBytes + 8)
  const statusBytes = event.readUInt16LE(headerBytes + 11)
  const at = headerBytes + 13 + statusBytes
  return {
    kind: 'statement',
    database: event.toString('utf8', at, at + databaseBytes),
    text: event.toString('utf8', at + databaseBytes + 1),
  }
}

function readTable(event: Buffer): LoggedTable {
  let at = headerBytes + 8
  const text = () => {
    const start = at + 1
    const end = start + event.readUInt8(at)
    at = end + 1
    return event.toString('utf8', start, end)
  }
  const [database, table] = [text(), text()]
  const count = readLength(event, at)
  const types = event.subarray(count.end, count.end + count.value)
  const metadata = readLength(event, count.end + count.value)
  return {
    database,
    table,
    columns: readColumns(types, event.subarray(metadata.end, metadata.end + metadata.value)),
  }
}

function readImage(
  bytes: Buffer,
  from: number,
  present: readonly number[],
  columns: readonly LoggedColumn[],
): { values: Map<number, Extent | null>; end: number } | undefined {
  const isNull = new Set(positions(bytes, from, present.length))
  let at = from + Math.ceil(present.length / 8)
  const values = new Map<number, Extent | null>()
  for (const [i, position] of present.entries()) {
    if (isNull.has(i)) {
      values.set(position, null)
      continue
    }
    const column = columns[position]
    const extent = column && valueAt(column, bytes, at)
    if (!extent) return undefined
    values.set(position, extent)
    at = extent.end
  }
  return { values, end: at }
}

/** Positions of the bits that are set, lowest bit of the first byte first. */
function positions(bytes: Buffer, at: number, count: number): number[] {
  const set: number[] = []
  for (let i = 0; i < count; i++) if ((bytes.readUInt8(at + (i >> 3)) >> (i & 7)) & 1) set.push(i)
  return set
}

/** A number of one, three, four or nine bytes (MySQL protocol, "Length-Encoded Integers"). */
function readLength(bytes: Buffer, at: number): { value: number; end: number } {
  const first = bytes.readUInt8(at)
  const size = { 252: 2, 253: 3, 254: 8 }[first]
  if (size === undefined) return { value: first, end: at + 1 }
  return size === 8
    ? { value: Number(bytes.readBigUInt64LE(at + 1)), end: at + 9 }
    : { value: bytes.readUIntLE(at + 1, size), end: at + 1 + size }
}
