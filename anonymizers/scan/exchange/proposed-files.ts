import { open, readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { isUtf8 } from 'node:buffer'
import { PoligonError } from '../../../core/errors.ts'
import { name, say } from '../../../core/redacted.ts'
import type { TableShape } from '../../column.ts'
import { holdsPerson } from '../content.ts'
import { tocFile } from '../../archives/directory-archive.ts'
import { tellsWho } from '../../exchange/file-name.ts'
import { isExchangeName, type FileRule } from '../../exchange/file-rules.ts'
import { matcher } from '../../policy/glob.ts'
import { isTabFolder } from '../../tab/tab-folder.ts'

/**
 * Rules for files of exchange, where a path is such a file or a folder with some: those whose names differ in
 * numbers and dates only are the rows of one table. Undefined for dumps, and for what is not there.
 */
export async function proposedFiles(path: string): Promise<readonly FileRule[] | undefined> {
  if (path === '-') return undefined
  const found = await stat(path).catch(() => undefined)
  if (!found?.isDirectory())
    return found && isExchangeName(path) && !(await isSql(path))
      ? rulesFor([basename(path)], () => path)
      : undefined
  if (await isTabFolder(path)) return undefined
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(path, '/').length))
    .toSorted()
  return !files.includes(tocFile) && files.some(isExchangeName)
    ? rulesFor(files, (file) => join(path, file))
    : undefined
}

/**
 * Names of fields are shown; those that are persons are the first row of a file without names.
 *
 * @throws POLIGON_SOURCE
 */
export function checkFieldNames(tables: readonly TableShape[]): void {
  const odd = tables.find(({ columns }) => columns.some(({ name: one }) => holdsPerson(one)))
  if (!odd) return
  throw new PoligonError('POLIGON_SOURCE', {
    what: say`The files of ${name(odd.name)} have no line with the names of their fields.`,
    remedy: say`Write such a line, or a policy that says \`columns: [names]\` under \`files\`, and scan with \`--policy\`.`,
  })
}

async function rulesFor(
  files: readonly string[],
  placeOf: (file: string) => string,
): Promise<readonly FileRule[]> {
  const groups = disjoint(files)
  const taken = new Set<string>()
  const rules: FileRule[] = []
  for (const { patterns, match, members } of groups) {
    const [first = ''] = members
    const charset = await charsetOf(placeOf(first))
    rules.push({
      table: tableName(patterns[0] ?? '', taken),
      match,
      known: [],
      ...(charset ? { charset } : {}),
      ...(members.some(tellsWho) ? { names: { keep: 'only looked through' } } : {}),
    })
  }
  return rules
}

interface Group {
  readonly patterns: readonly string[]
  readonly members: readonly string[]
}

/**
 * Files by what their names have in common, each under one pattern only: where two would fit, names that tell of
 * nobody are written out, and those that do are one group.
 */
function disjoint(
  files: readonly string[],
): readonly (Group & { readonly match: FileRule['match'] })[] {
  const groups: Group[] = []
  for (const [pattern, members] of Map.groupBy(files, patternOf)) {
    const group = { patterns: [pattern], members }
    const at = members.some(tellsWho)
      ? groups.findIndex(
          (one) => one.members.some(tellsWho) && (isUnder(one, group) || isUnder(group, one)),
        )
      : -1
    const known = groups[at]
    if (!known) groups.push(group)
    else
      groups[at] = {
        patterns: [...known.patterns, pattern],
        members: [...known.members, ...members],
      }
  }
  return groups.map((group) => {
    const { patterns, members } = group
    const tells = members.some(tellsWho)
    const isShared = groups.some(
      (one) =>
        one !== group &&
        (isUnder(group, one) || (isUnder(one, group) && one.members.some(tellsWho))),
    )
    const match = !tells && (isShared || members.length === 1) ? members : patterns
    const [only = '', ...more] = match
    return { ...group, match: more.length === 0 ? only : match }
  })
}

/** Whether a file of one group fits a pattern of the other. */
const isUnder = (one: Group, { patterns }: Group): boolean =>
  patterns.map(matcher).some((fits) => one.members.some(fits))

/** Numbers, dates and addresses in a name stand for any. */
const patternOf = (file: string): string =>
  file
    .replaceAll(
      /[^/\s]*(@|%40|=40|\uff20)[^/\s]*(?=\.\w+$)|\d[\d_.:T-]*\d|\d+/gi,
      (_, at?: string) => (at === undefined ? '*' : `*${at}*`),
    )
    .replaceAll(/\*{2,}/g, '*')

function tableName(pattern: string, taken: Set<string>): string {
  const words = pattern
    .replace(/\.\w+$/, '')
    .replaceAll(/[^\p{L}]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '')
    .toLowerCase()
  const base = words === '' ? 'files' : words
  let table = base
  for (let i = 2; taken.has(table); i++) table = `${base}_${i}`
  taken.add(table)
  return table
}

/** What is no UTF-8 was most likely written by an old program of Central Europe. */
async function charsetOf(path: string): Promise<FileRule['charset']> {
  if (!/\.(?:csv|tsv|jsonl?|ndjson)$/i.test(path)) return undefined
  const head = await headOf(path, 256 * 1024)
  const text = head.subarray(0, head.lastIndexOf(0x0a) + 1 || head.length)
  return isUtf8(text) || head[0] === 0xff || head[0] === 0xfe ? undefined : 'windows-1250'
}

/** A dump may be called anything. */
const isSql = async (path: string): Promise<boolean> =>
  /^(?:--|\/\*|PGDMP|<\?xml[^>]*>\s*<mysqldump|<mysqldump)/.test(
    (await headOf(path, 200)).toString('latin1'),
  )

async function headOf(path: string, size: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const head = Buffer.alloc(size)
    const { bytesRead } = await file.read(head, 0, size, 0)
    return head.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
