/** A column as a table map event describes it: its type and what the type needs to be read. */
export interface LoggedColumn {
  readonly type: number
  readonly metadata: number
}

/** Types of columns in the binary log (MySQL source documentation, `enum_field_types`; MariaDB KB, "Table map event"). */
export const columnType = {
  tiny: 1,
  short: 2,
  long: 3,
  float: 4,
  double: 5,
  timestamp: 7,
  longLong: 8,
  int24: 9,
  date: 10,
  time: 11,
  dateTime: 12,
  year: 13,
  newDate: 14,
  varchar: 15,
  bit: 16,
  timestamp2: 17,
  dateTime2: 18,
  time2: 19,
  compressedBlob: 140,
  compressedVarchar: 141,
  vector: 242,
  json: 245,
  decimal: 246,
  enum: 247,
  set: 248,
  tinyBlob: 249,
  mediumBlob: 250,
  longBlob: 251,
  blob: 252,
  varString: 253,
  string: 254,
  geometry: 255,
} as const

const t = columnType

/** How many bytes of a table map event describe a column of the type further; no entry: none. */
const metadataBytes: Readonly<Record<number, 1 | 2>> = {
  [t.float]: 1,
  [t.double]: 1,
  [t.timestamp2]: 1,
  [t.dateTime2]: 1,
  [t.time2]: 1,
  [t.compressedBlob]: 1,
  [t.vector]: 1,
  [t.json]: 1,
  [t.tinyBlob]: 1,
  [t.mediumBlob]: 1,
  [t.longBlob]: 1,
  [t.blob]: 1,
  [t.geometry]: 1,
  [t.varchar]: 2,
  [t.varString]: 2,
  [t.compressedVarchar]: 2,
  [t.bit]: 2,
  [t.decimal]: 2,
  [t.enum]: 2,
  [t.set]: 2,
  [t.string]: 2,
}

const fixedBytes: Readonly<Record<number, number>> = {
  [t.tiny]: 1,
  [t.short]: 2,
  [t.int24]: 3,
  [t.long]: 4,
  [t.longLong]: 8,
  [t.float]: 4,
  [t.double]: 8,
  [t.year]: 1,
  [t.date]: 3,
  [t.newDate]: 3,
  [t.time]: 3,
  [t.timestamp]: 4,
  [t.dateTime]: 8,
}

/** @returns the columns of a table map event, from its bytes of types and of metadata. */
export function readColumns(types: Uint8Array, metadata: Buffer): LoggedColumn[] {
  let at = 0
  return Array.from(types, (type) => {
    const size = metadataBytes[type]
    if (size === undefined) return { type, metadata: 0 }
    // Of CHAR, ENUM and SET the first byte is the real type: they are read in the order in which they stand.
    const isPair = type === t.string || type === t.enum || type === t.set || type === t.decimal
    const value =
      size === 1
        ? metadata.readUInt8(at)
        : isPair
          ? metadata.readUInt16BE(at)
          : metadata.readUInt16LE(at)
    at += size
    return type === t.string ? realString(value) : { type, metadata: value }
  })
}

/** Lengths over 255 borrow two bits of the type (`Field_string::do_save_field_metadata`). */
function realString(value: number): LoggedColumn {
  const [first, second] = [value >> 8, value & 255]
  const isLong = (first & 0x30) !== 0x30
  const type = isLong ? first | 0x30 : first
  const length = isLong ? second | (((first & 0x30) ^ 0x30) << 4) : second
  return type === t.enum || type === t.set
    ? { type, metadata: second }
    : { type: t.string, metadata: length }
}

/** Where the bytes of a value lie, its length before them left out. */
export interface Extent {
  readonly start: number
  readonly end: number
}

/** @returns `undefined` for a type that is not known: the rest of the row cannot be read then. */
export function valueAt(column: LoggedColumn, bytes: Buffer, at: number): Extent | undefined {
  const { type, metadata } = column
  const fixed = fixedBytes[type]
  const sized = (length: number) => ({ start: at, end: at + length })
  const prefixed = (prefix: number) => {
    const start = at + prefix
    return { start, end: start + bytes.readUIntLE(at, prefix) }
  }
  if (fixed !== undefined) return sized(fixed)
  switch (type) {
    case t.timestamp2:
      return sized(4 + fractionBytes(metadata))
    case t.dateTime2:
      return sized(5 + fractionBytes(metadata))
    case t.time2:
      return sized(3 + fractionBytes(metadata))
    case t.decimal:
      return sized(decimalBytes(metadata >> 8, metadata & 255))
    case t.bit:
      return sized((metadata >> 8) + ((metadata & 255) > 0 ? 1 : 0))
    case t.enum:
    case t.set:
      return sized(metadata & 255)
    case t.varchar:
    case t.varString:
    case t.compressedVarchar:
    case t.string:
      return prefixed(metadata > 255 ? 2 : 1)
    case t.compressedBlob:
    case t.vector:
    case t.json:
    case t.tinyBlob:
    case t.mediumBlob:
    case t.longBlob:
    case t.blob:
    case t.geometry:
      return prefixed(metadata)
    default:
      return undefined
  }
}

/** Bytes of the fraction of a second that has so many digits. */
export function fractionBytes(digits: number): number {
  return Math.ceil(digits / 2)
}

/** Nine digits stand in four bytes, what is left in as few as hold it (MySQL, `strings/decimal.c`). */
function decimalBytes(precision: number, scale: number): number {
  const bytes = (digits: number) =>
    Math.floor(digits / 9) * 4 + ([0, 1, 1, 2, 2, 3, 3, 4, 4][digits % 9] ?? 0)
  return bytes(precision - scale) + bytes(scale)
}
