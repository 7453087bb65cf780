import type { ColumnShape } from '../column.ts'
import type { EngineFamily } from '../../core/contracts/dump.ts'
import type { Program } from '../programs/program.ts'

/**
 * What a dropped value becomes: NULL where the column takes it, else the empty value of its type.
 * Undefined when the type has none.
 */
export function emptyValue(column: ColumnShape, family: EngineFamily): Program | undefined {
  if (column.nullable) return { op: 'null' }
  const text = column.values ? column.values[0] : emptyText(column, family)
  return text === undefined ? undefined : { op: 'constant', text }
}

function emptyText(column: ColumnShape, family: EngineFamily): string | undefined {
  switch (column.kind) {
    case 'text':
      return ''
    case 'binary':
      return family === 'postgres' ? String.raw`\x` : ''
    case 'integer':
    case 'decimal':
      return '0'
    case 'boolean':
      return family === 'postgres' ? 'f' : '0'
    case 'date':
      return '1970-01-01'
    case 'time':
      return '00:00:00'
    case 'timestamp':
      return '1970-01-02 00:00:00'
    case 'uuid':
      return '00000000-0000-0000-0000-000000000000'
    case 'json':
      return '{}'
    case 'inet':
      return /inet6/i.test(column.declared) ? '::' : '0.0.0.0'
    case 'other':
      return family === 'postgres' ? otherPostgres(column.declared) : undefined
  }
}

function otherPostgres(declared: string): string | undefined {
  if (declared.endsWith(']')) return '{}'
  return /^(?:tsvector|tsquery|(?:.*\.)?hstore)$/.test(declared) ? '' : undefined
}
