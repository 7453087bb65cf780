import { randomBytes } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { EngineFamily, TableName } from '../../core/contracts/dump.ts'
import { createProgress } from '../../core/progress.ts'
import { PoligonError } from '../../core/errors.ts'
import { name, names, say } from '../../core/redacted.ts'
import type { ExchangeFiles } from '../exchange/exchange-source.ts'
import { contentColumn } from '../exchange/layout.ts'
import type { FileRule } from '../exchange/file-rules.ts'
import { openDumpSource, type SourceFacts } from '../sources/dump-source.ts'
import { copiesAmong } from './copies.ts'
import type { FoundInDefinition } from './definitions.ts'
import { checkFieldNames, proposedFiles } from './exchange/proposed-files.ts'
import { judgeTable, type JudgedColumn } from './judge-table.ts'
import type { Kind } from './kinds.ts'
import { proposeRelations } from './relations/propose-relations.ts'
import type { ProposedRelation } from './relations/proposed-relation.ts'
import { sampleDump, type SampledDump } from './sample-dump.ts'
import { specialNotes, type SpecialNote } from './special/notes.ts'
import { unseenTable } from './table-samples.ts'
import { prefixOf } from './table-role.ts'
import { dictionaryFor, locales } from './words/dictionary.ts'

/** A column that holds personal data or a secret, or is to be looked at by somebody. */
export interface FoundColumn {
  /** As in the dump: schema-qualified on PostgreSQL. */
  readonly table: TableName
  readonly column: string
  readonly kind: Kind
  /** From 0 to 1. */
  readonly confidence: number
  /** Too uncertain to rely on: somebody should look at it. */
  readonly review: boolean
  /** Words and shares; never a value of the data. */
  readonly evidence: readonly string[]
  /** Inside documents. */
  readonly paths?: readonly FoundPath[]
}

export interface FoundPath {
  readonly path: string
  readonly kind: Kind
  readonly confidence: number
  readonly evidence: readonly string[]
  /** Inside the documents that stand there. */
  readonly paths?: readonly FoundPath[]
}

export interface ScanResult {
  readonly source: string
  /** Of tables with rows, that hold anything. */
  readonly columns: readonly FoundColumn[]
  /** Named like personal data, and empty in all rows that were looked at, or without rows. */
  readonly empty: readonly Pick<FoundColumn, 'table' | 'column' | 'kind'>[]
  /** References that the schema does not declare. */
  readonly relations: readonly ProposedRelation[]
  /** Hints at special categories of data and at children; of any column, personal or not. */
  readonly special: readonly SpecialNote[]
  /** What masking copies as it is. */
  readonly definitions: readonly FoundInDefinition[]
  readonly checked: {
    readonly tables: number
    readonly tablesWithRows: number
    readonly columns: number
    readonly rows: number
    /** Of these, how many were looked at. */
    readonly lookedAt: number
  }
}

export interface ScanOptions {
  readonly source: string
  /** The language, of those that names of columns are read in, that comes first: `pl`. */
  readonly locale?: string
  readonly signal?: AbortSignal
  /** Whether to look at every row. Default: the first rows of each table, and some of every megabyte. */
  readonly everyRow?: boolean
  /** Whether to show no progress on stderr. Default: true. */
  readonly quiet?: boolean
  /** How many rows tables have, where the source holds some of them only. */
  readonly rowsOf?: ReadonlyMap<TableName, number>
  /** What a policy says of the source. Default: files of exchange are told by their names. */
  readonly facts?: SourceFacts
  /** Default: the standard input of the process. */
  readonly stdin?: Readable
  /** What errors call {@link stdin}. Default: `-`. */
  readonly stdinLabel?: string
}

/** What is less certain is to be reviewed. */
const certain = 0.7

/**
 * Looks for personal data and secrets in a dump: by the names of columns, their types, their tables and
 * samples of their values.
 *
 * @throws POLIGON_SOURCE, POLIGON_DUMP_SYNTAX; POLIGON_USAGE for a language that is not known;
 *   POLIGON_NOTHING_RAN when there is no table.
 */
export async function scanDump(options: ScanOptions): Promise<ScanResult> {
  return wholeAnswer(await judgeDump(options))
}

/** With the references, which take a look at all pairs of columns. */
export const wholeAnswer = ({ result, dump, judged }: JudgedDump): ScanResult => ({
  ...result,
  relations: proposeRelations(dump, judged),
})

/** What a scan knows beyond its answer. The samples hold values: they go nowhere. */
export interface JudgedDump {
  readonly result: Omit<ScanResult, 'relations'>
  readonly dump: SampledDump
  readonly judged: ReadonlyMap<TableName, readonly JudgedColumn[]>
  readonly family: EngineFamily
  /** Of exchange files: which are the rows of one table. */
  readonly files?: readonly FileRule[]
}

