import type { Column } from '../catalogue.ts'
import { quoteName } from '../connect.ts'
import { columnType as t, fractionBytes, type Extent, type LoggedColumn } from './column-layout.ts'

/**
 * How a value of a key is written in SQL so that it finds its row by the key's index: from its bytes in the
 * log, and by the server itself from a column. `undefined` from `ofBytes`: the log has it in another form.
 */
export interface KeyColumn {
  readonly name: string
  /** Position among all columns of the table, from 0. */
  readonly position: number
  readonly ofBytes: (column: LoggedColumn, bytes: Buffer, value: Extent) => string | undefined
  /** An expression that gives the literal. */
  readonly ofColumn: (alias: string) => string
}

/** What information_schema.COLUMNS says of a column. */
export interface ColumnDescription extends Pick<Column, 'name'> {
  readonly position: number
  /** `bigint`. */
  readonly type: string
  /** `bigint(20) unsigned`. */
  readonly fullType: string
  readonly charset: string | null
}

/** @returns `undefined` for types that are rare in keys or that the log writes in a form of its own. */
export function keyColumn(column: ColumnDescription): KeyColumn | undefined {
  const { name, position, type, fullType, charset } = column
  const at = (alias: string) => `${alias}.${quoteName(name)}`
  const place = { name, position }
  if (/^(tiny|small|medium|big)?int$/.test(type)) {
    const isUnsigned = /\bunsigned\b/.test(fullType)
    return {
      ...place,
      ofBytes: (_, bytes, value) => integer(bytes, value, isUnsigned),
      ofColumn: (alias) => `CAST(${at(alias)} AS CHAR)`,
    }
  }
  if (type === 'enum' || type === 'set')
    return {
      ...place,
      ofBytes: (_, bytes, value) => integer(bytes, value, true),
      ofColumn: (alias) => `CAST(${at(alias)} + 0 AS CHAR)`,
    }
  if (/^(char|varchar|.*text)$/.test(type) && charset !== null && /^\w+$/.test(charset))
    return {
      ...place,
      ofBytes: (_, bytes, { start, end }) => `_${charset} X'${bytes.toString('hex', start, end)}'`,
      ofColumn: (alias) => `CONCAT('_${charset} X''', LOWER(HEX(${at(alias)})), '''')`,
    }
  if (/^(binary|varbinary|.*blob)$/.test(type))
    return {
      ...place,
      ofBytes: ({ type: logged, metadata }, bytes, { start, end }) =>
        `X'${bytes.toString('hex', start, end).padEnd(logged === t.string ? 2 * metadata : 0, '0')}'`,
      ofColumn: (alias) => `CONCAT('X''', LOWER(HEX(${at(alias)})), '''')`,
    }
  if (/^(date|datetime|timestamp)$/.test(type))
    return { ...place, ofBytes: dateLiteral, ofColumn: (alias) => `QUOTE(${at(alias)})` }
  return undefined
}

function integer(bytes: Buffer, { start, end }: Extent, isUnsigned: boolean): string {
  let value = 0n
  for (let i = end - 1; i >= start; i--) value = (value << 8n) | BigInt(bytes.readUInt8(i))
  return String(isUnsigned ? value : BigInt.asIntN(8 * (end - start), value))
}

/** `DATE`, and the packed forms of `DATETIME` and `TIMESTAMP` since MySQL 5.6 (MySQL, `my_datetime_packed_to_binary`). */
function dateLiteral(column: LoggedColumn, bytes: Buffer, { start }: Extent): string | undefined {
  const { type, metadata: digits } = column
  if (type === t.date) {
    const packed = bytes.readUIntLE(start, 3)
    return `'${day(packed >> 9, (packed >> 5) & 15, packed & 31)}'`
  }
  if (type === t.dateTime2) {
    const packed = bytes.readUIntBE(start, 5) - 0x80_0000_0000
    const [date, time] = [Math.floor(packed / 0x2_0000), packed % 0x2_0000]
    const month = date >> 5
    return `'${day(Math.floor(month / 13), month % 13, date & 31)} ${clock(time >> 12, (time >> 6) & 63, time & 63)}${fraction(bytes, start + 5, digits)}'`
  }
  if (type === t.timestamp2) {
    const seconds = bytes.readUInt32BE(start)
    const text =
      seconds === 0
        ? '0000-00-00 00:00:00'
        : new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')
    return `'${text}${fraction(bytes, start + 4, digits)}'`
  }
  return undefined
}

const padded = (value: number, width: number) => String(value).padStart(width, '0')
const day = (year: number, month: number, of: number) =>
  `${padded(year, 4)}-${padded(month, 2)}-${padded(of, 2)}`
const clock = (hour: number, minute: number, second: number) =>
  `${padded(hour, 2)}:${padded(minute, 2)}:${padded(second, 2)}`

function fraction(bytes: Buffer, at: number, digits: number): string {
  if (digits === 0) return ''
  const size = fractionBytes(digits)
  return `.${padded(bytes.readUIntBE(at, size), 2 * size).slice(0, digits)}`
}
