import { name, say } from '../../core/redacted.ts'
import type { TableShape } from '../column.ts'
import type { LoadedPolicy } from '../policy-file.ts'
import type { Layer } from '../policy/extended.ts'
import { isPattern, matcher } from '../policy/glob.ts'
import { hashOf } from '../policy/hash.ts'
import type { RowsRule } from '../policy/rows-rule.ts'
import type { ColumnRule, TableRule } from '../policy/rules.ts'
import type { Person, Treatment } from '../policy/treatment.ts'
import { refusal } from './refusal.ts'

/** A decision, and where the policy takes it. */
export interface Decided<T> {
  readonly value: T
  readonly layer: Layer
  readonly path: readonly PropertyKey[]
}

/** Which rule of a policy counts for a table or column: exact before pattern before what is extended. */
export interface RuleBook {
  matchesTable(key: string, table: string): boolean
  rows(table: TableShape): Decided<RowsRule> | undefined
  person(table: TableShape): Decided<Person> | undefined
  /** @throws POLIGON_POLICY_REFUSED when two rules of one level say different things. */
  treatment(table: TableShape, column: string): DecidedColumn | undefined
}

export interface DecidedColumn extends Decided<Treatment> {
  /** The column part of the rule, as written. */
  readonly key: string
  /** Somebody looked at this column: the rule names its table, its preset knows it, or the rule is the policy's own. */
  readonly isKnown: boolean
}

interface Candidate<T> extends Decided<T> {
  /** Smaller counts first. */
  readonly level: number
}

export function ruleBook(policy: LoadedPolicy): RuleBook {
  const { engine, schema = engine === 'postgres' ? 'public' : undefined } = policy.header.source
  const namesOf = (table: string): readonly string[] => [table, ...withoutSchema(table, schema)]
  const matchesTable = (key: string, table: string): boolean => namesOf(table).some(matcher(key))
  const ofLayers = policy.layers.map((layer) => ({
    layer,
    known: new Set(layer.known),
    tables: byTable(layer.rules.tables),
    columns: byTable(layer.rules.columns),
  }))
  const tableRules = (table: TableShape) =>
    ofLayers.flatMap(({ layer, tables }) =>
      tables(namesOf(table.name)).map((rule) => ({
        layer,
        rule,
        level: levelOf(layer, rule.table),
      })),
    )
  const columnRules = perTable((table) => {
    const inOrder = ofLayers.flatMap(({ layer, known, columns }) => {
      const names = namesOf(table.name)
      const knowsTable = layer.depth === 0 || names.some((one) => known.has(one))
      const texts = names.map((one) => layer.texts?.get(one)).find((one) => one !== undefined)
      return columns(names).map((rule) => ({
        layer,
        rule,
        isKnown:
          texts && rule.shared ? texts.has(rule.column) : knowsTable || !isPattern(rule.table),
      }))
    })
    const all = inOrder.map((one, at) => ({ ...one, at }))
    const exact = Map.groupBy(all, ({ rule }) => rule.column)
    const patterns = all
      .filter(({ rule }) => isPattern(rule.column))
      .map((one) => ({ one, test: matcher(one.rule.column) }))
    return (column: string) => {
      const named = isPattern(column) ? [] : (exact.get(column) ?? [])
      const fitting = patterns.filter(({ test }) => test(column)).map(({ one }) => one)
      return [...named, ...fitting].toSorted((a, b) => a.at - b.at)
    }
  })
  const ofTable = <T>(
    table: TableShape,
    part: string,
    value: (rule: TableRule) => T | undefined,
  ): Decided<T> | undefined =>
    first(
      table.name,
      undefined,
      tableRules(table).flatMap(({ layer, rule, level }) => {
        const said = value(rule)
        return said === undefined ? [] : [{ value: said, layer, path: [...rule.path, part], level }]
      }),
    )
  return {
    matchesTable,
    rows: (table) => ofTable(table, 'rows', (rule) => rule.rows),
    person: (table) => ofTable(table, 'person', (rule) => rule.person),
    treatment: (table, column) =>
      first(
        table.name,
        column,
        columnRules(table)(column).map(({ layer, rule, isKnown }) => ({
          value: rule.treatment,
          key: rule.column,
          isKnown,
          layer,
          path: rule.path,
          level: levelOf(layer, rule.table, rule.column),
        })),
      ),
  }
}

/** `public.t` is `t`; `shop.public.t`, of a dump of several databases, is `shop.t`. */
function withoutSchema(table: string, schema: string | undefined): readonly string[] {
  if (schema === undefined) return []
  if (table.startsWith(`${schema}.`)) return [table.slice(schema.length + 1)]
  const at = table.indexOf(`.${schema}.`)
  return at < 0 ? [] : [table.slice(0, at) + table.slice(at + schema.length + 1)]
}

const levelOf = (layer: Layer, ...keys: readonly string[]): number =>
  layer.depth * 3 + keys.filter(isPattern).length

function first<C extends Candidate<unknown>>(
  table: string,
  column: string | undefined,
  candidates: readonly C[],
): C | undefined {
  const level = Math.min(...candidates.map((one) => one.level))
  const [best, ...rest] = candidates.filter((one) => one.level === level)
  if (!best) return undefined
  const other = rest.find((one) => hashOf(one.value) !== hashOf(best.value))
  if (other) {
    const { line } = other.layer.position(other.path)
    throw refusal(best, table, column, {
      what: say`Two rules of one level say different things, here and at ${name(other.layer.file)}:${line}.`,
      remedy: say`Name the column itself: an exact rule comes before patterns and presets.`,
    })
  }
  return best
}

/** Finds the rules whose table key fits one of a table's names, in their order. */
function byTable<R extends { readonly table: string }>(
  rules: readonly R[],
): (names: readonly string[]) => readonly R[] {
  const exact = Map.groupBy(rules, ({ table }) => table)
  const patterns = [...exact.keys()].filter(isPattern).map((key) => ({ key, test: matcher(key) }))
  return (names) => {
    const keys = [
      ...names.filter((one) => !isPattern(one)),
      ...patterns.filter(({ test }) => names.some(test)).map(({ key }) => key),
    ]
    return [...new Set(keys)].flatMap((key) => exact.get(key) ?? [])
  }
}

function perTable<T>(make: (table: TableShape) => T): (table: TableShape) => T {
  const known = new Map<string, T>()
  return (table) => {
    const value = known.get(table.name) ?? make(table)
    known.set(table.name, value)
    return value
  }
}

/** Whether a rule fits at least one column of these tables. */
export function matchesAny(
  book: RuleBook,
  rule: Pick<ColumnRule, 'table' | 'column'>,
  tables: readonly TableShape[],
): boolean {
  const test = matcher(rule.column)
  return tables.some(
    (table) =>
      book.matchesTable(rule.table, table.name) && table.columns.some(({ name }) => test(name)),
  )
}
