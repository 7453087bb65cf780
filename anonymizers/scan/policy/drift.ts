import type { TableName } from '../../../core/contracts/dump.ts'
import { ruleBook, type RuleBook } from '../../bind/rule-book.ts'
import { withTablePrefixes } from '../../bind/table-prefix.ts'
import type { TableShape } from '../../column.ts'
import { loadPolicy, type LoadedPolicy } from '../../policy-file.ts'
import { isPattern } from '../../policy/glob.ts'
import { sourceFacts } from '../../pipeline/source-facts.ts'
import { schemaFingerprint } from '../../schema/schema-fingerprint.ts'
import type { JudgedColumn } from '../judge-table.ts'
import type { Kind } from '../kinds.ts'
import { judgeDump, wholeAnswer, type ScanOptions, type ScanResult } from '../scan-dump.ts'
import { draftOf } from './draft.ts'
import { patchOf } from './drift-patch.ts'
import type { SampledTable } from '../table-samples.ts'
import type { SampledPath } from '../value-sampler.ts'
import { unnamedPaths } from './unnamed-paths.ts'

/** One way in which a source is no longer what a policy was written for. */
export interface Change {
  readonly change:
    | 'new table'
    | 'new column'
    | 'removed table'
    | 'removed column'
    | 'personal in a kept column'
    | 'personal at a new path'
    | 'new path'
    | 'type that the rule does not fit'
    | 'other types or keys'
  readonly table?: TableName
  readonly column?: string
  readonly kind?: Kind
  /** Inside documents. */
  readonly paths?: readonly string[]
}

export interface Drift {
  readonly result: ScanResult
  readonly changes: readonly Change[]
  /**
   * What to merge into the policy, in YAML; empty when nothing is needed. What is new and personal is masked;
   * comments say what to take out.
   */
  readonly patch: string
}

export interface DriftOptions extends ScanOptions {
  /** The policy file. */
  readonly policy: string
}

/**
 * Compares a source with the policy that was written for it: tables and columns that are new or gone, types
 * and keys where the policy is tied to a schema, and personal data in columns that it keeps without a `risk`
 * or at paths that it does not name.
 *
 * @throws what `scanDump` throws; POLIGON_CONFIG and POLIGON_POLICY_REFUSED for the policy.
 */
export async function findDrift(options: DriftOptions): Promise<Drift> {
  const loaded = await loadPolicy(options.policy)
  const scan = await judgeDump({ facts: sourceFacts(loaded), ...options })
  const { tables, sampled } = scan.dump
  const policy = withTablePrefixes(loaded, tables)
  const book = ruleBook(policy)
  const changes = [
    ...tables.flatMap((table) => [
      ...changesOf(table, book, scan.judged.get(table.name) ?? []),
      ...misfits(table, book, policy),
    ]),
    ...sampled.flatMap((table) =>
      pathChanges(table, book, scan.judged.get(table.shape.name) ?? []),
    ),
    ...removed(policy, book, tables),
  ]
  const { reviewed } = policy.header.source
  const fingerprint = schemaFingerprint(tables)
  const isOther = reviewed !== undefined && reviewed !== fingerprint
  if (changes.length === 0 && isOther) changes.push({ change: 'other types or keys' })
  const result = changes.length === 0 ? { ...scan.result, relations: [] } : wholeAnswer(scan)
  if (changes.length === 0) return { result, changes, patch: '' }
  const seen = new Map(sampled.map((table) => [table.shape.name, table]))
  const draft = draftOf(tables, seen, scan.judged, result)
  const patch = await patchOf(changes, {
    draft,
    head: {
      engine: scan.family,
      reviewed: fingerprint,
      presets: [],
      definitions: false,
      largeObjects: false,
      locale: policy.header.locale,
      relations: [],
      files: scan.files,
    },
    isTied: isOther,
    signal: options.signal ?? new AbortController().signal,
  })
  return { result, changes, patch }
}

