import { existsSync } from 'node:fs'
import { dirname, isAbsolute, relative, resolve } from 'node:path'
import { name, say } from '../../core/redacted.ts'
import { readYaml, type SourceText } from '../../core/source-text.ts'
import { z } from 'zod'
import type { PolicySchemas, WrittenPreset, WrittenRules } from '../policy-schema.ts'
import { checked, complaintError, didYouMean } from './complaint.ts'
import { listed } from './listed.ts'
import { presetFile, presetNames } from './presets.ts'
import { readRules, type Rules } from './rules.ts'

/** The rules of one file. */
export interface Layer {
  readonly file: string
  /** 0 for the policy itself, 1 for what it extends, 2 for what that extends … */
  readonly depth: number
  readonly rules: Rules
  /** Of a preset whose tables have a prefix that each installation chooses. */
  readonly prefix?: Prefix
  /** Tables, without the prefix, that the product of a preset always has. */
  readonly recognise?: readonly string[]
  /** Tables, without the prefix, that patterns of tables were written for. */
  readonly known?: readonly string[]
  /** Columns of words, by table without the prefix, that rules for several tables keep there and no others. */
  readonly texts?: ReadonlyMap<string, ReadonlySet<string>>
  position(path: readonly PropertyKey[]): { line: number; column: number }
}

/** What is known of the prefix of a preset's tables before the source is. */
export interface Prefix {
  /** In a usual installation. */
  readonly usual: string
  /** As the policy says. */
  readonly given?: string
}

type Place = Pick<SourceText<unknown>, 'file' | 'position'>

/**
 * The layer of a file and of everything it extends, nearest first; a file that is reached twice counts
 * once, unless with another prefix.
 *
 * @throws POLIGON_CONFIG when an extended file is missing, malformed or extends itself.
 */
export function layersOf(
  source: Place,
  written: WrittenRules & Partial<Pick<WrittenPreset, 'prefix' | 'recognise' | 'known' | 'texts'>>,
  schemas: PolicySchemas,
  above: readonly string[] = [],
  given?: string,
): Layer[] {
  const chain = [...above, resolve(source.file)]
  const own: Layer = {
    file: source.file,
    depth: above.length,
    rules: readRules(source, written, schemas),
    ...prefixOf(written, given),
    ...(written.recognise ? { recognise: written.recognise } : {}),
    ...(written.known ? { known: written.known } : {}),
    ...(written.texts ? { texts: textsOf(written.texts) } : {}),
    position: source.position,
  }
  const wanted = [written.extends ?? []].flat()
  const extended = wanted.flatMap((extended, i) => {
    const path = Array.isArray(written.extends) ? ['extends', i] : ['extends']
    const { preset, prefix = given } =
      typeof extended === 'string' ? { preset: extended } : extended
    const file = fileOf(source, path, preset)
    if (chain.includes(resolve(file)))
      throw complaintError(source, { path, what: say`${name(preset)} extends itself.` })
    const inner = readYaml(file, z.unknown())
    const rules = checked(inner, schemas.preset, schemas)
    if (typeof extended === 'object' && rules.prefix === undefined)
      throw complaintError(source, {
        path: [...path, 'prefix'],
        what: say`The tables of ${name(preset)} have no prefix.`,
        remedy: say`Write the name alone.`,
      })
    return layersOf(inner, rules, schemas, chain, prefix)
  })
  const all = [own, ...extended.toSorted((a, b) => a.depth - b.depth)]
  const same = (a: Layer, b: Layer) => a.file === b.file && a.prefix?.given === b.prefix?.given
  return all.filter((layer, i) => all.findIndex((one) => same(one, layer)) === i)
}

function prefixOf(
  { prefix: usual }: Partial<Pick<WrittenPreset, 'prefix'>>,
  given: string | undefined,
): Pick<Layer, 'prefix'> {
  if (usual === undefined) return {}
  return { prefix: { usual, ...(given === undefined ? {} : { given }) } }
}

/** A preset by its name, anything with a slash or `.yaml` as a file beside the one that says so. */
function fileOf(source: Place, path: readonly PropertyKey[], wanted: string): string {
  if (!/[/\\]|\.ya?ml$/.test(wanted)) {
    const known = presetNames()
    if (known.includes(wanted)) return presetFile(wanted)
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

const textsOf = (
  written: Readonly<Record<string, string>>,
): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    Object.entries(written).flatMap(([tables, columns]) =>
      listed(tables).map((table) => [table, new Set(listed(columns))] as const),
    ),
  )
