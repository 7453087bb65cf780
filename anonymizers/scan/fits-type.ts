import type { ColumnShape } from '../column.ts'
import type { Kind } from './kinds.ts'

const numbers = new Set<Kind>([
  'phone',
  'postcode',
  'tax_id',
  'national_id',
  'iban',
  'card',
  'ip',
  'geo',
  'birth_date',
  'gender',
])
const dates = new Set<Kind>(['birth_date'])
const bytes = new Set<Kind>([
  'ip',
  'mac',
  'password_hash',
  'secret',
  'signature',
  'blob',
  'free_text',
  'geo',
  'email',
  'full_name',
])

/** Types of which it is known that they hold no words; an extension's or the dump's own may hold any. */
const withoutWords =
  /^(?:(?:bit|varbit|interval|money|(?:date|ts|tstz|num|int4|int8)(?:multi)?range|box|circle|line|lseg|path|(?:multi)?(?:linestring|polygon|point)|geom(?:etry)?collection|pg_lsn|xid8?|cid|tid|txid_snapshot|pg_snapshot)|(?:[\w"]+\.)?(?:geometry|geography|raster|box[23]d|(?:half|sparse)?vec(?:tor)?|cube))\b/i

/** Whether a column of this type can hold values of this kind at all. */
export function fitsType(
  kind: Kind,
  { kind: type, values, declared, maxLength }: ColumnShape,
): boolean {
  if (values !== undefined) return kind === 'gender'
  switch (type) {
    case 'text':
      // A UUID where there is no type for it.
      if (/^char\(36\)/i.test(declared)) return kind === 'secret'
      return !(maxLength !== undefined && maxLength < shortest(kind))
    case 'json':
      return true
    case 'integer':
    case 'decimal':
      return numbers.has(kind) && !/^(?:tinyint\(1\)|bit)/i.test(declared)
    case 'date':
    case 'timestamp':
      return dates.has(kind)
    case 'inet':
      return /mac/i.test(declared) ? kind === 'mac' : kind === 'ip'
    case 'binary':
      return bytes.has(kind)
    case 'uuid':
      return kind === 'secret'
    case 'other':
      return kind === 'geo' || declared.endsWith('[]') || !withoutWords.test(declared)
    case 'boolean':
    case 'time':
      return false
  }
}

/** In characters; what is shorter is a code for something. */
const shortest = (kind: Kind): number =>
  /^(?:gender|country)$/.test(kind) ? 1 : brief.has(kind) ? 4 : 6

const brief = new Set<Kind>([
  'postcode',
  'card',
  'bank',
  'geo',
  'birth_date',
  'secret',
  'tax_id',
  'national_id',
  'street',
])
