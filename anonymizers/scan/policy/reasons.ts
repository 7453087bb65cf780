import type { ColumnShape, TableShape } from '../../column.ts'
import type { SampledColumn } from '../table-samples.ts'

/** Why a column in which nothing personal was found stays: what its type and its values say it is. */
export function reasonFor(
  table: TableShape,
  shape: ColumnShape,
  sampled: SampledColumn | undefined,
): string {
  const { name } = shape
  if (table.foreignKeys.some(({ columns }) => columns.includes(name)))
    return 'refers to another table'
  if (table.primaryKey?.includes(name)) return 'key of the row'
  if (!sampled || sampled.filled === 0) return 'empty when it was scanned'
  if (shape.values) return 'one of a few words that the schema lists'
  switch (shape.kind) {
    case 'date':
    case 'time':
    case 'timestamp':
      return 'a time'
    case 'integer':
      return /_?id$/i.test(name) ? 'number of a row' : 'a whole number'
    case 'decimal':
      return 'an amount'
    case 'boolean':
      return 'yes or no'
    case 'json':
      return 'a document without persons in what was looked at'
    case 'uuid':
      return 'an identifier'
    case 'text':
      return sampled.values.length <= 3
        ? 'the same few words everywhere'
        : 'text without persons in what was looked at'
    case 'binary':
    case 'inet':
    case 'other':
      return `values of type ${shape.declared.toLowerCase()} without persons in what was looked at`
  }
}
