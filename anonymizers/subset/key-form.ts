import type { ColumnShape } from '../column.ts'
import { foldedText } from './folded-text.ts'

/** Writes values that a database holds for equal in one way. The result is valid until the next call. */
export type KeyForm = (value: Uint8Array) => Uint8Array

/** How the values of a column that is referred to are made one, and those that refer to it. */
export function keyFormOf(column: ColumnShape, postgres: boolean): KeyForm {
  switch (column.kind) {
    case 'integer':
    case 'decimal':
      return number
    case 'uuid':
      return (value) => encoder.encode(decoder.decode(value).toLowerCase())
    case 'text': {
      if (isExact(column, postgres)) return (value) => value
      return (value) => encoder.encode(foldedText(decoder.decode(value), column, postgres))
    }
    case 'boolean':
    case 'date':
    case 'time':
    case 'timestamp':
    case 'json':
    case 'inet':
    case 'binary':
    case 'other':
      return (value) => value
  }
}

/** Whether two values of the column are equal only when they are written alike. */
export function isExact(column: ColumnShape, postgres: boolean): boolean {
  if (column.kind !== 'text') return true
  return (
    postgres &&
    !column.caseInsensitive &&
    !/^(?:bp)?char\b|^character(?!\s*varying)/i.test(column.declared)
  )
}

/** Whole numbers stay as they are; else zeros go away that say nothing. */
function number(value: Uint8Array): Uint8Array {
  const first = value[0] ?? 0
  let plain = first >= 0x31 && first <= 0x39
  for (let i = 1; plain && i < value.length; i++) {
    const code = value[i] as number
    plain = code >= 0x30 && code <= 0x39
  }
  if (plain) return value
  const parts = /^\s*([+-]?)0*(\d*)(?:\.(\d*?)0*)?\s*$/.exec(decoder.decode(value))
  if (!parts) return value
  const [, sign, whole, fraction] = parts
  const digits = `${whole || '0'}${fraction ? `.${fraction}` : ''}`
  return encoder.encode(sign === '-' && digits !== '0' ? `-${digits}` : digits)
}

const decoder = new TextDecoder()
const encoder = new TextEncoder()
