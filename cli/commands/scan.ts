import { exitCodes, PoligonError } from '../../core/errors.ts'
import { name, names, say } from '../../core/redacted.ts'
import type { ScanResult } from '../../anonymizers/index.ts'
import { defineCommand } from '../command.ts'
import { isDatabase } from '../is-database.ts'
import { textTable } from '../table.ts'

export default defineCommand({
  name: 'scan',
  summary: 'find personal data and secrets in a dump or a database',
  usage: 'SOURCE',
  atMost: 1,
  options: {
    locale: {
      type: 'string',
      value: 'LANGUAGE',
      describe:
        'whose words come first in names of columns: en, pl, de, fr, es, it, cs (default: en)',
    },
  },
  details: `
SOURCE is what mask takes: a dump file or archive, - for stdin, or the address of a database. It is read once;
the first rows of every table and some of each later part are looked at. A column is judged by its name, its
type, its table, its neighbours and its values, and inside JSON and PHP data path by path. What is less certain
says review. The answer holds names, words and shares, and no value of the data. No key is needed.

  poligon scan shop.sql.gz
  poligon scan shop.sql.gz --json --locale pl`,
  async run({ positionals, values, json, log, print, quiet, signal }) {
    const [source] = positionals
    if (source === undefined)
      throw new PoligonError('POLIGON_USAGE', {
        what: say`One SOURCE is needed.`,
        remedy: say`For example: \`poligon scan shop.sql\`.`,
      })
    const { locale } = values
    const options = {
      source,
      signal,
      quiet,
      ...(typeof locale === 'string' ? { locale } : {}),
    }
    const result = isDatabase(source)
      ? await (await import('../../runs/index.ts')).scanDatabase({ ...options, log })
      : await (await import('../../anonymizers/index.ts')).scanDump(options)
    print(json ? `${JSON.stringify(result, undefined, 2)}\n` : scanText(result))
    const { tables, tablesWithRows, columns } = result.checked
    log.info(
      say`${name(result.source)}: ${tables} tables, ${tablesWithRows} with rows, ${columns} columns; ${result.columns.length} hold personal data or secrets, ${result.columns.filter(({ review }) => review).length} of them to be reviewed.`,
    )
    return exitCodes.done
  },
})

/** The surest first; of documents, the paths below. */
export function scanText({ columns, empty }: ScanResult): string {
  const rows = columns
    .toSorted((a, b) => b.confidence - a.confidence)
    .flatMap(({ table, column, kind, confidence, review, evidence, paths = [] }) => [
      [
        `${table}.${column}`,
        kind,
        confidence.toFixed(2),
        review ? 'review' : '',
        evidence.join('; '),
      ],
      ...paths.map((one) => [
        `  ${plain(one.path)}`,
        one.kind,
        one.confidence.toFixed(2),
        '',
        one.evidence.join('; '),
      ]),
    ])
  const heads = ['COLUMN', 'KIND', 'CERTAINTY', '', 'BECAUSE']
  const hollow = empty.map(({ table, column }) => `${table}.${column}`)
  return (
    (rows.length === 0 ? 'Nothing was found.\n' : textTable([heads, ...rows])) +
    (hollow.length === 0 ? '' : `\nNamed like personal data, and empty: ${names(hollow, 12)}.\n`)
  )
}

// oxlint-disable-next-line no-control-regex -- a name of a member may not steer the terminal
const plain = (path: string) => path.replace(/[\u0000-\u001f\u007f-\u009f]/g, '·')
