import { PoligonError } from '../../core/errors.ts'
import { name, names, say } from '../../core/redacted.ts'
import { defineCommand } from '../command.ts'
import { textTable } from '../table.ts'

export default defineCommand({
  name: 'reset',
  summary: 'bring the databases of an environment that is up back to their masked data',
  usage: '[ENVIRONMENT]',
  atMost: 1,
  options: {
    'verify-reset': {
      type: 'boolean',
      describe: 'compare every table with the masked data afterwards; exit code 1 when one differs',
    },
  },
  details: `
Tells how each was done: \`nothing-changed\`, \`undo\` (the rows that were written are put back) and
\`dirty-tables\` (the tables that were written to are compared) leave the connections of programs alone,
\`clone\` replaces the database and cuts them.

  poligon reset shop-erp`,
  async run(context) {
    const { positionals, json } = context
    const { findProject } = await import('../../runs/index.ts')
    const { readRecords, requestReset } = await import('../../environments/index.ts')
    const records = readRecords(findProject().root)
    const wanted = positionals[0]
    const chosen = records.filter(
      ({ environment }) => wanted === undefined || environment === wanted,
    )
    const [record] = chosen
    if (!record || chosen.length > 1)
      throw new PoligonError('POLIGON_USAGE', {
        what: record ? say`Several environments are up.` : say`The environment is not up.`,
        remedy: record
          ? say`Name one of: ${names(chosen.map(({ environment }) => environment))}.`
          : say`\`poligon up${name(wanted === undefined ? '' : ` ${wanted}`)}\` brings it up.`,
      })
    const verify = context.values['verify-reset'] === true
    const resets = await requestReset(record, { verify })
    if (json)
      context.print(`${JSON.stringify({ environment: record.environment, systems: resets })}\n`)
    else
      context.print(
        textTable([
          ['SYSTEM', 'RESET', 'MILLISECONDS', ...(verify ? ['DIFFERS'] : [])],
          ...resets.map(({ system, rung, milliseconds, differing }) => [
            system,
            rung,
            milliseconds.toFixed(1),
            ...(differing ? [differing.join(', ') || 'nothing'] : []),
          ]),
        ]),
      )
    return resets.some(({ differing = [] }) => differing.length > 0) ? 1 : 0
  },
})
