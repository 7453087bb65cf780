import { PoligonError } from '../../core/errors.ts'
import { name, names, say, type Redacted } from '../../core/redacted.ts'
import type { TableShape } from '../column.ts'
import { emptyValue } from './empty-value.ts'

export interface Uncovered {
  readonly table: TableShape
  readonly columns: readonly {
    readonly name: string
    /** A pattern, or a list for several tables, would keep it, which is not enough for what it may hold. */
    readonly byPattern: boolean
  }[]
}

/** Says which columns the policy leaves open, with the lines that would close them. */
export function uncoveredError(policyFile: string, uncovered: readonly Uncovered[]): PoligonError {
  const all = uncovered.flatMap(({ table, columns }) =>
    columns.map((column) => `${table.name}.${column.name}`),
  )
  const byPattern = uncovered.flatMap(({ columns }) =>
    columns.filter((one) => one.byPattern),
  ).length
  const [first] = uncovered
  const patch = yamlPatch(uncovered)
  return new PoligonError('POLIGON_POLICY_UNCOVERED', {
    what: say`The policy does not say what happens to ${all.length} ${all.length === 1 ? say`column` : say`columns`}: ${names(all)}.${patternNote(byPattern)}`,
    place: { file: policyFile, ...(first ? { table: first.table.name } : {}) },
    remedy: say`Decide about each by its own name: mask, keep with a reason, or drop. These lines take the values out until then:\n${patch}`,
  })
}

const patternNote = (count: number): Redacted =>
  count === 0
    ? say``
    : say` ${count} of them only a pattern or a list for several tables would keep: what can hold words about a person is kept by its name alone.`

const line = (text: Redacted, next: Redacted): Redacted => say`${text}\n${next}`

function yamlPatch(uncovered: readonly Uncovered[]): Redacted {
  return uncovered.reduce<Redacted>(
    (text, { table, columns }) =>
      columns.reduce<Redacted>(
        (inner, { name: column }) =>
          line(inner, say`      ${yamlKey(column)}: ${proposal(table, column)}`),
        line(line(text, say`  ${yamlKey(table.name)}:`), say`    columns:`),
      ),
    say`tables:`,
  )
}

/** Keys of rows cannot be taken out, nor what may not be NULL and has no empty value; everything else can. */
function proposal(table: TableShape, column: string): Redacted {
  const keys = [...table.uniqueKeys, ...table.foreignKeys.map((key) => key.columns)]
  if (keys.some((key) => key.includes(column)))
    return say`{keep: "key, to be reviewed", risk: indirect}`
  const shape = table.columns.find((one) => one.name === column)
  return shape && !emptyValue(shape, table.family)
    ? say`{keep: "its type has no empty value, to be reviewed", risk: indirect}`
    : say`{drop: to be reviewed}`
}

const yamlKey = (key: string): Redacted =>
  /^[a-z_][\w.]*$/i.test(key) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(key)
    ? name(key)
    : name(JSON.stringify(key))
