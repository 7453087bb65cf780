import { existsSync } from 'node:fs'
import { dirname, isAbsolute, relative, resolve } from 'node:path'
import { assetFile } from '../../core/asset.ts'
import { name, say } from '../../core/redacted.ts'
import { readYaml, type SourceText } from '../../core/source-text.ts'
import { z } from 'zod'
import type { PolicySchemas, WrittenRules } from '../policy-schema.ts'
import { checked, complaintError, didYouMean } from './complaint.ts'
import { presetNames } from './presets.ts'
import { readRules, type Rules } from './rules.ts'

/** The rules of one file. */
export interface Layer {
  readonly file: string
  /** 0 for the policy itself, 1 for what it extends, 2 for what that extends … */
  readonly depth: number
  readonly rules: Rules
  position(path: readonly PropertyKey[]): { line: number; column: number }
}

type Place = Pick<SourceText<unknown>, 'file' | 'position'>

/**
 * The layer of a file and of everything it extends, nearest first; a file that is reached twice counts
 * once.
 *
 * @throws POLIGON_CONFIG when an extended file is missing, malformed or extends itself.
 */
export function layersOf(
  source: Place,
  written: WrittenRules,
  schemas: PolicySchemas,
  above: readonly string[] = [],
): Layer[] {
  const chain = [...above, resolve(source.file)]
  const own: Layer = {
    file: source.file,
    depth: above.length,
    rules: readRules(source, written, schemas),
    position: source.position,
  }
  const wanted = [written.extends ?? []].flat()
  const extended = wanted.flatMap((extended, i) => {
    const path = Array.isArray(written.extends) ? ['extends', i] : ['extends']
    const file = fileOf(source, path, extended)
    if (chain.includes(resolve(file)))
      throw complaintError(source, { path, what: say`${name(extended)} extends itself.` })
    const inner = readYaml(file, z.unknown())
    return layersOf(inner, checked(inner, schemas.preset, schemas), schemas, chain)
  })
  const all = [own, ...extended.toSorted((a, b) => a.depth - b.depth)]
  return all.filter((layer, i) => all.findIndex(({ file }) => file === layer.file) === i)
}

/** A preset by its name, anything with a slash or `.yaml` as a file beside the one that says so. */
function fileOf(source: Place, path: readonly PropertyKey[], wanted: string): string {
  if (!/[/\\]|\.ya?ml$/.test(wanted)) {
    const known = presetNames()
    if (known.includes(wanted)) return assetFile(import.meta.url, `../presets/${wanted}.yaml`)
    throw complaintError(source, {
      path,
      what: say`There is no preset called ${name(wanted)}.`,
      remedy: didYouMean(wanted, known),
    })
  }
  const file = isAbsolute(wanted) ? wanted : resolve(dirname(source.file), wanted)
  if (existsSync(file)) return isAbsolute(source.file) ? file : relative('', file)
  throw complaintError(source, {
    path,
    what: say`There is no file ${name(wanted)} beside this one.`,
    remedy: say`Check the path; it is relative to the file that names it.`,
  })
}
