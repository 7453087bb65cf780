import { readdirSync } from 'node:fs'
import { assetFile } from '../../core/asset.ts'

/** Names of the rule files that come with Poligon, as policies write them after `extends:`. */
export function presetNames(): string[] {
  return readdirSync(assetFile(import.meta.url, '../presets'))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .toSorted()
}