/** @throws what {@link scanDump} throws. */
export async function judgeDump(options: ScanOptions): Promise<JudgedDump> {
  const { quiet = true, signal = new AbortController().signal, locale } = options
  checkLocale(locale)
  const files = options.facts ? options.facts.files : await proposedFiles(options.source)
  await using source = await openDumpSource(
    options.source,
    options.stdin ?? process.stdin,
    signal,
    'look',
    options.stdinLabel,
    files ? { files } : (options.facts ?? {}),
  )
  if (files && !options.facts) checkFieldNames(source.tables ?? [])
  const progress = createProgress(say`scanning`, { quiet })
  try {
    const seen = await sampleDump(
      source,
      randomBytes(4).readUInt32LE(),
      signal,
      (bytes) => progress.update(bytes, source.size),
      options.everyRow ? 'rows' : 'samples',
    )
    const dump = { ...seen, rows: atLeast(seen.rows, options.rowsOf) }
    if (dump.tables.length === 0)
      throw new PoligonError('POLIGON_NOTHING_RAN', {
        what: say`${name(source.label)} has no table.`,
        remedy: say`Dump the schema together with the data.`,
      })
    const judged = withStoredFiles(judgeTables(dump, locale), source.exchange)
    return {
      result: { ...answer(source.label, dump, judged), special: notesOn(dump, locale) },
      dump,
      judged,
      family: source.dialect.family,
      ...(files ? { files } : {}),
    }
  } finally {
    progress.end()
  }
}

function judgeTables(
  { tables, sampled }: SampledDump,
  locale: string | undefined,
): ReadonlyMap<TableName, readonly JudgedColumn[]> {
  const prefix = prefixOf(tables.map(({ name: table }) => table))
  const dictionary = dictionaryFor(locale)
  const judged = new Map(
    withUnseen({ tables, sampled }).map((table) => [
      table.shape.name,
      judgeTable(table, prefix, dictionary),
    ]),
  )
  const copies = copiesAmong(sampled, judged)
  return new Map([...judged].map(([table, own]) => [table, [...own, ...(copies.get(table) ?? [])]]))
}

/** A server's statistics may be old. */
const atLeast = (
  seen: ReadonlyMap<TableName, number>,
  told: ReadonlyMap<TableName, number> = new Map(),
): ReadonlyMap<TableName, number> =>
  new Map([...seen].map(([table, rows]) => [table, Math.max(rows, told.get(table) ?? 0)]))

/** Pictures, papers and archives among files of exchange. */
function withStoredFiles(
  judged: ReadonlyMap<TableName, readonly JudgedColumn[]>,
  exchange: ExchangeFiles | undefined,
): ReadonlyMap<TableName, readonly JudgedColumn[]> {
  const stored = new Set(
    exchange?.files.flatMap(({ bulk: { table, layout } }) =>
      layout?.kind === 'document' && !layout.isText ? [table] : [],
    ),
  )
  const file: JudgedColumn = {
    column: contentColumn,
    kind: 'blob',
    confidence: 0.8,
    evidence: ['a stored file'],
    empty: false,
  }
  return new Map([...judged].map(([table, own]) => [table, stored.has(table) ? [file] : own]))
}

function notesOn({ tables, sampled }: SampledDump, locale: string | undefined) {
  const prefix = prefixOf(tables.map(({ name: table }) => table))
  const dictionary = dictionaryFor(locale)
  return withUnseen({ tables, sampled }).flatMap((table) => specialNotes(table, prefix, dictionary))
}

/** Tables without rows are judged by their names. */
function withUnseen({ tables, sampled }: Pick<SampledDump, 'tables' | 'sampled'>) {
  const seen = new Set(sampled.map(({ shape }) => shape.name))
  return [...sampled, ...tables.filter((table) => !seen.has(table.name)).map(unseenTable)]
}

function answer(
  source: string,
  { tables, sampled, definitions, rows, looked }: SampledDump,
  judged: ReadonlyMap<TableName, readonly JudgedColumn[]>,
): Omit<ScanResult, 'relations' | 'special'> {
  const all = [...judged].flatMap(([table, columns]) => columns.map((one) => ({ table, one })))
  return {
    source,
    columns: all.filter(({ one }) => !one.empty).map(({ table, one }) => found(table, one)),
    empty: all
      .filter(({ one }) => one.empty)
      .map(({ table, one: { column, kind } }) => ({ table, column, kind })),
    definitions,
    checked: {
      tables: tables.length,
      tablesWithRows: sampled.length,
      columns: sampled.reduce((sum, { columns }) => sum + columns.length, 0),
      rows: [...rows.values()].reduce((sum, count) => sum + count, 0),
      lookedAt: looked,
    },
  }
}

function checkLocale(locale: string | undefined): void {
  if (locale === undefined || locales.includes(locale)) return
  throw new PoligonError('POLIGON_USAGE', {
    what: say`There are no words of the language ${name(locale)}.`,
    remedy: say`Take one of: ${names(locales)}.`,
  })
}

function found(
  table: TableName,
  { column, kind, confidence, evidence, paths }: JudgedColumn,
): FoundColumn {
  return {
    table,
    column,
    kind,
    confidence,
    review: confidence < certain,
    evidence,
    ...(paths ? { paths } : {}),
  }
}
