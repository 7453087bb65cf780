import { PoligonError } from '../../core/errors.ts'
import { name, names, say } from '../../core/redacted.ts'
import type { CopyFormat, Preflight } from '../../anonymizers/index.ts'
import { defineCommand, type CommandContext } from '../command.ts'
import { isDatabase } from '../is-database.ts'
import { showDryRun } from '../dry-run.ts'
import { jobsOf } from '../jobs.ts'
import { maskAnything } from '../mask-anything.ts'
import { asJson, reportsOf } from '../mask-reports.ts'
import { keyForRun } from '../masking-key.ts'
import { languageOption, reportLanguage } from '../report-language.ts'
import { trailOfRun } from '../run-trail.ts'
import { tellOfCopy } from '../tell-of-copy.ts'

export default defineCommand({
  name: 'mask',
  summary: 'copy a database dump with personal data masked as a policy says',
  usage: 'SOURCE --policy POLICY.yaml --to TARGET',
  options: {
    policy: { type: 'string', value: 'POLICY.yaml', describe: 'what happens to each column' },
    to: {
      type: 'string',
      value: 'TARGET',
      describe: 'a file (.gz and .zst are packed), - for stdout, or a database address',
    },
    format: {
      type: 'string',
      value: 'FORMAT',
      describe:
        'plain, or an archive for pg_restore: custom, directory or tar (default: see below)',
    },
    jobs: {
      type: 'string',
      value: 'N',
      describe:
        'worker threads, and connections of a load or a live source; 0: none, and one (default: one a core)',
    },
    subset: {
      type: 'string',
      multiple: true,
      value: 'ROWS',
      describe: "only some rows and what belongs to them: '10% of customer'",
    },
    report: { type: 'string', value: 'FILE.json', describe: 'write the report there' },
    'privacy-report': {
      type: 'string',
      value: 'FILE.html',
      describe: 'write a page for the data protection officer there, and measure what it needs',
    },
    language: languageOption,
    set: {
      type: 'string',
      value: 'NAME',
      describe: 'the set of copies that this one agrees with (default: the one without a name)',
    },
    'throw-away-key': {
      type: 'boolean',
      describe: 'mask with a random key that is gone after this run',
    },
    resume: {
      type: 'boolean',
      describe: 'go on where the same command was killed, or where the disk was full',
    },
    'dry-run': {
      type: 'boolean',
      describe: 'write nothing; show what would happen to each column, with five masks of each',
    },
    'no-verify': {
      type: 'boolean',
      describe: 'do not look whether something of the original is left (the report says so)',
    },
    strict: {
      type: 'boolean',
      describe: 'refuse a policy that nobody approved in this state (see `poligon policy check`)',
    },
    'allow-host': {
      type: 'string',
      multiple: true,
      value: 'HOST',
      describe: 'a database on that host may be written to (default: this machine only)',
    },
  },
  details: `
SOURCE is a dump of pg_dump (plain with COPY or INSERT, -Fc, -Fd or -Ft), mysqldump or mariadb-dump, as it is or
packed with gzip, zstd or lz4; - reads it from stdin. An archive (-Fc, -Fd, -Ft) becomes an archive of the same kind
for pg_restore, and plain SQL when TARGET is -, a database, or a name that ends in .sql, .sql.gz or .sql.zst. A plain
dump of PostgreSQL, or a live database, becomes an archive when TARGET ends in .dump (custom), .tar or / (directory).
--format says so whatever the names are; a custom archive can go to stdout too.
Of postgres://user:password@host/database, mysql://… or mariadb://… a consistent snapshot is taken; its
definitions come from the server's own dump client, its rows over several connections. From MariaDB and MySQL they
do so with --jobs only: writing there is held up for a moment, for which the account needs the right RELOAD. A folder of mysqldump --tab becomes such a folder, or plain SQL likewise. A policy
with source: {engine: files} masks CSV, JSON, JSON Lines and XML files, or a folder of them into a folder.
The key comes from POLIGON_KEY, POLIGON_KEY_FILE or POLIGON_KEY_COMMAND, or is the throw-away key of the set;
copies agree when key, set, and the controller and project of their policies are one.
Every column of every table with rows must be in the policy, else nothing is written (exit 3).
--dry-run needs no --to; it reads and masks everything, writes nothing, and ends as the run would.
A file comes to be as a whole. A command that was killed leaves what it has beside TARGET (.poligon.part, readable
to you alone); the same one with --resume goes on with it and ends with the same bytes, without --resume it begins
at the beginning. A load into a database goes on likewise: tables that are complete stay, and the last one is loaded
again. Streams and live databases as SOURCE cannot be gone on with.
Before the copy becomes visible it is searched for every original that the policy masks or drops, as \`poligon
verify\` does; when one is left, nothing is written and the exit code is 1. What went to stdout cannot be taken
back: it ends in a line that psql and mysql refuse.
--subset keeps the rows that are named, what depends on them and what they refer to; it may be given several times.

  poligon mask shop.sql.gz --policy anonymizers/shop.yaml --to shop-masked.sql.gz
  poligon mask shop.sql --policy anonymizers/shop.yaml --to small.sql --subset "customers where created_at > '2026-01-01'"
  poligon mask shop.sql.gz --policy anonymizers/shop.yaml --to shop-masked.dump && pg_restore -j4 -d shop_test shop-masked.dump
  mysqldump shop | poligon mask - --policy anonymizers/shop.yaml --to - | mysql shop_test`,
  async run(context) {
    const { positionals, json, log, quiet, signal } = context
    const [source, ...more] = positionals
    const policy = text(context, 'policy')
    const dry = context.values['dry-run'] === true
    const target = text(context, 'to') ?? (dry ? nowhere : undefined)
    if (source === undefined || more.length > 0 || policy === undefined || target === undefined)
      throw new PoligonError('POLIGON_USAGE', {
        what: say`One SOURCE, --policy and --to are needed.`,
        remedy: say`For example: \`poligon mask shop.sql --policy anonymizers/shop.yaml --to masked.sql\`.`,
      })
    if (json && target === '-' && !dry)
      throw new PoligonError('POLIGON_USAGE', {
        what: say`stdout cannot carry both the masked dump and the report.`,
        remedy: say`Write the report to a file with --report.`,
      })
    const reports = await reportsOf(
      {
        json: text(context, 'report'),
        page: text(context, 'privacy-report'),
        language: await reportLanguage(context.values['language']),
      },
      [source, policy, target],
    )
    const key = await keyForRun({
      set: text(context, 'set'),
      throwAway: context.values['throw-away-key'] === true,
      target,
      log,
    })
    const trail = await trailOfRun({ source, policy, target, set: key.set, log })
    const { contentHashes, copyFormats, preflightText } = await import('../../anonymizers/index.ts')
    const options = {
      source,
      policy,
      key: key.key,
      ...(key.set === undefined ? {} : { set: key.set }),
      strict: context.values['strict'] === true,
      verify: context.values['no-verify'] !== true,
      measure: reports.measures,
      onPreflight: (need: Preflight) => {
        if (need.unpackedBytes >= worthSaying) log.info(preflightText(need))
      },
      signal,
      quiet,
      subset: texts(context, 'subset'),
      ...jobsOf(text(context, 'jobs')),
    }
    if (dry) return showDryRun(options, target === nowhere ? undefined : target, context)
    const format = formatOf(copyFormats, text(context, 'format'), target)
    try {
      const made = await maskAnything({
        ...options,
        ...(format === undefined ? {} : { format }),
        onReady(facts) {
          key.onReady(facts)
          trail.onReady(facts)
        },
        target,
        resume: context.values['resume'] === true,
        log,
        allowHosts: texts(context, 'allow-host'),
      })
      key.complete()
      const isHashed = reports.areWanted || json || made.expires !== undefined
      const report = isHashed ? { ...made, hashes: await contentHashes(source, target) } : made
      const entry = await trail.done(report)
      const whole = entry ? { ...report, trail: entry } : report
      await reports.write(whole)
      if (json) context.print(asJson(whole))
      tellOfCopy(whole, log)
      return 0
    } catch (failure) {
      trail.failed(failure)
      throw failure
    }
  },
})

/** @throws POLIGON_USAGE */
function formatOf(
  copyFormats: readonly CopyFormat[],
  written: string | undefined,
  target: string,
): CopyFormat | undefined {
  if (written === undefined) return undefined
  const format = copyFormats.find((one) => one === written)
  if (format === undefined || (isDatabase(target) && format !== 'plain'))
    throw new PoligonError('POLIGON_USAGE', {
      what:
        format === undefined
          ? say`That is no format of a copy.`
          : say`A database is filled; it has no format.`,
      remedy:
        format === undefined
          ? say`Write ${names([...copyFormats])}.`
          : say`Leave ${name('--format')} out.`,
    })
  return format
}

/** What a dry run calls the target that it was not given. */
const nowhere = 'nowhere'

/** Bytes from which on a run is told what it needs; less needs nothing that matters. */
const worthSaying = 50e6

const text = ({ values }: CommandContext, option: string): string | undefined => {
  const value = values[option]
  return typeof value === 'string' ? value : undefined
}

const texts = ({ values }: CommandContext, option: string): readonly string[] => {
  const value = values[option]
  return Array.isArray(value) ? value.map(String) : []
}
