import { defineCommand } from '../command.ts'
import { runningStatus, stoppedStatus } from '../status.ts'
import { textTable } from '../table.ts'

export default defineCommand({
  name: 'status',
  summary: 'show the systems of an environment and where they are',
  usage: '[ENVIRONMENT]',
  atMost: 1,
  options: {},
  details: `
The URLs hold the passwords of databases that live as long as \`poligon up\` does.

  poligon status --json`,
  async run(context) {
    const { environmentFile, findProject } = await import('../../runs/index.ts')
    const { loadEnvironment, readRecords } = await import('../../environments/index.ts')
    const project = findProject()
    const records = readRecords(project.root)
    const wanted =
      context.positionals[0] ?? (records.length === 1 ? records[0]?.environment : undefined)
    const record = records.find(({ environment }) => environment === wanted)
    const status = record
      ? runningStatus(record)
      : stoppedStatus(loadEnvironment(environmentFile(project, wanted)).value)
    if (context.json) context.print(`${JSON.stringify(status)}\n`)
    else
      context.print(
        textTable([
          ['SYSTEM', 'ENGINE', 'PROVIDER', 'STATE', 'URL'],
          ...status.systems.map((system) => [
            system.name,
            system.engine,
            system.provider ?? '',
            system.state,
            system.url ?? '',
          ]),
        ]),
      )
    return 0
  },
})
