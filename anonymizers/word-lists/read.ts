import { readFileSync } from 'node:fs'
import { assetFile } from '../../core/asset.ts'

/** A word list as it was generated: one entry a line, its columns separated by tabs. */
export function readWordList(file: string): readonly (readonly string[])[] {
  return readFileSync(assetFile(import.meta.url, file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'))
}
