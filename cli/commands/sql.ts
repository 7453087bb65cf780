import { exitCodes, PoligonError } from '../../core/errors.ts'
import { name, names, say } from '../../core/redacted.ts'
import type { UpRecord } from '../../environments/index.ts'
import { defineCommand } from '../command.ts'

export default defineCommand({
  name: 'sql',
  summary: 'open a shell into a database of an environment that is up',
  usage: 'SYSTEM [--environment ENVIRONMENT]',
  atMost: 1,
  ownsInterrupts: true,
  options: {
    environment: {
      type: 'string',
      short: 'e',
      value: 'ENVIRONMENT',
      describe: 'which one, when several that are up have such a system',
    },
  },
  details: `
Opens psql or mariadb, whichever belongs to the database, with address and password filled in. Statements may
also come from a file or a pipe; then the first one that fails ends it, with exit code 1. \`poligon reset\` brings
back what was changed.

  poligon sql shop
  echo 'SELECT count(*) FROM orders' | poligon sql shop
  poligon sql erp < prepare.sql`,
  async run(context) {
    const { positionals, values, json, log, signal } = context
    const [system] = positionals
    if (system === undefined || json)
      throw new PoligonError('POLIGON_USAGE', {
        what: json ? say`A shell has no answer in JSON.` : say`One SYSTEM is needed.`,
        remedy: say`For example: \`poligon sql shop\`; \`poligon status\` lists them.`,
      })
    const { findProject } = await import('../../runs/index.ts')
    const { openShell, parseServerUrl, readRecords } = await import('../../environments/index.ts')
    const { environment } = values
    const url = urlOf(
      readRecords(findProject().root).filter(
        (record) => environment === undefined || record.environment === environment,
      ),
      system,
    )
    const { address, database } = parseServerUrl(url)
    const interactive = process.stdin.isTTY
    const code = await openShell({ ...address, database }, { log, signal, interactive })
    signal.throwIfAborted()
    return code === 0 ? exitCodes.done : exitCodes.checkFailed
  },
})

function urlOf(records: readonly UpRecord[], system: string): string {
  const found = records.flatMap(({ environment, systems }) =>
    systems.filter((one) => one.name === system).map(({ url }) => ({ environment, url })),
  )
  const [first, ...others] = found
  if (first && others.length === 0) return first.url
  if (first)
    throw new PoligonError('POLIGON_USAGE', {
      what: say`Several environments that are up have a system ${name(system)}.`,
      remedy: say`Name one with --environment: ${names(found.map((one) => one.environment))}.`,
    })
  const known = records.flatMap(({ systems }) => systems.map((one) => one.name))
  throw new PoligonError('POLIGON_USAGE', {
    what: say`No environment that is up has a database ${name(system)}.`,
    remedy:
      known.length === 0
        ? say`\`poligon up\` brings one up.`
        : say`Those that are up: ${names(known)}.`,
  })
}
