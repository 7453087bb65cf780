import { readdirSync } from 'node:fs'
import { assetFile } from '../../core/asset.ts'
import { readYaml } from '../../core/source-text.ts'
import { z } from 'zod'

/** What a preset says about itself. */
export interface PresetSummary {
  /** As policies write it after `extends:`. */
  readonly name: string
  readonly describe: string
  /** Of the tables in a usual installation; absent when their names are always the same. */
  readonly prefix?: string | undefined
  /** Tables, without the prefix, that the product always has and by which it is known. */
  readonly recognise: readonly string[]
}

/** Names of the rule files that come with Poligon, as policies write them after `extends:`. */
export function presetNames(): string[] {
  return readdirSync(assetFile(import.meta.url, '../presets'))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .toSorted()
}

export const presetFile = (name: string): string =>
  assetFile(import.meta.url, `../presets/${name}.yaml`)

/** Every preset, in the order of their names. */
export function presetSummaries(): PresetSummary[] {
  return presetNames().map((name) => ({ name, ...readYaml(presetFile(name), summary).value }))
}

const summary = z.object({
  describe: z.string(),
  prefix: z.string().optional(),
  recognise: z.array(z.string()).default([]),
})
