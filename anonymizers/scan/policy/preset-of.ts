import type { TableShape } from '../../column.ts'
import { presetSummaries } from '../../policy/presets.ts'

/** The preset of the product whose tables these are, under any prefix; undefined when there is none or several. */
export function presetOf(tables: readonly TableShape[]): string | undefined {
  const names = tables.map(({ name }) => name.slice(name.lastIndexOf('.') + 1))
  const all = new Set(names)
  const known = presetSummaries().filter(({ recognise }) => {
    const [first, ...rest] = recognise
    if (first === undefined) return false
    return names.some((table) => {
      if (!table.endsWith(first)) return false
      const prefix = table.slice(0, -first.length)
      return rest.every((one) => all.has(prefix + one))
    })
  })
  return known.length === 1 ? known[0]?.name : undefined
}
