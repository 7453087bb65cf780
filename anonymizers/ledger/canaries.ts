import { randomToken } from '../../core/seed.ts'
import type { ColumnShape, TableShape } from '../column.ts'
import type { MaskPlan } from '../plan.ts'
import type { CollectingPlan } from './leaves.ts'
import { singleLeaf } from './single-leaf.ts'

/** Invented people in the rows of one table. */
export interface Canaries {
  readonly shape: TableShape
  /** Columns that are planted, with a value for each row. */
  readonly columns: readonly { readonly column: string; readonly values: readonly string[] }[]
  /** A kept column of numbers, by which rows are told apart. */
  readonly numbers: string | undefined
}

export const rowsPlanted = 3

const letters = () => randomToken(64).replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)))
const digits = (count: number) =>
  randomToken(count * 8)
    .replace(/\D/g, '')
    .padEnd(count, '7')
    .slice(0, count)
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** By what a column holds: somebody who is in no list and in nobody's data. */
const inventions: Readonly<Record<string, () => string>> = {
  email: () => `kanarek.${letters()}@kanarek-firma.pl`,
  phone: () => `+48 60${digits(1)} ${digits(3)} ${digits(3)}`,
  fullName: () => `Kanarek ${capital(letters())}`,
  street: () => `ul. ${capital(letters())} ${digits(2)}/7`,
  company: () => `Kanarek ${capital(letters())} sp. z o.o.`,
  username: () => `kanarek_${letters()}`,
  token: () => letters(),
  freeText: () => `Proszę oddzwonić do Kanarka, umowa ${letters()}`,
  dropped: () => `Kanarek zostawił ${letters()}`,
}

/** Invents people for all tables that have columns whose values are masked whole and have room for them. */
export function inventCanaries(plan: MaskPlan, collecting: CollectingPlan): readonly Canaries[] {
  return plan.tables.flatMap(({ shape, rows }) => {
    if (rows === 'empty' || !/^[\w$]+(?:\.[\w$]+)*$/.test(shape.name)) return []
    const table = collecting.tables.get(shape.name)
    const numbers = shape.columns.find(
      ({ name, kind, generated }) =>
        kind === 'integer' &&
        !generated &&
        table?.columns.find(({ column }) => column === name)?.treatment === 'keep',
    )?.name
    const columns = shape.columns.flatMap((column) => {
      const planned = table?.columns.find((one) => one.column === column.name)
      const leaf = collecting.leaves[singleLeaf(collecting, planned)?.usual ?? 0]
      const invent = leaf && inventions[leaf.kind]
      if (!invent || !mayHold(column)) return []
      // Another person's mask may be like it: it takes the row to tell.
      if (leaf.grade === 'invented' && numbers === undefined) return []
      const values = Array.from({ length: rowsPlanted }, invent)
      const longest = Math.max(...values.map((value) => value.length))
      return longest > (column.maxLength ?? longest) ? [] : [{ column: column.name, values }]
    })
    return columns.length > 0 ? [{ shape, columns, numbers }] : []
  })
}

const mayHold = ({ kind, generated, values, charset }: ColumnShape) =>
  kind === 'text' && !generated && values === undefined && charset === undefined

/** The rows as a dump of the family has them. */
export function rowsOf({ shape, columns, numbers }: Canaries): string {
  const rows = Array.from({ length: rowsPlanted }, (_, row) => [
    ...(numbers === undefined ? [] : [String(row + 1)]),
    ...columns.map(({ values }) => values[row] as string),
  ])
  const names = [
    ...(numbers === undefined ? [] : [numbers]),
    ...columns.map(({ column }) => column),
  ]
  if (shape.family === 'postgres') {
    const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
    const table = shape.name.split('.').map(quoted).join('.')
    const lines = rows.map((row) => `${row.join('\t')}\n`).join('')
    return `\nCOPY ${table} (${names.map(quoted).join(', ')}) FROM stdin;\n${lines}\\.\n\n`
  }
  const quoted = (name: string) => `\`${name.replaceAll('`', '``')}\``
  const tuples = rows.map((row) => `(${row.map((value) => `'${value}'`).join(',')})`)
  return `\nINSERT INTO ${quoted(shape.name)} (${names.map(quoted).join(', ')}) VALUES ${tuples.join(',\n')};\n`
}
