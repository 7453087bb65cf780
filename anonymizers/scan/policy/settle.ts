import { rm, writeFile } from 'node:fs/promises'
import type { TableName } from '../../../core/contracts/dump.ts'
import { PoligonError, type Place } from '../../../core/errors.ts'
import { bindPolicy } from '../../bind.ts'
import { relationsOf } from '../../bind/relations.ts'
import { isKeptByPattern } from '../../bind/kept-by-pattern.ts'
import { ruleBook, type RuleBook } from '../../bind/rule-book.ts'
import { withTablePrefixes } from '../../bind/table-prefix.ts'
import type { TableShape } from '../../column.ts'
import { loadPolicy } from '../../policy-file.ts'
import { largeObjectTable } from '../../dialects/pg/large-objects.ts'
import type { Finding } from '../../ledger/judge.ts'
import type { ColumnOf } from '../relations/proposed-relation.ts'
import { candidatesFor } from './candidates.ts'
import { Choice, type Draft } from './draft.ts'
import { leaksOf } from './leaks-of.ts'
import { policyText, type PolicyHead } from './policy-text.ts'

export interface Settling {
  /** A file of that name is written, and removed when nothing comes of it. */
  readonly file: string
  readonly head: PolicyHead
  readonly tables: readonly TableShape[]
  readonly filled: ReadonlySet<TableName>
  /** What may be read again to try the policy; undefined: it is fitted to the schema only. */
  readonly source: string | undefined
  readonly signal: AbortSignal
}

export interface Settled {
  readonly draft: Draft
  /** With the relations that the preset does not name and no run stops at, and what turned out on the way. */
  readonly head: PolicyHead
  /** What would still stop a run. */
  readonly stop: string | undefined
}

/** More changes than that are a sign that they do not help. */
const mostChanges = 400

/**
 * Fits a draft to its source: as long as a rule would stop a run, the next best treatment takes its place, and
 * as long as originals would be left in a column, it is masked too.
 * Columns that a preset covers are left to it, unless its rule stops.
 */
export async function settle(whole: Draft, settling: Settling): Promise<Settled> {
  const { file, tables, filled, source, signal } = settling
  let head = settling.head
  try {
    const extendsSome = head.presets.length > 0
    const draft = extendsSome ? await uncoveredPart(whole, settling) : whole
    if (extendsSome) head = await withUnnamedRelations(settling)
    const settled = (stop?: string): Settled => ({ draft, head, stop })
    for (let changes = 0; changes < mostChanges; changes++) {
      signal.throwIfAborted()
      await writeFile(file, policyText(head, draft), { mode: 0o600 })
      const found = await tried(file, tables, filled, source, signal)
      if ('leaks' in found) {
        const { leaks } = found
        if (leaks.length === 0) return settled()
        const isBetween = leaks.some(({ table }) => table === '')
        const closed = leaks.filter((leak) => isClosed(whole, draft, leak))
        if (closed.length === 0 && (!isBetween || head.definitions))
          return settled('originals would be left in the copy')
        if (isBetween) head = { ...head, definitions: true }
        continue
      }
      if (found.place.table === largeObjectTable && !head.largeObjects) {
        head = { ...head, largeObjects: true }
        continue
      }
      const relations = head.relations.filter(({ from }) => !isAt(found.place, from))
      if (relations.length < head.relations.length) head = { ...head, relations }
      else if (!changed(whole, draft, found.place)) return settled(found.message)
    }
    return settled('too many rules do not fit')
  } finally {
    await rm(file, { force: true })
  }
}

const isAt = ({ table, field }: Place, at: ColumnOf): boolean =>
  at.table === table && at.column === field

/** The first thing that stops a run, or what a run that does not stop would leave of the originals. */
async function tried(
  file: string,
  tables: readonly TableShape[],
  filled: ReadonlySet<TableName>,
  source: string | undefined,
  signal: AbortSignal,
): Promise<
  { readonly place: Place; readonly message: string } | { readonly leaks: readonly Finding[] }
> {
  try {
    const policy = await loadPolicy(file)
    const needsLookups = policy.layers.length > 1
    if (!needsLookups) await bindPolicy(policy, tables, filled)
    return { leaks: source === undefined ? [] : await leaksOf(source, file, signal) }
  } catch (failure) {
    if (failure instanceof PoligonError) return failure
    throw failure
  }
}

/** Takes the next treatment of the column at `place`; of a table without one, the person away. */
function changed(whole: Draft, draft: Draft, { table, field }: Place): boolean {
  const one = draft.get(table ?? '')
  if (!one || table === undefined) return false
  if (field === undefined) {
    if (one.person === undefined) return false
    one.person = undefined
    return true
  }
  const column = field.split(' ')[0] ?? field
  const own = one.columns.get(column)
  if (own) return own.next()
  const ofPreset: Choice | undefined = whole.get(table)?.columns.get(column)
  if (!ofPreset) return false
  one.columns.set(column, ofPreset)
  return true
}

/** Masks a column in which originals of others stand; one that is masked already gets its next treatment. */
function isClosed(whole: Draft, draft: Draft, { table, column }: Finding): boolean {
  const columns = draft.get(table)?.columns
  const shape = whole.get(table)?.shape.columns.find(({ name }) => name === column)
  if (!columns || !shape) return false
  const own = columns.get(column)
  if (own?.remark !== undefined) return own.next()
  const judged = {
    column,
    kind: 'free_text',
    confidence: 0.6,
    evidence: ['values: what other columns mask stands in them'],
    empty: false,
  } as const
  columns.set(column, new Choice(candidatesFor(judged, shape), `review: ${judged.evidence[0]}`))
  return true
}

/** Of columns that no relation of the preset begins at. */
async function withUnnamedRelations({ file, head, tables }: Settling): Promise<PolicyHead> {
  const none = { ...head, relations: [] }
  await writeFile(file, policyText(none, new Map()), { mode: 0o600 })
  const policy = withTablePrefixes(await loadPolicy(file), tables)
  const known = relationsOf(policy, ruleBook(policy), tables).map(({ from }) => from)
  const relations = head.relations.filter(
    ({ from }) =>
      !known.some(
        ({ tables: names, columns }) =>
          names.includes(from.table) && columns.length === 1 && columns[0] === from.column,
      ),
  )
  return { ...head, relations }
}

/** Whether presets say nothing of a column, keep its words by a pattern only, or disagree. */
function isOpen(book: RuleBook, table: TableShape, name: string): boolean {
  const column = table.columns.find((one) => one.name === name)
  try {
    const decided = book.treatment(table, name)
    return !decided || (column !== undefined && isKeptByPattern(column, decided))
  } catch (failure) {
    if (failure instanceof PoligonError) return true
    throw failure
  }
}

/** Without the columns that the presets decide about. */
async function uncoveredPart(whole: Draft, { file, head, tables }: Settling): Promise<Draft> {
  await writeFile(file, policyText(head, new Map()), { mode: 0o600 })
  const book = ruleBook(withTablePrefixes(await loadPolicy(file), tables))
  return new Map(
    [...whole].map(([name, table]) => {
      const columns = [...table.columns].filter(([column]) => isOpen(book, table.shape, column))
      const leftOut = book.rows(table.shape)?.value.verb === 'empty'
      const person = book.person(table.shape) ? undefined : table.person
      return [name, { shape: table.shape, person, columns: new Map(leftOut ? [] : columns) }]
    }),
  )
}
