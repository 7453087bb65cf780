import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { isPattern, matcher } from '../policy/glob.ts'

export const fileFormats = ['csv', 'json', 'jsonl', 'xml', 'file'] as const
export type FileFormat = (typeof fileFormats)[number]

export const fileCharsets = [
  'utf-8',
  'windows-1250',
  'windows-1252',
  'iso-8859-1',
  'iso-8859-2',
] as const
export type FileCharset = (typeof fileCharsets)[number]

/** What a policy says of some files: they are the rows of one table. */
export interface WrittenFiles {
  /** Paths in the folder, or patterns of them. */
  readonly match: string | readonly string[]
  readonly format?: FileFormat | undefined
  readonly separator?: string | undefined
  readonly quote?: string | undefined
  /** Names of the fields, when the files have none. */
  readonly columns?: readonly string[] | undefined
  readonly charset?: FileCharset | undefined
  /** Why names of files may hold e-mail addresses or long numbers. */
  readonly names?: { readonly keep: string } | undefined
}

export interface FileRule extends WrittenFiles {
  readonly table: string
  /** Columns that the policy names for it: the first line of a CSV file has one of them, or is none of names. */
  readonly known: readonly string[]
}

/**
 * The one rule that a file is under: a path that is written out comes before patterns.
 *
 * @throws POLIGON_POLICY_REFUSED when two fit. Undefined when none does.
 */
export function ruleOf(
  path: string,
  shown: ReturnType<typeof name>,
  rules: readonly FileRule[],
): FileRule | undefined {
  const fitting = rules.flatMap((rule) =>
    [rule.match]
      .flat()
      .filter((one) => matcher(one)(path))
      .map((one) => ({ rule, exact: !isPattern(one) })),
  )
  const exact = fitting.filter((one) => one.exact)
  const found = new Set((exact.length > 0 ? exact : fitting).map(({ rule }) => rule))
  const [first, second] = found
  if (first && second)
    throw new PoligonError('POLIGON_POLICY_REFUSED', {
      what: say`${shown} is under two rules of the policy: ${name(first.table)} and ${name(second.table)}.`,
      remedy: say`Narrow one of the patterns under \`files\`, or name the file.`,
    })
  return first
}

const formatOf: Readonly<Record<string, FileFormat>> = {
  csv: 'csv',
  tsv: 'csv',
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  xml: 'xml',
}

/** As the rule says, else by the ending of its name. */
export const fileFormat = ({ format }: FileRule, path: string): FileFormat =>
  format ?? formatOf[/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''] ?? 'file'

/** Whether files with such an ending are read as rows or documents. */
export const isExchangeName = (path: string): boolean =>
  Object.hasOwn(formatOf, /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '')
