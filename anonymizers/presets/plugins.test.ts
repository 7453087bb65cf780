import { describe, expect, it } from 'vitest'
import { PoligonError } from '../../core/errors.ts'
import { uncoveredIn } from '../bind/covered.ts'
import { ruleBook, type RuleBook } from '../bind/rule-book.ts'
import type { ColumnShape, TableShape } from '../column.ts'
import { isPattern } from '../policy/glob.ts'
import type { ColumnRule } from '../policy/rules.ts'
import { presetNames } from '../policy/presets.ts'
import { loadPreset } from './presets.contract.ts'

/** A name that a pattern fits, as a plugin might choose it. */
const invented = (pattern: string): string => pattern.replaceAll('*', 'zz9').replaceAll('?', 'z')

const column = (name: string): ColumnShape => ({
  name,
  kind: 'text',
  declared: 'varchar(255)',
  nullable: true,
  generated: false,
  caseInsensitive: false,
})

const keeps = (book: RuleBook, table: TableShape): boolean =>
  table.columns.some(({ name }) => book.treatment(table, name)?.value.verb === 'keep')

describe.each(presetNames())('a text column of a plugin, under %s', (preset) => {
  it('is kept nowhere, however its name and that of its table fit the patterns of the preset', async () => {
    const policy = await loadPreset(preset)
    const book = ruleBook(policy)
    const rules = policy.layers.flatMap(({ rules: { columns } }) => columns)
    const patterns = rules.filter((rule) => isPattern(rule.column) || isPattern(rule.table))
    const byTable = Map.groupBy(patterns, ({ table }) => invented(table))
    const columnsOf = (all: readonly ColumnRule[]) => all.map((rule) => rule.column).join()
    // Tables with the same rules are one and the same case.
    const cases = new Map([...byTable].map((one) => [columnsOf(one[1]), one] as const))
    const tables = [...cases.values()].map(([name, all]): TableShape => ({
      name,
      family: policy.header.source.engine === 'postgres' ? 'postgres' : 'mysql',
      columns: [...new Set(all.map((rule) => invented(rule.column)))].map(column),
      uniqueKeys: [],
      foreignKeys: [],
    }))
    const passes = (table: TableShape): boolean => {
      try {
        return uncoveredIn(policy, book, [table]).length === 0 && keeps(book, table)
      } catch (failure) {
        if (failure instanceof PoligonError) return false
        throw failure
      }
    }
    const kept = tables.flatMap((table) =>
      table.columns
        .filter((one) => passes({ ...table, columns: [one] }))
        .map(({ name }) => `${table.name}.${name}`),
    )
    expect(kept).toEqual([])
  })
})
