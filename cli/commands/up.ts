import { loadKey, type MaskingKey } from '../../core/key.ts'
import { name, say } from '../../core/redacted.ts'
import { PoligonError } from '../../core/errors.ts'
import type { UpRecord } from '../../environments/index.ts'
import { defineCommand, type CommandContext } from '../command.ts'
import { keyFromParent, startDetached, tellParent } from '../detached.ts'
import { providerOptions, readProviderOptions } from '../provider-options.ts'
import { runningStatus } from '../status.ts'
import { textTable } from '../table.ts'

export default defineCommand({
  name: 'up',
  summary: 'bring up the databases of an environment with masked data, for work by hand',
  usage: '[ENVIRONMENT]',
  atMost: 1,
  options: {
    ...providerOptions,
    detach: {
      type: 'boolean',
      short: 'd',
      describe: 'give the terminal back; `poligon down` ends it',
    },
  },
  details: `
Starts the servers, fills them with masked copies of the dumps that the environment names, prints where
they are, and holds them until Ctrl-C. \`poligon reset\` brings the data back meanwhile. The key is
needed when there are dumps to mask.

  poligon up shop-erp --provider embedded`,
  async run(context) {
    const { environmentFile, findProject } = await import('../../runs/index.ts')
    const { loadEnvironment, readRecords } = await import('../../environments/index.ts')
    const project = findProject()
    const environment = loadEnvironment(environmentFile(project, context.positionals[0])).value
    if (readRecords(project.root).some((record) => record.environment === environment.name))
      throw new PoligonError('POLIGON_USAGE', {
        what: say`${name(environment.name)} is up already.`,
        remedy: say`\`poligon status\` shows where; \`poligon down\` ends it.`,
      })
    const seeded = Object.values(environment.systems).some(
      (spec) => spec.kind === 'database' && spec.seed,
    )
    if (context.values['detach'] === true) {
      const code = await startDetached(seeded ? loadKey() : undefined, context.signal)
      if (code !== 0) return code
      for (const record of readRecords(project.root))
        if (record.environment === environment.name) show(context, record)
      return 0
    }
    const key = seeded ? ((await keyFromParent()) ?? loadKey()) : undefined
    await holdUntilStopped(context, project, environment, key)
    return 0
  },
})

type Runs = typeof import('../../runs/index.ts')
type Environments = typeof import('../../environments/index.ts')

async function holdUntilStopped(
  context: CommandContext,
  project: ReturnType<Runs['findProject']>,
  environment: ReturnType<Environments['loadEnvironment']>['value'],
  key: MaskingKey | undefined,
): Promise<void> {
  const { holdUp, startEnvironment } = await import('../../environments/index.ts')
  const { log, quiet, signal } = context
  await using running = await startEnvironment(environment, {
    ...readProviderOptions(context),
    log,
    signal,
  })
  if (key) {
    const { seedEnvironment } = await import('../../runs/index.ts')
    await seedEnvironment({ project, environment, running, key, log, quiet, signal })
  }
  signal.throwIfAborted()
  await using held = await holdUp(running, project.root)
  if (!tellParent()) show(context, held.record)
  for (const note of held.record.notes) log.info(name(note))
  log.info(say`${name(environment.name)} is up; Ctrl-C takes it down.`)
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
}

function show(context: CommandContext, record: UpRecord): void {
  if (context.json) return context.print(`${JSON.stringify(runningStatus(record))}\n`)
  const rows = record.systems.map(({ name, engine, url }) => [name, engine, url])
  context.print(textTable([['SYSTEM', 'ENGINE', 'URL'], ...rows]))
}
