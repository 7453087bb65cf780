import type { ColumnKind, ColumnShape } from '../column.ts'

/** What a type means for masking; a column has it, and so do domains and enums. */
export type TypeShape = Pick<
  ColumnShape,
  'kind' | 'maxLength' | 'maxValue' | 'caseInsensitive' | 'values'
>

const other: TypeShape = { kind: 'other', caseInsensitive: false }

/** Largest double not above 2^63 - 1. */
export const maxBigint = 9_223_372_036_854_774_784

const integers: Readonly<Record<string, number>> = {
  smallint: 32_767,
  int2: 32_767,
  smallserial: 32_767,
  integer: 2_147_483_647,
  int: 2_147_483_647,
  int4: 2_147_483_647,
  serial: 2_147_483_647,
  oid: 4_294_967_295,
  bigint: maxBigint,
  int8: maxBigint,
  bigserial: maxBigint,
}

const kinds: Readonly<Record<string, ColumnKind>> = {
  text: 'text',
  citext: 'text',
  name: 'text',
  'character varying': 'text',
  varchar: 'text',
  character: 'text',
  char: 'text',
  bpchar: 'text',
  numeric: 'decimal',
  decimal: 'decimal',
  real: 'decimal',
  float4: 'decimal',
  float8: 'decimal',
  float: 'decimal',
  'double precision': 'decimal',
  boolean: 'boolean',
  bool: 'boolean',
  date: 'date',
  time: 'time',
  timetz: 'time',
  'time without time zone': 'time',
  'time with time zone': 'time',
  timestamp: 'timestamp',
  timestamptz: 'timestamp',
  'timestamp without time zone': 'timestamp',
  'timestamp with time zone': 'timestamp',
  uuid: 'uuid',
  json: 'json',
  jsonb: 'json',
  inet: 'inet',
  cidr: 'inet',
  bytea: 'binary',
  'bit varying': 'other',
}

/** A PostgreSQL type taken apart: `character varying(45)[]` → words, the number, that it is an array. */
export interface WrittenType {
  /** In lower case, with the schema when one is written: `character varying`, `public.year`. */
  readonly words: string
  readonly size?: number | undefined
  readonly array: boolean
}

/**
 * `declared`: the domains and enums of the dump, by name. An unknown name (a type of an extension) is
 * `other`; several words that are no type of PostgreSQL are undefined.
 */
export function postgresType(
  type: WrittenType,
  declared: ReadonlyMap<string, TypeShape>,
): TypeShape | undefined {
  const own = declared.get(type.words)
  if (own) return type.array ? other : own
  const words = type.words.replace(/^(?:pg_catalog\.|.*\.(?=citext$))/, '')
  const maxValue = integers[words]
  if (maxValue !== undefined && type.array) return other
  if (maxValue !== undefined) return { kind: 'integer', maxValue, caseInsensitive: false }
  const kind = kinds[words]
  if (kind === undefined) return /^(?!interval ).* /.test(words) ? undefined : other
  if (type.array) return other
  if (kind !== 'text') return { kind, caseInsensitive: false }
  const single = words === 'character' || words === 'char'
  const maxLength = words === 'name' ? 63 : (type.size ?? (single ? 1 : undefined))
  return {
    kind,
    caseInsensitive: words === 'citext',
    ...(maxLength === undefined ? {} : { maxLength }),
  }
}
