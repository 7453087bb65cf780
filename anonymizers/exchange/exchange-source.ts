import { lstat, readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Stats } from 'node:fs'
import { PoligonError } from '../../core/errors.ts'
import { name, say, type Redacted } from '../../core/redacted.ts'
import type { ColumnShape, TableShape } from '../column.ts'
import { fileBlocks } from '../sources/file-blocks.ts'
import { csvFacts } from './csv-layout.ts'
import { wireCharset } from './file-charset.ts'
import { shownName, tellsWho } from './file-name.ts'
import { fileFormat, ruleOf, type FileCharset, type FileRule } from './file-rules.ts'
import { frameEnd, writeFrame, type Frame } from './frame.ts'
import { contentColumn, longestDocument, longestPart, type FileLayout } from './layout.ts'
import { headOfFile } from '../sources/head-of-file.ts'

/** A file of exchange, or a folder of them. */
export interface ExchangeFiles {
  readonly path: string
  /** `path` is a folder. */
  readonly isFolder: boolean
  /** What the paths of {@link files} are relative to. */
  readonly root: string
  readonly folders: readonly string[]
  readonly files: readonly ExchangeFile[]
  readonly tables: readonly TableShape[]
}

export interface ExchangeFile extends Frame {
  readonly stats: Stats
}

/**
 * Finds the files, and under which rule of the policy each is.
 *
 * @throws POLIGON_SOURCE, POLIGON_POLICY_UNCOVERED, POLIGON_POLICY_REFUSED
 */
export async function openExchangeFiles(
  path: string,
  rules: readonly FileRule[],
): Promise<ExchangeFiles> {
  const found = await lstat(path).catch((cause: unknown) => {
    throw new PoligonError('POLIGON_SOURCE', {
      what: say`${name(path)} cannot be read.`,
      remedy: say`Check the path and the permissions.`,
      cause,
    })
  })
  const isFolder = found.isDirectory()
  const root = isFolder ? path : dirname(path)
  const listed = isFolder
    ? await allIn(root)
    : { folders: [], files: [{ path: basename(path), stats: found }] }
  const files: ExchangeFile[] = []
  for (const [at, one] of listed.files.entries())
    files.push(await openFile(root, one, shownName(one.path, at + 1), rules))
  if (files.length === 0)
    throw new PoligonError('POLIGON_SOURCE', {
      what: say`${name(path)} has no files.`,
      remedy: say`Name the folder that they are in.`,
    })
  return { path, isFolder, root, folders: listed.folders, files, tables: tablesOf(files) }
}

interface Found {
  readonly path: string
  readonly stats: Stats
}

async function allIn(
  root: string,
): Promise<{ readonly folders: readonly string[]; readonly files: readonly Found[] }> {
  const paths = (await readdir(root, { recursive: true })).toSorted()
  const found = await Promise.all(
    paths.map(async (path) => ({ path, stats: await lstat(join(root, path)) })),
  )
  return {
    folders: found.filter(({ stats }) => stats.isDirectory()).map(({ path }) => path),
    files: found.filter(({ stats }) => !stats.isDirectory()),
  }
}

