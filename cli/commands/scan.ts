import { codeOf, exitCodes, PoligonError } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'
import { name, names, say, type Redacted } from '../../core/redacted.ts'
import type {
  Drift,
  DriftOptions,
  FoundPath,
  ScanOptions,
  ScanResult,
  WritePolicyOptions,
  WrittenPolicyFile,
} from '../../anonymizers/index.ts'
import { defineCommand } from '../command.ts'
import { isDatabase } from '../is-database.ts'
import { jobsOf } from '../jobs.ts'
import { textTable } from '../table.ts'

export default defineCommand({
  name: 'scan',
  summary: 'find personal data and secrets in a dump or a database',
  usage: 'SOURCE [--policy POLICY.yaml] [--write POLICY.yaml]',
  atMost: 1,
  options: {
    write: {
      type: 'string',
      value: 'POLICY.yaml',
      describe:
        'write a policy there that says something about every column, or with --policy that one with what changed; the file may not be there yet',
    },
    policy: {
      type: 'string',
      value: 'POLICY.yaml',
      describe: 'tell only what changed since that policy was written (exit 3 when anything did)',
    },
    settings: {
      type: 'string',
      value: 'FILE',
      describe:
        'instead: write the settings of the server that a test server should have too, as a part of an environment file; - for stdout',
    },
    full: {
      type: 'boolean',
      describe:
        'look at every row, instead of the first ones of each table and some of every megabyte',
    },
    jobs: {
      type: 'string',
      value: 'N',
      describe:
        'with --full, of a live database: over how many connections its rows are read (default: one a core, at most 4; MariaDB and MySQL: one)',
    },
    locale: {
      type: 'string',
      value: 'LANGUAGE',
      describe:
        'whose words come first in names of columns: en, pl, de, fr, es, it, cs (default: en)',
    },
  },
  details: `
SOURCE is what mask takes: a dump file, archive or folder, - for stdin, the address of a database, or files of
exchange (CSV, JSON, XML). It is read once and to its end; the first 2,000 rows of every table are looked at and twenty of each later megabyte, with --full all
of them. Of a live database 2,000 rows of each table are taken, in a transaction that cannot write. A column is judged by its name, its
type, its table, its neighbours and its values, and inside JSON, XML and PHP data path by path. What is less certain
says review. The answer holds names, words and shares, and no value of the data. No key is needed.
--write makes a policy of it: what was found is masked, everything else kept with a reason, by the preset of the
product where the tables are known. It is tried on the dump, so that mask runs with it. Read it before you rely on it.
--settings writes version, character sets, SQL modes, time zone and limits of a database's server, or what a dump
tells of them, for environments/NAME.yaml; what a test server has otherwise is shown whenever it starts.
--policy compares the source with a policy: tables and columns that are new or gone, another schema than the one
that was reviewed, types that a rule does not fit, personal data in a column that is kept without a risk, or at a path
that nobody named. What changed is told on stderr; stdout has what to merge into the policy, in YAML, and with
--json both. With that in it, the policy passes and masks; --write puts it in, into another file, with comments and order kept.

  poligon scan shop.sql.gz
  poligon scan shop.sql.gz --json --locale pl
  poligon scan shop.sql.gz --write anonymizers/shop.yaml
  poligon scan shop.sql.gz --policy anonymizers/shop.yaml
  poligon scan shop.sql.gz --policy anonymizers/shop.yaml --write anonymizers/shop-new.yaml
  poligon scan postgres://reader@erp.local/erp --settings -`,
  async run({ positionals, values, json, log, print, quiet, signal }) {
    const [source] = positionals
    if (source === undefined)
      throw new PoligonError('POLIGON_USAGE', {
        what: say`One SOURCE is needed.`,
        remedy: say`For example: \`poligon scan shop.sql\`.`,
      })
    const { locale } = values
    const jobs = jobsOf(typeof values['jobs'] === 'string' ? values['jobs'] : undefined)
    const options = {
      source,
      signal,
      quiet,
      ...jobs,
      ...(typeof locale === 'string' ? { locale } : {}),
      ...(values['full'] === true ? { everyRow: true } : {}),
    }
    if (typeof values['settings'] === 'string') {
      if (values['policy'] !== undefined || values['write'] !== undefined || json)
        throw new PoligonError('POLIGON_USAGE', {
          what: say`${name('--settings')} stands alone.`,
          remedy: say`Run the command once more for the other answer.`,
        })
      await writeSettings(values['settings'], { source, signal, quiet }, print)
      return exitCodes.done
    }
    if (typeof values['policy'] === 'string') {
      const { policy, write: to } = values
      const found = await drift({ ...options, policy }, log)
      const { result, changes, patch } = found
      print(
        json
          ? `${JSON.stringify({ source: result.source, changes, patch }, undefined, 2)}\n`
          : patch,
      )
      for (const change of changes) log.info(changeText(change))
      if (typeof to === 'string' && changes.length > 0) {
        const { writeMergedPolicy } = await import('../../anonymizers/index.ts')
        await writeMergedPolicy({ policy, drift: found, to })
        log.info(
          say`${name(to)} is the policy with what changed. Read it before it takes its place.`,
        )
      }
      return changes.length === 0 ? exitCodes.done : exitCodes.refused
    }
    const written =
      typeof values['write'] === 'string'
        ? await write({ ...options, policy: values['write'] }, log)
        : undefined
    const result = written?.result ?? (await scan(options, log))
    print(json ? `${JSON.stringify(result, undefined, 2)}\n` : scanText(result))
    const { tables, tablesWithRows, columns, rows, lookedAt } = result.checked
    log.info(
      say`${name(result.source)}: ${tables} tables, ${tablesWithRows} with rows, ${columns} columns; ${result.columns.length} hold personal data or secrets, ${result.columns.filter(({ review }) => review).length} of them to be reviewed.`,
    )
    log.info(
      say`All definitions were read, and ${lookedAt} of ${rows} rows (${percentOf(lookedAt, rows)} %) looked at.`,
    )
    if (written) sayWritten(written, String(values['write']), log)
    return exitCodes.done
  },
})

