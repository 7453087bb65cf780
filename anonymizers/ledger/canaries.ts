import type { ColumnShape, TableShape } from '../column.ts'
import type { MaskPlan } from '../plan.ts'
import type { Program } from '../programs/program.ts'
import { inventionFor } from './inventions.ts'
import type { CollectingPlan, Leaf } from './leaves.ts'
import { plantedDocument } from './planted-documents.ts'
import { singleLeaf, wholeLeaf } from './single-leaf.ts'

/** Invented people in the rows of one table. */
export interface Canaries {
  readonly shape: TableShape
  readonly columns: readonly PlantedColumn[]
  /** A kept column of numbers, by which rows are told apart. */
  readonly numbers: string | undefined
}

export interface PlantedColumn {
  readonly column: ColumnShape
  /** One for each row. */
  readonly values: readonly string[]
  /** What was planted: once for each place in the column. */
  readonly leaves: readonly Leaf[]
  /** Values stand at paths inside of it. */
  readonly isDocument: boolean
}

export const rowsPlanted = 3

function differentRows(make: () => string): readonly string[] {
  const all = new Set<string>()
  while (all.size < rowsPlanted) all.add(make())
  return [...all]
}

const eachRow = <T>(make: () => T): T[] => Array.from({ length: rowsPlanted }, make)

/** Invents people for all tables that have masked columns, or masked paths in columns, with room for them. */
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
    const columns = shape.columns.flatMap((column): PlantedColumn[] => {
      if (column.generated || column.values !== undefined || column.charset !== undefined) return []
      const planned = table?.columns.find((one) => one.column === column.name)
      if (!planned || planned.treatment === 'keep') return []
      if (planned.program.op === 'walk') return inDocument(column, planned.program, collecting)
      const leaf = collecting.leaves[singleLeaf(collecting, planned)?.usual ?? 0]
      const invent = leaf && inventionFor(leaf.kind, column)
      if (!invent || !isTold(leaf, numbers !== undefined)) return []
      return [{ column, values: differentRows(invent), leaves: [leaf], isDocument: false }]
    })
    return columns.length > 0 ? [{ shape, columns, numbers }] : []
  })
}

/** Of some kinds another person's mask may be like the value: there it takes the row to tell. */
function isTold({ kind, grade, changes }: Leaf, byRows: boolean): boolean {
  if (kind === 'birthDate' || kind === 'dateShift') return true
  if (grade === 'weak') return changes && byRows
  return grade !== 'invented' || byRows
}

function inDocument(
  column: ColumnShape,
  walk: Program & { op: 'walk' },
  collecting: CollectingPlan,
): PlantedColumn[] {
  let leaves: Leaf[] = []
  const valueAt = (program: Program): string | undefined => {
    if (program.op === 'walk') return plantedDocument(program, valueAt)
    const leaf = collecting.leaves[wholeLeaf(collecting, program)?.usual ?? 0]
    const invent =
      leaf && leaf.grade !== 'weak' ? inventionFor(leaf.kind, inside(column)) : undefined
    if (!leaf || !invent) return undefined
    leaves.push(leaf)
    return invent()
  }
  const values = eachRow(() => {
    leaves = []
    return plantedDocument(walk, valueAt)
  }).filter((value) => value !== undefined)
  const { maxLength = Infinity } = column
  const fits = values.every((value) => Buffer.byteLength(value) <= maxLength)
  return values.length < rowsPlanted || !fits ? [] : [{ column, values, leaves, isDocument: true }]
}

/** A text in a document, which the limits of the column do not hold for. */
const inside = ({ name }: ColumnShape): ColumnShape => ({
  name,
  kind: 'text',
  declared: 'text',
  nullable: true,
  generated: false,
  caseInsensitive: false,
})

/** The rows as a dump of the family has them. */
export function rowsOf({ shape, columns, numbers }: Canaries): string {
  const write = spellings[shape.family]
  const names = [
    ...(numbers === undefined ? [] : [numbers]),
    ...columns.map(({ column }) => column.name),
  ]
  const rows = Array.from({ length: rowsPlanted }, (_, row) => [
    ...(numbers === undefined ? [] : [String(row + 1)]),
    ...columns.map(({ column, values }) =>
      write.value(values[row] as string, column.kind === 'binary'),
    ),
  ])
  return write.rows(shape.name, names, rows)
}

interface Spelling {
  value(value: string, isBytes: boolean): string
  rows(table: string, columns: readonly string[], rows: readonly (readonly string[])[]): string
}

const hex = (value: string) => Buffer.from(value).toString('hex')

const mysql: Spelling = {
  value: (value, isBytes) =>
    isBytes ? `0x${hex(value)}` : `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
  rows(table, columns, rows) {
    const quoted = (name: string) => `\`${name.replaceAll('`', '``')}\``
    const tuples = rows.map((row) => `(${row.join(',')})`)
    return `\nINSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')}) VALUES ${tuples.join(',\n')};\n`
  },
}

const postgres: Spelling = {
  value: (value, isBytes) => (isBytes ? `\\\\x${hex(value)}` : value.replaceAll('\\', '\\\\')),
  rows(table, columns, rows) {
    const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
    const target = table.split('.').map(quoted).join('.')
    const lines = rows.map((row) => `${row.join('\t')}\n`).join('')
    return `\nCOPY ${target} (${columns.map(quoted).join(', ')}) FROM stdin;\n${lines}\\.\n\n`
  },
}

const spellings: Readonly<Record<TableShape['family'], Spelling>> = {
  mysql,
  mariadb: mysql,
  postgres,
}
