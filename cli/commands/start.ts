import { ensureKeyFile, holdKeyVariables, keyIsSet } from '../../core/key.ts'
import type { Log } from '../../core/log.ts'
import { say } from '../../core/redacted.ts'
import { defineCommand } from '../command.ts'
import test from './test.ts'

export default defineCommand({
  name: 'start',
  summary: 'run the main job of this project: databases, masking, mocks, scenarios, report',
  usage: '[ENVIRONMENT]',
  atMost: 1,
  options: {
    provider: {
      type: 'string',
      value: 'auto|docker|embedded|external',
      describe: 'how databases are had (auto)',
    },
    output: { type: 'string', value: 'FOLDER', describe: 'where runs are kept (reports/output)' },
  },
  details: `
Writes a fresh masking key to .env when none is set, then runs every scenario as \`poligon test\` does,
two at a time, and says where the report is. Nothing is left running.

  poligon start`,
  async run(context) {
    const { findProject } = await import('../../runs/index.ts')
    ensureKey(findProject().root, context.log)
    const [environment] = context.positionals
    return test.run({
      ...context,
      positionals: [],
      values: {
        ...context.values,
        workers: '2',
        ...(environment === undefined ? {} : { env: environment }),
      },
    })
  },
})

/** Makes and keeps a key for this project, unless one is set; one that is set and wrong stays an error. */
function ensureKey(folder: string, log: Log): void {
  if (keyIsSet()) return
  ensureKeyFile(folder)
  holdKeyVariables(folder)
  log.info(say`A fresh masking key was written to .env; keep that file out of version control.`)
}
