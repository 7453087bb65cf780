import { systemClock } from '../../core/clock.ts'
import { exitCodes } from '../../core/errors.ts'
import { say } from '../../core/redacted.ts'
import { defineCommand } from '../command.ts'
import { projectFolder } from '../project-folder.ts'
import { textTable } from '../table.ts'

export default defineCommand({
  name: 'prune',
  summary: 'remove masked copies and evidence of test runs that may no longer be kept',
  usage: '[--dry-run]',
  atMost: 0,
  options: {
    'dry-run': { type: 'boolean', describe: 'remove nothing; show what would be removed' },
  },
  details: `
How long is said by the policy they were made under (retention: {snapshot: 30d, evidence: 14d}). Of masked copies
only those files and folders are removed that the trail of this project names and that are, byte for byte, what Poligon wrote
there; of test runs the folders in reports/output that hold nothing else. What was changed is left alone and told,
as are databases, which are for you to drop. Each removal goes into the trail (\`poligon trail\`).

  poligon prune --dry-run`,
  async run({ values, json, log, print }) {
    const dryRun = values['dry-run'] === true
    const { prune } = await import('../../runs/index.ts')
    const pruned = await prune({ project: projectFolder(), clock: systemClock, dryRun })
    if (json) print(`${JSON.stringify({ dryRun, pruned }, undefined, 2)}\n`)
    else if (pruned.length === 0) print('Nothing has expired.\n')
    else
      print(
        textTable([
          ['what', 'until', dryRun ? 'would be' : 'is', 'where'],
          ...pruned.map(({ kind, expires, fate, target }) => [
            kind,
            expires.slice(0, 10),
            fate,
            target,
          ]),
        ]),
      )
    const left = pruned.filter(({ fate }) => fate === 'changed' || fate === 'by hand').length
    if (left > 0)
      log.warn(
        say`${left} of them are for you to remove: they are not what was written, or databases.`,
      )
    return exitCodes.done
  },
})
