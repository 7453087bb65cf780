import type { TableShape } from '../../column.ts'
import { presetSummaries, type PresetSummary } from '../../policy/presets.ts'

/** A preset whose product is in a database. */
export interface PresetHere {
  readonly name: string
  /** What its tables start with; absent where that is found without saying it. */
  readonly prefix?: string
}

/**
 * The presets of the products whose tables these are: several where products share a database or one is
 * installed twice, each with its prefix.
 */
export function presetsOf(tables: readonly TableShape[]): readonly PresetHere[] {
  const names = new Set(tables.map(({ name }) => name.slice(name.lastIndexOf('.') + 1)))
  return presetSummaries().flatMap((preset) => {
    const found = prefixesOf(preset, names)
    const isFound = found.length === 1 || preset.prefix === undefined
    return isFound
      ? found.slice(0, 1).map(() => ({ name: preset.name }))
      : found.map((prefix) => ({ name: preset.name, prefix }))
  })
}

/** The prefixes under which all tables are there by which the product is known; none but `` without one. */
function prefixesOf({ prefix: usual, recognise }: PresetSummary, tables: ReadonlySet<string>) {
  const [first, ...rest] = recognise
  if (first === undefined) return []
  return [...tables]
    .filter((table) => (usual === undefined ? table === first : table.endsWith(first)))
    .map((table) => table.slice(0, -first.length))
    .filter((prefix) => rest.every((one) => tables.has(prefix + one)))
}
