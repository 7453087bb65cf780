import type { TableName } from '../../../core/contracts/dump.ts'
import { ruleBook, type RuleBook } from '../../bind/rule-book.ts'
import { withTablePrefixes } from '../../bind/table-prefix.ts'
import type { TableShape } from '../../column.ts'
import { loadPolicy, type LoadedPolicy } from '../../policy-file.ts'
import { isPattern, matcher } from '../../policy/glob.ts'
import type { Treatment } from '../../policy/treatment.ts'
import { schemaFingerprint } from '../../schema/schema-fingerprint.ts'
import type { JudgedColumn } from '../judge-table.ts'
import type { Kind } from '../kinds.ts'
import { judgeDump, type ScanOptions, type ScanResult } from '../scan-dump.ts'
import { draftOf, type Choice, type Draft } from './draft.ts'
import { tablesText } from './policy-text.ts'

/** One way in which a source is no longer what a policy was written for. */
export interface Change {
  readonly change:
    | 'new table'
    | 'new column'
    | 'removed table'
    | 'removed column'
    | 'personal in a kept column'
    | 'personal at a new path'
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
  /** Rules for the policy, in YAML; empty when none are needed. What is new and personal is masked. */
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
  const scan = await judgeDump(options)
  const { tables, sampled } = scan.dump
  const policy = withTablePrefixes(loaded, tables)
  const book = ruleBook(policy)
  const changes = [
    ...tables.flatMap((table) => changesOf(table, book, scan.judged.get(table.name) ?? [])),
    ...removed(policy, book, tables),
  ]
  const { reviewed } = policy.header.source
  if (changes.length === 0 && reviewed !== undefined && reviewed !== schemaFingerprint(tables))
    changes.push({ change: 'other types or keys' })
  const seen = new Map(sampled.map((table) => [table.shape.name, table]))
  const draft = draftOf(tables, seen, scan.judged, scan.result)
  return { result: scan.result, changes, patch: patchOf(changes, draft, policy) }
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
    const treatment = book.treatment(table, one.column)?.value
    if (!treatment || one.empty || one.confidence < certain) return []
    const at = { table: table.name, column: one.column, kind: one.kind }
    if (treatment.verb === 'keep' && treatment.risk === undefined)
      return [{ change: 'personal in a kept column', ...at }]
    const paths = unnamedPaths(treatment, one)
    return paths.length === 0 ? [] : [{ change: 'personal at a new path', ...at, paths }]
  })
  return [...added, ...found]
}

const certain = 0.7

/** Paths with personal data that the policy lets pass because it does not name them. */
function unnamedPaths(treatment: Treatment, { paths = [] }: JudgedColumn): readonly string[] {
  if (treatment.verb !== 'walk' || treatment.otherPaths !== 'keep') return []
  const named = treatment.paths.map(({ text }) => matcher(text))
  return paths
    .filter(({ path, confidence }) => confidence >= certain && !named.some((test) => test(path)))
    .filter(({ path }) => !treatment.paths.some(({ text }) => path.startsWith(`${text}.`)))
    .map(({ path }) => path)
}

/** What the policy itself names in full and the source does not have. */
function removed(
  { layers: [own] }: LoadedPolicy,
  book: RuleBook,
  tables: readonly TableShape[],
): Change[] {
  const gone = own.rules.tables.filter(
    ({ table }) => !tables.some(({ name }) => book.matchesTable(table, name)),
  )
  const columns = own.rules.columns.filter(({ table, column }) => {
    if (isPattern(table) || isPattern(column)) return false
    const shape = tables.find(({ name }) => book.matchesTable(table, name))
    return shape !== undefined && !shape.columns.some(({ name }) => name === column)
  })
  return [
    ...gone.map(({ table }): Change => ({ change: 'removed table', table })),
    ...columns.map(({ table, column }): Change => ({ change: 'removed column', table, column })),
  ]
}

/** The rules that a draft for the whole source has for what changed, where they fit its type. */
function patchOf(changes: readonly Change[], draft: Draft, policy: LoadedPolicy): string {
  const wanted = changes.filter(({ change }) => !change.startsWith('removed'))
  const part: Draft = new Map(
    [...draft].map(([name, table]) => {
      const columns = [...table.columns].filter(([column]) =>
        wanted.some((one) => one.table === name && one.column === column),
      )
      for (const [column, choice] of columns) fit(choice, table.shape, column, policy)
      return [name, { ...table, person: undefined, columns: new Map(columns) }]
    }),
  )
  return tablesText(part)
}

function fit(choice: Choice, table: TableShape, column: string, policy: LoadedPolicy): void {
  const kind = table.columns.find(({ name }) => name === column)?.kind
  for (;;) {
    const { treatment } = choice
    const mask = typeof treatment === 'string' ? treatment : treatment.mask
    const accepts = mask === undefined ? undefined : policy.transformers.get(mask)?.accepts
    if (!accepts || kind === undefined || accepts.includes(kind) || !choice.next()) return
  }
}
