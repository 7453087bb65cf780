import { name, say } from '../../core/redacted.ts'
import type { TableShape } from '../column.ts'
import { didYouMean } from '../policy/complaint.ts'
import { comparingOf, type Comparing } from './compare-values.ts'
import { columnsIn, type Comparison, type Expression } from './expression.ts'
import { Misread } from './token-cursor.ts'

/** Tells of the decoded fields of a row whether it meets a condition; NULL is not known to meet any. */
export type RowTest = (fields: readonly (Uint8Array | null)[]) => boolean

type Known = boolean | null
type Test = (fields: readonly (Uint8Array | null)[]) => Known

/**
 * Fits a condition to its table. Values are compared as their column's type and collation do; with NULL in
 * them comparisons are neither true nor false, as in SQL.
 *
 * @param place - where the field of a column is among the decoded ones.
 * @throws Misread when a column does not exist, or cannot be compared, or never with such a value.
 */
export function compileExpression(
  expression: Expression,
  table: TableShape,
  place: (column: string) => number,
): RowTest {
  for (const column of columnsIn(expression))
    if (!table.columns.some((one) => one.name === column && !one.generated))
      throw new Misread(
        say`The rows of ${name(table.name)} have no column ${name(column)}.`,
        didYouMean(
          column,
          table.columns.filter(({ generated }) => !generated).map((one) => one.name),
        ),
      )
  const test = compile(expression, table, place)
  return (fields) => test(fields) === true
}

function compile(
  expression: Expression,
  table: TableShape,
  place: (column: string) => number,
): Test {
  switch (expression.is) {
    case 'and':
    case 'or': {
      const parts = expression.parts.map((part) => compile(part, table, place))
      return joined(parts, expression.is === 'or')
    }
    case 'not': {
      const part = compile(expression.part, table, place)
      return (fields) => {
        const known = part(fields)
        return known === null ? null : !known
      }
    }
    case 'null': {
      const at = place(expression.column)
      return (fields) => fields[at] === null
    }
    case 'compared': {
      const { column, by, value } = expression
      const holds = meaning[by]
      const order = comparing(table, column, [value]).orderTo(value)
      return ofText(place(column), (text) => {
        const found = order(text)
        return found === undefined ? by === '!=' : holds(found)
      })
    }
    case 'in': {
      const { column, values } = expression
      const { orderTo } = comparing(table, column, values)
      const orders = values.map(orderTo)
      return ofText(place(column), (text) => orders.some((order) => order(text) === 0))
    }
    case 'like': {
      const { column, pattern } = expression
      const { text: shown } = comparing(table, column, [])
      if (!shown)
        throw new Misread(
          say`${name('like')} asks for texts, and ${name(column)} has none.`,
          say`Compare it with a value.`,
        )
      const form = likeForm(shown(pattern))
      return ofText(place(column), (text) => form.test(shown(text)))
    }
  }
}

/** SQL's logic of three values: one part that decides is enough, else what is unknown stays so. */
function joined(parts: readonly Test[], decides: boolean): Test {
  return (fields) => {
    let known: Known = !decides
    for (const part of parts) {
      const found = part(fields)
      if (found === decides) return decides
      if (found === null) known = null
    }
    return known
  }
}

const meaning: Readonly<Record<Comparison, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
}

const decoder = new TextDecoder()

function ofText(at: number, test: (text: string) => boolean): Test {
  return (fields) => {
    const value = fields[at]
    return value ? test(decoder.decode(value)) : null
  }
}

function comparing(table: TableShape, column: string, values: readonly string[]): Comparing {
  const shape = table.columns.find((one) => one.name === column)
  const found = shape && comparingOf(shape, table.family === 'postgres')
  if (!found)
    throw new Misread(
      say`The column ${name(column)} of type ${name(shape?.declared ?? '')} cannot be compared: its values can be written in several ways.`,
      say`Ask whether it is null, or for another column.`,
    )
  if (!values.every(found.accepts))
    throw new Misread(
      say`The column ${name(column)} of type ${name(shape?.declared ?? '')} is compared with something that it can never hold.`,
      say`Write a value of that type.`,
    )
  return found
}

/** `%` stands for any characters and `_` for one; a backslash takes that meaning from them. */
function likeForm(pattern: string): RegExp {
  const parts = pattern.match(/\\[^]|[^]/gu) ?? []
  const source = parts.map((part) => {
    if (part === '%') return '.*'
    if (part === '_') return '.'
    return (part.length > 1 && part.startsWith('\\') ? part.slice(1) : part).replace(
      /[\\^$.*+?()[\]{}|/-]/g,
      String.raw`\$&`,
    )
  })
  return new RegExp(`^${source.join('')}$`, 'su')
}
