import type { ColumnKind } from '../column.ts'

/** The largest doubles not above 2^63 - 1 and 2^64 - 1. */
const maxBigint = 9_223_372_036_854_774_784
const maxUnsignedBigint = 18_446_744_073_709_549_568

/** Largest value: signed, unsigned. */
export const mysqlIntegers: Readonly<Record<string, readonly [number, number]>> = {
  tinyint: [127, 255],
  bool: [127, 255],
  boolean: [127, 255],
  int1: [127, 255],
  smallint: [32_767, 65_535],
  int2: [32_767, 65_535],
  mediumint: [8_388_607, 16_777_215],
  int3: [8_388_607, 16_777_215],
  int: [2_147_483_647, 4_294_967_295],
  integer: [2_147_483_647, 4_294_967_295],
  int4: [2_147_483_647, 4_294_967_295],
  bigint: [maxBigint, maxUnsignedBigint],
  int8: [maxBigint, maxUnsignedBigint],
  serial: [maxUnsignedBigint, maxUnsignedBigint],
  year: [2155, 2155],
}

/** Longest value of the types that are limited in bytes. */
export const mysqlByteLimits: Readonly<Record<string, number>> = {
  tinytext: 255,
  text: 65_535,
  mediumtext: 16_777_215,
  longtext: 4_294_967_295,
  tinyblob: 255,
  blob: 65_535,
  mediumblob: 16_777_215,
  longblob: 4_294_967_295,
}

/** Every type a column can be declared with that is not an integer; a type not named here is not guessed at. */
export const mysqlKinds: Readonly<Record<string, ColumnKind>> = {
  char: 'text',
  character: 'text',
  varchar: 'text',
  varchar2: 'text',
  nchar: 'text',
  nvarchar: 'text',
  tinytext: 'text',
  text: 'text',
  mediumtext: 'text',
  longtext: 'text',
  clob: 'text',
  enum: 'text',
  set: 'text',
  decimal: 'decimal',
  dec: 'decimal',
  numeric: 'decimal',
  fixed: 'decimal',
  number: 'decimal',
  float: 'decimal',
  double: 'decimal',
  real: 'decimal',
  date: 'date',
  time: 'time',
  datetime: 'timestamp',
  timestamp: 'timestamp',
  json: 'json',
  uuid: 'uuid',
  inet4: 'inet',
  inet6: 'inet',
  binary: 'binary',
  varbinary: 'binary',
  raw: 'binary',
  tinyblob: 'binary',
  blob: 'binary',
  mediumblob: 'binary',
  longblob: 'binary',
  bit: 'other',
  geometry: 'other',
  point: 'other',
  linestring: 'other',
  polygon: 'other',
  multipoint: 'other',
  multilinestring: 'other',
  multipolygon: 'other',
  geometrycollection: 'other',
  geomcollection: 'other',
  vector: 'other',
}

/** Bytes that one character of a character set may take. */
const widths: Readonly<Record<string, number>> = {
  utf8: 3,
  utf8mb3: 3,
  utf8mb4: 4,
  utf16: 4,
  utf16le: 4,
  utf32: 4,
  ucs2: 2,
}

export const widthOf = (charset: string): number => widths[charset] ?? 1

export const isUtf8 = (charset: string): boolean => /^utf8(?:mb[34])?$/.test(charset)
