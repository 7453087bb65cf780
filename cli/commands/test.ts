import { existsSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { PoligonError } from '../../core/errors.ts'
import { loadKey } from '../../core/key.ts'
import { name, names, say } from '../../core/redacted.ts'
import { defineCommand, type CommandContext } from '../command.ts'
import { testSummary, toldFailures } from './test-summary.ts'

const providers = ['auto', 'docker', 'embedded', 'external'] as const

export default defineCommand({
  name: 'test',
  summary: 'run scenarios on a masked copy of the environment and write a report',
  usage: '[PATHS] [--env ENVIRONMENT] [--tags EXPRESSION]',
  options: {
    env: {
      type: 'string',
      value: 'ENVIRONMENT',
      describe: 'name in environments/, or a YAML file',
    },
    provider: {
      type: 'string',
      value: providers.join('|'),
      describe: 'how databases are had (auto)',
    },
    url: {
      type: 'string',
      multiple: true,
      value: 'SYSTEM=URL',
      describe: 'server of a database, for the external provider',
    },
    tags: { type: 'string', value: 'EXPRESSION', describe: 'only scenarios with these tags' },
    name: {
      type: 'string',
      multiple: true,
      value: 'REGEXP',
      describe: 'only scenarios whose name matches',
    },
    workers: { type: 'string', value: 'N', describe: 'scenarios at the same time (1)' },
    snapshot: {
      type: 'string',
      value: 'NAME',
      describe: 'on that snapshot (see `poligon snapshot`); neither dumps nor key are needed',
    },
    'verify-reset': {
      type: 'boolean',
      describe: 'compare every table with the masked data after each reset; slow',
    },
    output: { type: 'string', value: 'FOLDER', describe: 'where runs are kept (reports/output)' },
  },
  details: `
PATHS are feature files, folders or file:line; without them all of features/ runs. Every scenario starts
from the same masked data, in a slot of its own. Exit code 1 when a scenario failed, had an undefined
step or did not report, and when none was selected.

  poligon test --tags "@P1 and not @slow" --workers 2
  poligon test features/orders.feature:12 --env shop-erp`,
  async run(context) {
    const { findProject, runTests } = await import('../../runs/index.ts')
    const { json, log, positionals, quiet, signal } = context
    const project = findProject()
    const urls = urlsOf(list(context, 'url'))
    const output = text(context, 'output')
    const { record, verdict, folder, report } = await runTests({
      project,
      environment: text(context, 'env'),
      provider: providerOf(text(context, 'provider') ?? 'auto'),
      ...(urls ? { urls } : {}),
      paths: positionals.map((path) => inProject(path, project.root)),
      tags: text(context, 'tags'),
      names: list(context, 'name'),
      snapshot: text(context, 'snapshot'),
      verifyReset: context.values['verify-reset'] === true,
      workers: workersOf(text(context, 'workers') ?? '1'),
      ...(output === undefined ? {} : { output }),
      key: loadKey,
      log,
      quiet,
      signal,
    })
    for (const line of testSummary(record, verdict)) log.info(line)
    log.info(say`Report: ${name(report.html)}`)
    if (json)
      context.print(
        `${JSON.stringify({
          ...verdict.counts,
          duration: record.duration,
          failures: toldFailures(record),
          report: report.html,
          junit: report.junit,
          folder,
          run: record.run,
          environment: record.environment,
          provider: record.provider,
        })}\n`,
      )
    return verdict.exitCode
  },
})

/** A path as it is written from the current folder, when there is such a file, else from the project's. */
function inProject(path: string, root: string): string {
  const [, file = path, lines = ''] = /^(.*?)((?::\d+)*)$/.exec(path) ?? []
  const here = resolve(file)
  return existsSync(here) ? `${relative(root, here) || '.'}${lines}` : path
}

function text({ values }: CommandContext, option: string): string | undefined {
  const value = values[option]
  return typeof value === 'string' ? value : undefined
}

function list({ values }: CommandContext, option: string): readonly string[] {
  const value = values[option]
  return Array.isArray(value) ? value.map(String) : []
}

function providerOf(wanted: string): (typeof providers)[number] {
  const found = providers.find((one) => one === wanted)
  if (found) return found
  throw new PoligonError('POLIGON_USAGE', {
    what: say`There is no provider ${name(wanted)}.`,
    remedy: say`Take one of: ${names(providers)}.`,
  })
}

function workersOf(wanted: string): number {
  if (/^[1-9]\d?$/.test(wanted)) return Number(wanted)
  throw new PoligonError('POLIGON_USAGE', {
    what: say`${name('--workers')} takes a number from 1 to 99.`,
    remedy: say`For example: ${name('--workers 2')}.`,
  })
}

function urlsOf(written: readonly string[]): Readonly<Record<string, string>> | undefined {
  if (written.length === 0) return undefined
  return Object.fromEntries(
    written.map((one) => {
      const at = one.indexOf('=')
      if (at > 0) return [one.slice(0, at), one.slice(at + 1)]
      throw new PoligonError('POLIGON_USAGE', {
        what: say`${name('--url')} takes SYSTEM=URL.`,
        remedy: say`For example: ${name('--url shop=mysql://root@127.0.0.1:3306')}.`,
      })
    }),
  )
}