async function openFile(
  root: string,
  { path, stats }: Found,
  shown: Redacted,
  rules: readonly FileRule[],
): Promise<ExchangeFile> {
  if (!stats.isFile())
    throw new PoligonError('POLIGON_SOURCE', {
      what: say`${shown} is a link or a special file, which may lead anywhere.`,
      remedy: say`Take it out of the folder, or put the file in its place.`,
    })
  const rule = ruleOf(path, shown, rules)
  if (!rule)
    throw new PoligonError('POLIGON_POLICY_UNCOVERED', {
      what: say`The policy does not say what happens to a file. ${shown} is under no rule.`,
      remedy: say`Add a rule with a pattern that fits its name under \`files\`, and say under \`tables\` what happens to it: a mask, \`placeholder\`, or keep with a reason.`,
    })
  if (tellsWho(path) && !rule.names)
    throw new PoligonError('POLIGON_POLICY_UNCOVERED', {
      what: say`${shown} has a name with an e-mail address or a long number in it, which the copy would have too.`,
      remedy: say`Rename it, or write \`names: {keep: why}\` at its rule in \`files\` of the policy.`,
    })
  const head = await headOfFile(join(root, path), headSize)
  const mark = head.subarray(0, 3).equals(byteOrderMark) ? byteOrderMark.length : 0
  const format = fileFormat(rule, path)
  const text = head.subarray(mark)
  if (format !== 'file' && (text.includes(0) || [0xfe, 0xff].includes(head[0] ?? 0)))
    throw new PoligonError('POLIGON_SOURCE', {
      what: say`${shown} is no text in UTF-8 or in a character set of one byte a letter.`,
      remedy: say`Convert it, for example with iconv, or say \`format: file\` at its rule.`,
    })
  const charset = rule.charset ?? (format === 'xml' ? xmlCharset(text, shown) : undefined)
  const isWhole = head.length === stats.size
  const csv = format === 'csv' && text.length > 0 ? csvFacts(text, isWhole, rule, shown) : undefined
  const layout: FileLayout =
    csv?.layout ??
    (stats.size > longestDocument && (format === 'json' || format === 'xml')
      ? { kind: 'records', format, longest: longestPart }
      : format === 'jsonl' || format === 'csv'
        ? { kind: 'lines' }
        : { kind: 'document', isText: format !== 'file' })
  const written = wireCharset(charset)
  // XML says itself where its declaration begins.
  const before = format === 'file' || format === 'xml' ? 0 : mark
  const headBytes = before + (csv?.headerBytes ?? 0)
  if (layout.kind === 'document' && stats.size > longestDocument)
    throw new PoligonError('POLIGON_SOURCE', {
      what: say`${shown} is longer than ${longestDocument / 1024 / 1024} MB, and only CSV, JSON Lines, JSON and XML are masked part by part.`,
      remedy: say`Part it, or take it out of the folder.`,
    })
  return {
    path,
    stats,
    bulk: {
      table: rule.table,
      columns: csv?.columns ?? (format === 'csv' ? [] : [contentColumn]),
      syntax: 'exchange-files',
      layout,
      ...(written === undefined ? {} : { charset: written }),
    },
    headBytes,
    bodyBytes: stats.size - headBytes,
  }
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])
/** More than a header with a thousand names. */
const headSize = 256 * 1024

/** As its declaration says. @throws POLIGON_SOURCE for one that is not read. */
function xmlCharset(head: Buffer, shown: Redacted): FileCharset | undefined {
  const [, encoding] =
    /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']/.exec(head.toString('latin1', 0, 200)) ?? []
  const known: Readonly<Record<string, FileCharset>> = {
    'utf-8': 'utf-8',
    'us-ascii': 'utf-8',
    'windows-1250': 'windows-1250',
    'windows-1252': 'windows-1252',
    'iso-8859-1': 'iso-8859-1',
    'iso-8859-2': 'iso-8859-2',
  }
  if (encoding === undefined) return undefined
  const charset = known[encoding.toLowerCase()]
  if (charset !== undefined) return charset
  throw new PoligonError('POLIGON_SOURCE', {
    what: say`${shown} is in a character set that is not read.`,
    remedy: say`Convert it to UTF-8.`,
  })
}

function tablesOf(files: readonly ExchangeFile[]): TableShape[] {
  const columns = new Map<string, Set<string>>()
  for (const { bulk } of files) {
    const known = columns.get(bulk.table) ?? new Set()
    columns.set(bulk.table, known)
    for (const column of bulk.columns ?? []) known.add(column)
  }
  return [...columns].map(([table, names]) => ({
    name: table,
    family: 'postgres',
    columns: [...names].map(textColumn),
    uniqueKeys: [],
    foreignKeys: [],
  }))
}

const textColumn = (column: string): ColumnShape => ({
  name: column,
  kind: 'text',
  declared: 'text',
  nullable: false,
  generated: false,
  caseInsensitive: false,
})

/** All files, one behind the other, each with its frame. @param onRead - told how many bytes more were read. */
export async function* exchangeBlocks(
  { root, files }: ExchangeFiles,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  for (const { stats, ...frame } of files) {
    yield writeFrame(frame)
    let length = 0
    for await (const block of fileBlocks(join(root, frame.path))) {
      length += block.length
      onRead(block.length)
      yield block
    }
    if (length !== stats.size)
      throw new PoligonError('POLIGON_SOURCE', {
        what: say`A file changed while it was read.`,
        remedy: say`Wait until it is complete and run again.`,
      })
    yield frameEnd
  }
}
