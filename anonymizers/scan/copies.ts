import type { TableName } from '../../core/contracts/dump.ts'
import type { JudgedColumn } from './judge-table.ts'
import type { Kind } from './kinds.ts'
import { mostSampled } from './column-samples.ts'
import type { SampledColumn, SampledTable } from './table-samples.ts'

/** Kinds whose values name one person: where the same ones stand, the same persons do. */
const telling = new Set<Kind>([
  'email',
  'phone',
  'full_name',
  'last_name',
  'username',
  'iban',
  'tax_id',
  'national_id',
  'street',
  'card',
  'mac',
])

/** Those whose values may stand as numbers. */
const numbers = new Set<Kind>(['phone', 'tax_id', 'national_id', 'card'])

/** Different values that both columns must have shown. */
const fewest = 8

/** Columns that hold the values of a judged one under a name that says nothing; they are judged like it. */
export function copiesAmong(
  tables: readonly SampledTable[],
  judged: ReadonlyMap<TableName, readonly JudgedColumn[]>,
): ReadonlyMap<TableName, readonly JudgedColumn[]> {
  const originals = tables.flatMap(({ shape, columns }) =>
    (judged.get(shape.name) ?? []).flatMap((one) => {
      const column = columns.find((other) => other.shape.name === one.column)
      const clear = column && telling.has(one.kind) && one.confidence >= 0.7 && tellsApart(column)
      return clear ? [{ at: `${shape.name}.${one.column}`, kind: one.kind, column }] : []
    }),
  )
  return new Map(
    tables.map(({ shape, columns }) => {
      const known = judged.get(shape.name) ?? []
      const copies = columns
        .filter(
          (column) => mayBeCopy(column) && !known.some((one) => one.column === column.shape.name),
        )
        .flatMap((column): JudgedColumn[] => {
          const found = originals.find(
            (original) => mayHold(column, original.kind) && holdsSame(column, original.column),
          )
          if (!found) return []
          const evidence = [`values: those of ${found.at}`]
          return [
            {
              column: column.shape.name,
              kind: found.kind,
              confidence: 0.75,
              evidence,
              empty: false,
            },
          ]
        })
      return [shape.name, copies]
    }),
  )
}

/** Nearly every row has a value of its own: a column of a few words would make every other one its copy. */
const tellsApart = ({ filled, values }: SampledColumn): boolean =>
  values.length >= Math.min(filled, mostSampled) * 0.4

const mayBeCopy = ({ shape, hashes }: SampledColumn): boolean =>
  /^(?:text|integer|decimal)$/.test(shape.kind) && hashes.size >= fewest

const mayHold = ({ shape }: SampledColumn, kind: Kind): boolean =>
  shape.kind === 'text' || numbers.has(kind)

/** Of both only the values with the smallest hashes are known: they are compared as far as both reach. */
function holdsSame({ hashes: one }: SampledColumn, { hashes: other }: SampledColumn): boolean {
  if (other.size < fewest) return false
  const reach = Math.min(Math.max(...one), Math.max(...other))
  const seen = [...one].filter((hash) => hash <= reach)
  const shared = seen.filter((hash) => other.has(hash)).length
  return shared >= fewest && shared >= seen.length * 0.6
}
