import { readYaml } from '../../core/source-text.ts'
import { z } from 'zod'
import { policySchemas } from '../policy-schema.ts'
import { loadTransformers } from '../policy-file.ts'
import { checked } from './complaint.ts'
import { layersOf } from './extended.ts'
import { presetFile } from './presets.ts'
import type { ColumnRule } from './rules.ts'
import type { Treatment } from './treatment.ts'

/** Columns of one table, or of several for which a preset says the same. */
export interface ColumnsOfTables {
  readonly tables: readonly string[]
  readonly columns: readonly string[]
}

/** What a preset does, for its readers; tables and columns as it writes them, patterns too. */
export interface PresetContents {
  /** Where other values come in the place of the originals, in all rows or in some. */
  readonly masked: readonly ColumnsOfTables[]
  /** Kept, although they point to persons together with other knowledge. */
  readonly risky: readonly ColumnsOfTables[]
  /** Taken out in all rows or in some: secrets, and what has no mask that would fit. */
  readonly dropped: readonly ColumnsOfTables[]
  /** Taken out until a policy says what a project has there. */
  readonly undecided: readonly ColumnsOfTables[]
  /** Tables whose rows are left out. */
  readonly emptied: readonly { readonly tables: readonly string[]; readonly reason: string }[]
}

/** @throws POLIGON_CONFIG when the preset is malformed. */
export async function presetContents(name: string): Promise<PresetContents> {
  const schemas = policySchemas(await loadTransformers())
  const source = readYaml(presetFile(name), z.unknown())
  const [layer] = layersOf(source, checked(source, schemas.preset, schemas), schemas)
  const { columns, tables } = layer?.rules ?? { columns: [], tables: [] }
  const where = (holds: (treatment: Treatment) => boolean) =>
    together(columns.filter(({ treatment }) => holds(treatment)))
  const empty = tables.flatMap(({ table, rows }) =>
    rows?.verb === 'empty' ? [{ table, reason: rows.reason ?? '' }] : [],
  )
  return {
    masked: where((one) => parts(one).some(({ verb }) => verb === 'mask')),
    risky: where((one) => one.verb === 'keep' && one.risk !== undefined),
    dropped: where((one) => parts(one).some((part) => part.verb === 'drop' && !isUndecided(part))),
    undecided: where((one) => parts(one).some(isUndecided)),
    emptied: [...Map.groupBy(empty, ({ reason }) => reason)].map(([reason, all]) => ({
      reason,
      tables: all.map(({ table }) => table),
    })),
  }
}

/** Presets say of what they cannot know that nobody has judged it. */
const isUndecided = (treatment: Treatment): boolean =>
  treatment.verb === 'drop' && /\bnobody has (?:judged|said)\b/.test(treatment.reason)

/** A treatment and all that it comes to in some rows or at some places of a value. */
function parts(treatment: Treatment): readonly Treatment[] {
  switch (treatment.verb) {
    case 'keep':
    case 'drop':
    case 'mask':
      return [treatment]
    case 'walk':
      return treatment.paths.flatMap((one) => parts(one.treatment))
    case 'when':
      return [treatment.matching, treatment.otherwise].flatMap(parts)
    case 'chosen':
      return [
        ...treatment.cases.flatMap((one) => parts(one.treatment)),
        ...(treatment.other === 'stop' ? [] : parts(treatment.other)),
      ]
  }
}

function together(rules: readonly ColumnRule[]): ColumnsOfTables[] {
  const byTable = Map.groupBy(rules, ({ table }) => table)
  const alike = [...byTable].map(([table, all]) => ({
    table,
    columns: [...new Set(all.map(({ column }) => column))],
  }))
  return [...Map.groupBy(alike, ({ columns }) => columns.join())].map(([, all]) => ({
    tables: all.map(({ table }) => table),
    columns: all[0]?.columns ?? [],
  }))
}
