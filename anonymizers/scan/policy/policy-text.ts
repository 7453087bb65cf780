import type { EngineFamily } from '../../../core/contracts/dump.ts'
import type { FileRule } from '../../exchange/file-rules.ts'
import type { LocaleName } from '../../locales/registry.ts'
import type { WrittenTreatment } from '../../policy/treatment-schema.ts'
import type { ColumnOf, ProposedRelation } from '../relations/proposed-relation.ts'
import type { Draft, DraftTable } from './draft.ts'
import type { PresetHere } from './presets-of.ts'

export interface PolicyHead {
  readonly engine: EngineFamily
  /** See schemaFingerprint. */
  readonly reviewed: string
  /** Of exchange files, in place of the engine: which are the rows of one table. */
  readonly files?: readonly FileRule[] | undefined
  readonly presets: readonly PresetHere[]
  /** Whether something in definitions names somebody. */
  readonly definitions: boolean
  /** Whether there are large objects of PostgreSQL with something in them. */
  readonly largeObjects: boolean
  /** Of which country masks are to be; undefined where nobody said. */
  readonly locale: LocaleName | undefined
  readonly relations: readonly ProposedRelation[]
}

/** The draft as a policy file: YAML, with what speaks for each mask behind it. */
export function policyText(
  { engine, reviewed, presets, definitions, largeObjects, locale, relations, files }: PolicyHead,
  draft: Draft,
): string {
  const lines = [
    '# Written by poligon scan from what it found. Read it, decide what says review, and fill in',
    '# controller, purpose and retention before it is signed.',
    'policy: 1',
    'purpose: test data',
    ...(locale === undefined ? [] : [`locale: ${locale}`]),
    ...(files ? filesText(files) : [`source: {engine: ${engine}, reviewed: "${reviewed}"}`]),
    ...(definitions ? ['definitions: mask'] : []),
    ...(largeObjects
      ? ['largeObjects: {mask: placeholder}  # review: what is in them was not looked at']
      : []),
    ...extendsText(presets),
  ]
  return `${lines.join('\n')}\n${tablesText(draft)}${relationsText(relations)}`
}

function filesText(files: readonly FileRule[]): string[] {
  const lines = files.map(({ table, match, charset, names }) => {
    const parts = [
      `match: ${JSON.stringify(match)}`,
      ...(charset === undefined ? [] : [`charset: ${charset}`]),
      ...(names ? [`names: {keep: ${JSON.stringify(names.keep)}}`] : []),
    ]
    return `  ${yamlText(table)}: {${parts.join(', ')}}`
  })
  return ['source: {engine: files}', 'files:', ...lines]
}

function extendsText(presets: readonly PresetHere[]): string[] {
  const [only, ...others] = presets.map(({ name, prefix }) =>
    prefix === undefined ? name : `{preset: ${name}, prefix: "${prefix}"}`,
  )
  if (only === undefined) return []
  return [`extends: ${others.length === 0 ? only : `[${[only, ...others].join(', ')}]`}`]
}

/** What subsets follow, besides the keys of the schema. */
function relationsText(relations: readonly ProposedRelation[]): string {
  if (relations.length === 0) return ''
  const end = ({ table, column }: ColumnOf) => yamlText(`${table}.${column}`)
  const lines = relations.map(({ from, to, when }) => {
    const where = when === undefined ? '' : `, when: ${yamlText(when)}`
    return `  - {from: ${end(from)}, to: ${end(to)}${where}}`
  })
  return `${['relations:', ...lines].join('\n')}\n`
}

/** The rules alone, as they stand in a policy; empty when there are none. */
export function tablesText(draft: Draft): string {
  const tables = [...draft.values()].filter(({ columns }) => columns.size > 0)
  return tables.length === 0 ? '' : `${['tables:', ...tables.flatMap(tableLines)].join('\n')}\n`
}

function tableLines({ shape, person, columns }: DraftTable): string[] {
  const masked: string[] = []
  const kept = new Map<string, string[]>()
  for (const [column, { treatment, remark }] of columns) {
    const written = flow(treatment)
    if (remark === undefined && isPlain(column))
      kept.set(written, [...(kept.get(written) ?? []), column])
    else
      masked.push(
        `      ${yamlText(column)}: ${written}${remark === undefined ? '' : `  # ${remark}`}`,
      )
  }
  return [
    `  ${yamlText(shape.name)}:`,
    ...(person === undefined ? [] : [`    person: ${yamlText(person)}`]),
    '    columns:',
    ...masked,
    ...[...kept].flatMap(([written, names]) =>
      keysOf(names).map((key) => `      ${yamlText(key)}: ${written}`),
    ),
  ]
}

/** YAML takes no key of more than 1024 characters (YAML 1.2.2, 7.4.3), and people none of more than a line. */
const longestKey = 160

/** Lists of names, separated by commas. */
function keysOf(names: readonly string[]): readonly string[] {
  const keys: string[] = []
  for (const one of names) {
    const last = keys.at(-1)
    if (last === undefined || last.length + one.length + 2 > longestKey) keys.push(one)
    else keys[keys.length - 1] = `${last}, ${one}`
  }
  return keys
}

const isPlain = (column: string): boolean => /^[\w.$-]+$/.test(column)

/** JSON is YAML; simple words need no quotes. */
const yamlText = (text: string): string =>
  /^[a-z_][a-z0-9_.]*$/i.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text)

function flow(treatment: WrittenTreatment): string {
  if (typeof treatment === 'string') return treatment
  const members = Object.entries(treatment).map(
    ([key, value]) => `${yamlText(key)}: ${flowValue(value)}`,
  )
  return `{${members.join(', ')}}`
}

const flowValue = (value: unknown): string =>
  typeof value === 'string' ? yamlText(value) : flow(value as WrittenTreatment)
