import type { ColumnPlan, TablePlan } from '../plan.ts'
import type { Program } from '../programs/program.ts'
import type { PersonIndex } from './person-index.ts'
import { createRowMasker } from './row-masker-of.ts'
import type { KernelKey } from './keyed-function.ts'

export const testKey = Buffer.from('a key for tests only')

/** A table whose columns have these programs. */
export function tableOf(programs: Readonly<Record<string, Program>>): TablePlan {
  return {
    shape: { name: 'people', family: 'postgres', columns: [], uniqueKeys: [], foreignKeys: [] },
    rows: 'masked',
    columns: Object.entries(programs).map(([column, program]): ColumnPlan => ({
      column,
      treatment: 'mask',
      transformer: 'test',
      program,
    })),
  }
}

/** Masks rows given as text by column; what comes back is text by column too. */
export function rowsMasker(
  programs: Readonly<Record<string, Program>>,
  options: {
    readonly columns?: readonly string[]
    readonly key?: KernelKey
    readonly persons?: PersonIndex
  } = {},
) {
  const columns = options.columns ?? Object.keys(programs)
  const masker = createRowMasker(
    tableOf(programs),
    columns,
    options.key ?? testKey,
    options.persons,
  )
  return (row: Readonly<Record<string, string | null>>): Record<string, string | null> => {
    const bytes = (position: number) => {
      const value = row[columns[position] as string] ?? null
      return value === null ? null : Buffer.from(value)
    }
    const masks = masker.mask(masker.reads.map(bytes))
    const changed = masker.writes.map((position, i) => {
      const mask = masks[i]
      return [columns[position] as string, mask ? Buffer.from(mask).toString() : null] as const
    })
    return { ...row, ...Object.fromEntries(changed) }
  }
}

/** Masks single values. */
export function valueMasker(program: Program, key: KernelKey = testKey) {
  const mask = rowsMasker({ v: program }, { key })
  return (value: string | null): string | null => mask({ v: value })['v'] ?? null
}
