import { name, say } from '../../core/redacted.ts'
import { defineCommand } from '../command.ts'

export default defineCommand({
  name: 'down',
  summary: 'take down what `poligon up` brought up, and remove what killed runs left',
  usage: '[ENVIRONMENT]',
  atMost: 1,
  options: {},
  details: `
Without a name all environments of the project are taken down. Succeeds when nothing is up.

  poligon down shop-erp`,
  async run(context) {
    const { positionals, json, log, signal } = context
    const { environmentFile, findProject } = await import('../../runs/index.ts')
    const { readRecords, reapLeftovers, takeDown } = await import('../../environments/index.ts')
    const [wanted] = positionals
    const project = findProject()
    const records = readRecords(project.root).filter(
      ({ environment }) => wanted === undefined || environment === wanted,
    )
    // A mistyped name is not a good end.
    if (wanted !== undefined && records.length === 0) environmentFile(project, wanted)
    for (const record of records) {
      await takeDown(record, signal)
      log.info(say`${name(record.environment)} is down.`)
    }
    const reaped = await reapLeftovers()
    if (records.length === 0) log.info(say`Nothing is up; ${reaped.length} leftovers removed.`)
    if (json)
      context.print(
        `${JSON.stringify({ down: records.map(({ environment }) => environment), leftovers: reaped.length })}\n`,
      )
    return 0
  },
})