async function writeSettings(
  file: string,
  options: { readonly source: string; readonly signal: AbortSignal; readonly quiet: boolean },
  print: (text: string) => void,
): Promise<void> {
  const { source } = options
  const isLive = isDatabase(source)
  const settings = isLive
    ? await (await import('../../runs/index.ts')).settingsOfDatabase(source)
    : await (await import('../../anonymizers/index.ts')).settingsOfDump(options)
  const { settingsBlock } = await import('../../environments/index.ts')
  const block = settingsBlock(settings, 'database')
  if (file === '-') return print(block)
  const { writeFile } = await import('node:fs/promises')
  await writeFile(file, block, { flag: 'wx' }).catch((cause: unknown) => {
    throw new PoligonError('POLIGON_TARGET', {
      what: say`${name(file)} cannot be written (${codeOf(cause)}).`,
      remedy: say`Name a file that is not there, in a folder that may be written to.`,
      cause,
    })
  })
}

/** What is less than all is never shown as all. */
const percentOf = (part: number, whole: number): number =>
  part >= whole ? 100 : Math.min(99.9, Math.round((part / whole) * 1000) / 10)

/** Of the reading of a live database. */
type Jobs = ReturnType<typeof jobsOf>

const scan = async (options: ScanOptions & Jobs, log: Log): Promise<ScanResult> =>
  isDatabase(options.source)
    ? (await import('../../runs/index.ts')).scanDatabase({ ...options, log })
    : (await import('../../anonymizers/index.ts')).scanDump(options)