function changesOf(table: TableShape, book: RuleBook, judged: readonly JudgedColumn[]): Change[] {
  if (book.rows(table)?.value.verb === 'empty') return []
  const inRows = table.columns.filter(({ generated }) => !generated).map(({ name }) => name)
  const open = inRows.filter((column) => !book.treatment(table, column))
  const kindOf = (column: string) => judged.find((one) => one.column === column)?.kind
  const isNew = open.length > 0 && open.length === inRows.length
  const added = open.map((column): Change => {
    const kind = kindOf(column)
    return {
      change: isNew ? 'new table' : 'new column',
      table: table.name,
      column,
      ...(kind === undefined ? {} : { kind }),
    }
  })
  const found = judged.flatMap((one): Change[] => {
    const decided = book.treatment(table, one.column)
    if (decided?.value.verb !== 'keep' || one.empty || one.confidence < certain) return []
    // A preset keeps what it has looked at in the product.
    if (decided.value.risk !== undefined || decided.layer.depth > 0) return []
    const { column, kind } = one
    return [{ change: 'personal in a kept column', table: table.name, column, kind }]
  })
  return [...added, ...found]
}

const certain = 0.7

/** Paths that the policy does not name: those that it lets pass where they are personal, else all. */
function pathChanges(
  { shape, columns }: SampledTable,
  book: RuleBook,
  judged: readonly JudgedColumn[],
): Change[] {
  if (book.rows(shape)?.value.verb === 'empty') return []
  return columns.flatMap(({ shape: { name: column }, document }): Change[] => {
    const decided = book.treatment(shape, column)
    if (decided?.value.verb !== 'walk' || decided.value.format !== document?.form) return []
    const { value: walk, layer } = decided
    if (walk.otherPaths === 'keep' && layer.depth > 0) return []
    const found = judged.find((one) => one.column === column)?.paths ?? []
    const personal = found.filter(({ confidence }) => confidence >= certain).map(({ path }) => path)
    const filled = document.paths.filter(({ filled: count }) => count > 0)
    const unnamed = unnamedPaths(walk, walk.otherPaths === 'keep' ? personal : pathsOf(filled))
    const at = { table: shape.name, column, kind: walk.format }
    const parts = [
      { change: 'personal at a new path', paths: unnamed.filter((one) => personal.includes(one)) },
      { change: 'new path', paths: unnamed.filter((one) => !personal.includes(one)) },
    ] as const
    return parts.flatMap(({ change, paths }) =>
      paths.length > 0 ? [{ change, ...at, paths }] : [],
    )
  })
}

const pathsOf = (paths: readonly SampledPath[]): readonly string[] => paths.map(({ path }) => path)

/** Columns whose type the transformer does not take any more. */
function misfits(table: TableShape, book: RuleBook, policy: LoadedPolicy): Change[] {
  if (book.rows(table)?.value.verb === 'empty') return []
  return table.columns.flatMap((column): Change[] => {
    const treatment = column.generated ? undefined : book.treatment(table, column.name)?.value
    if (treatment?.verb !== 'mask') return []
    const transformer = policy.transformers.get(treatment.transformer)
    return !transformer || transformer.accepts.includes(column.kind)
      ? []
      : [{ change: 'type that the rule does not fit', table: table.name, column: column.name }]
  })
}

/** What the policy itself names in full and the source does not have. */
function removed(
  { layers: [own] }: LoadedPolicy,
  book: RuleBook,
  tables: readonly TableShape[],
): Change[] {
  const named = new Map(tables.map((table) => [table.name, table]))
  const known = new Map<string, TableShape | undefined>()
  const meant = (key: string): TableShape | undefined => {
    if (!known.has(key))
      known.set(key, named.get(key) ?? tables.find(({ name }) => book.matchesTable(key, name)))
    return known.get(key)
  }
  const gone = own.rules.tables.filter(({ table }) => !meant(table))
  const columns = own.rules.columns.filter(({ table, column }) => {
    if (isPattern(table) || isPattern(column)) return false
    const shape = meant(table)
    return shape !== undefined && !shape.columns.some(({ name }) => name === column)
  })
  return [
    ...gone.map(({ table }): Change => ({ change: 'removed table', table })),
    ...columns.map(({ table, column }): Change => ({ change: 'removed column', table, column })),
  ]
}