const drift = async (options: DriftOptions & Jobs, log: Log): Promise<Drift> =>
  isDatabase(options.source)
    ? (await import('../../runs/index.ts')).findDriftOfDatabase({ ...options, log })
    : (await import('../../anonymizers/index.ts')).findDrift(options)

function changeText({ change, table, column, kind, paths }: Drift['changes'][number]): Redacted {
  const at = [table, column].filter((part) => part !== undefined).join('.')
  const where = at === '' ? say`` : say`: ${name(at)}`
  const what = kind === undefined ? say`` : say` (${name(kind)})`
  return paths === undefined
    ? say`${name(change)}${where}${what}`
    : say`${name(change)}${where}${what} at ${names(paths)}`
}

const write = async (options: WritePolicyOptions & Jobs, log: Log): Promise<WrittenPolicyFile> =>
  isDatabase(options.source)
    ? (await import('../../runs/index.ts')).writePolicyOfDatabase({ ...options, log })
    : (await import('../../anonymizers/index.ts')).writePolicy(options)

function sayWritten(
  { presets, masked, review, kept, relations, stop }: WrittenPolicyFile,
  file: string,
  log: Log,
): void {
  const products = presets.map((one) => one.name)
  const known =
    products.length === 0
      ? say``
      : say` It extends ${products.length === 1 ? say`the preset` : say`the presets`} ${names(products)}.`
  log.info(
    say`${name(file)} has ${masked} rules of its own that mask or take out, ${review} of them to be reviewed.${known}`,
  )
  if (relations > 0)
    log.info(say`It names ${relations} relations that the schema does not declare, for subsets.`)
  if (kept.length > 0)
    log.warn(say`Kept though they look personal, because no treatment fits: ${names(kept)}.`)
  if (stop !== undefined) log.warn(say`A run would still stop: ${name(stop)}`)
}

/** The surest first; of documents, the paths below. */
export function scanText({ columns, empty, relations, special, definitions }: ScanResult): string {
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
      ...pathRows(paths, '  '),
    ])
  const heads = ['COLUMN', 'KIND', 'CERTAINTY', '', 'BECAUSE']
  const hollow = empty.map(({ table, column }) => `${table}.${column}`)
  return (
    (rows.length === 0 ? 'Nothing was found.\n' : textTable([heads, ...rows])) +
    (hollow.length === 0 ? '' : `\nNamed like personal data, and empty: ${names(hollow, 12)}.\n`) +
    specialText(special) +
    relationsText(relations) +
    definitionsText(definitions)
  )
}

function specialText(special: ScanResult['special']): string {
  if (special.length === 0) return ''
  const shown = special.map((one) => `${one.table}.${one.column} (${one.category})`)
  return `\nPerhaps special categories of data (GDPR Art. 9, 10) or children: ${names(shown, 12)}.\n`
}

function relationsText(relations: ScanResult['relations']): string {
  if (relations.length === 0) return ''
  const shown = relations.map(
    ({ from, to, when }) =>
      `${from.table}.${from.column} → ${to.table}.${to.column}${when === undefined ? '' : ` when ${when}`}`,
  )
  return `\nReferences that the schema does not declare: ${names(shown, 12)}.\n`
}

function definitionsText(definitions: ScanResult['definitions']): string {
  if (definitions.length === 0) return ''
  const shown = definitions.map((one) => `${one.definition} ${one.name} (${one.holds})`)
  return `\nIn definitions, which are copied as they are unless the policy says definitions: mask: ${names(shown, 12)}.\n`
}

const pathRows = (paths: readonly FoundPath[], indent: string): readonly string[][] =>
  paths.flatMap((one) => [
    [indent + plain(one.path), one.kind, one.confidence.toFixed(2), '', one.evidence.join('; ')],
    ...pathRows(one.paths ?? [], `${indent}  `),
  ])

// oxlint-disable-next-line no-control-regex -- a name of a member may not steer the terminal
const plain = (path: string) => path.replace(/[\u0000-\u001f\u007f-\u009f]/g, '·')
